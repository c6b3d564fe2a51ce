"""Cards on their way to Slack: to a person, into a channel, in place of another card.

A message carries a digest of its key as metadata, which any app of the workspace may read, so it
says nothing; by it a message whose arrival is in doubt is found again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.cards.blocks import Posting
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.marks import digest, is_known, mark, name_of
from adapters.slack.payloads import part, words
from adapters.slack.verdicts import CallError, Verdict, judge, judge_status

SKEW = timedelta(hours=1)
"""How far a conversation is looked through before a message can have been sent: clocks differ."""
PAGE = 200
MOST_PAGES = 15
"""Pages of a conversation that are looked through; Slack allows some fifty a minute."""
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
                metadata=mark(key),
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
        except Exception as error:
            raise CallError("response_url", judge(error)) from error
        if answer.status_code != _OK:
            verdict = judge_status(answer.status_code, answer.headers)
            raise CallError("response_url", verdict)

    async def arrived(
        self,
        installation: Installation,
        channel: str,
        key: str,
        since: datetime,
        *,
        thread: str = "",
    ) -> bool | None:
        """Return whether the app's message with ``key`` is in a direct conversation, or its thread.

        It cannot have been sent before ``since``. None where that cannot be told: more was said
        than can be looked through, or the app does not know itself. `CallError` if Slack does not
        answer.
        """
        if not is_known(installation):
            return None
        wanted, cursor = digest(key), ""
        for _ in range(MOST_PAGES):
            messages, cursor = await self._page(installation, channel, thread, since, cursor)
            if any(name_of(message, installation) == wanted for message in messages):
                return True
            if not cursor:
                return False
        return None

    async def _page(
        self, installation: Installation, channel: str, thread: str, since: datetime, cursor: str
    ) -> tuple[list[object], str]:
        method = "conversations.replies" if thread else "conversations.history"

        oldest, after = f"{(since - SKEW).timestamp():.6f}", cursor or None

        async def page(client: AsyncWebClient) -> object:
            if thread:
                return await client.conversations_replies(
                    channel=channel,
                    ts=thread,
                    include_all_metadata=True,
                    oldest=oldest,
                    limit=PAGE,
                    cursor=after,
                )
            return await client.conversations_history(
                channel=channel,
                include_all_metadata=True,
                oldest=oldest,
                limit=PAGE,
                cursor=after,
            )

        answer = await self._client.call(installation, method, page)
        messages = answer.get("messages")
        if not isinstance(messages, list):
            raise CallError(method, Verdict("unsure", "no_messages"))
        return messages, words(part(answer, "response_metadata").get("next_cursor"))
