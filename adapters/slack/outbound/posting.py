"""Cards on their way to Slack: to a person, into a channel, in place of another card.

A message carries a digest of its key as metadata, which any app of the workspace may read, so it
says nothing; by it a message whose arrival is in doubt is found again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.cards.blocks import Posting
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.payloads import part
from adapters.slack.verdicts import CallError, Verdict, judge

EVENT_TYPE = "netlead_card"
LOOK_BACK = 3600.0
"""Seconds of a conversation that are looked through for a message in doubt."""
MOST_SEEN = 200
_OK = 200


class Poster:
    """Posts, replaces and looks up messages."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client

    async def post(
        self,
        installation: Installation,
        channel: str,
        posting: Posting,
        key: str,
        *,
        thread: str = "",
    ) -> str:
        """Post to a conversation (or to a user's own); return the conversation's id."""

        async def post(client: AsyncWebClient) -> object:
            return await client.chat_postMessage(
                channel=channel,
                text=posting.text,
                blocks=posting.blocks,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"id": digest(key)}},
                thread_ts=thread or None,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )

        answer = await self._client.call(installation, "chat.postMessage", post)
        found = answer.get("channel")
        return found if isinstance(found, str) else channel

    async def whisper(
        self,
        installation: Installation,
        channel: str,
        user: str,
        posting: Posting,
        *,
        thread: str = "",
    ) -> None:
        """Show something to one person in a channel, and to nobody else."""

        async def whisper(client: AsyncWebClient) -> object:
            return await client.chat_postEphemeral(
                channel=channel,
                user=user,
                text=posting.text,
                blocks=posting.blocks,
                thread_ts=thread or None,
                parse="none",
                link_names=False,
            )

        await self._client.call(installation, "chat.postEphemeral", whisper)

    async def replace(
        self, installation: Installation, channel: str, ts: str, posting: Posting
    ) -> None:
        """Put another card in a message's place."""

        async def update(client: AsyncWebClient) -> object:
            return await client.chat_update(
                channel=channel,
                ts=ts,
                text=posting.text,
                blocks=posting.blocks,
                parse="none",
                link_names=False,
            )

        await self._client.call(installation, "chat.update", update)

    async def respond(self, url: str, posting: Posting, *, replaces: bool) -> None:
        """Answer by the address that came with a press or a command; for that person alone."""
        hook = AsyncWebhookClient(url, session=self._client.session, retry_handlers=[])
        try:
            answer = await hook.send(
                text=posting.text,
                blocks=posting.blocks,
                response_type="ephemeral",
                replace_original=replaces,
            )
        except (SlackObjectFormationError, OSError) as error:
            raise CallError("response_url", Verdict("person", type(error).__name__)) from error
        except Exception as error:
            raise CallError("response_url", judge(error)) from error
        if answer.status_code != _OK:
            raise CallError("response_url", Verdict("person", f"http_{answer.status_code}"))

    async def arrived(
        self, installation: Installation, channel: str, key: str, now: datetime
    ) -> bool:
        """Return whether the message with ``key`` is in a direct conversation."""

        async def history(client: AsyncWebClient) -> object:
            return await client.conversations_history(
                channel=channel,
                include_all_metadata=True,
                oldest=str(now.timestamp() - LOOK_BACK),
                limit=MOST_SEEN,
            )

        answer = await self._client.call(installation, "conversations.history", history)
        messages = answer.get("messages")
        if not isinstance(messages, list):
            raise CallError("conversations.history", Verdict("unsure", "no_messages"))
        return any(_id_of(message) == digest(key) for message in messages)


def digest(key: str) -> str:
    """Return the name of a card that says nothing about whose it is."""
    return hashlib.sha256(f"netlead card {key}".encode()).hexdigest()[:32]


def _id_of(message: Mapping[str, Any]) -> str:
    return str(part(message, "metadata", "event_payload").get("id") or "")
