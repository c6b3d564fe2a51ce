"""Where an answer goes: a direct conversation, one pair of eyes in a channel, a card's own place."""

from __future__ import annotations

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import blocks
from adapters.slack.cards.modals import answer_view
from adapters.slack.cards.settled import after_press
from adapters.slack.errands.errands import Errand
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import DIRECT
from adapters.slack.verdicts import CallError
from coaching.messages import Card

_CLOSED_TO_APPS = frozenset(
    {"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"}
)


class Replies:
    """Brings answers to where they were asked for."""

    def __init__(self, client: SlackClient, poster: Poster) -> None:
        self._client = client
        self._poster = poster

    async def reply(self, installation: Installation, errand: Errand, card: Card, key: str) -> None:
        """Bring the answer to an errand; `CallError` if that fails."""
        match errand.kind, errand.surface:
            case "press", "view":
                await self.show(installation, errand, answer_view(card, key, card.title))
            case "press", _ if errand.surface != "home":
                await self._after_press(installation, errand, card, key)
            case "mention", _:
                await self._whispered(installation, errand, blocks.message(card, key), key)
            case _:
                await self._posted(installation, errand, blocks.message(card, key), key)

    async def show(
        self, installation: Installation, errand: Errand, view: dict[str, object]
    ) -> None:
        """Put ``view`` in the place of the modal that the errand came from."""

        async def update(client: AsyncWebClient) -> object:
            return await client.views_update(
                view_id=errand.view, hash=errand.view_hash or None, view=view
            )

        await self._client.call(installation, "views.update", update)

    async def _after_press(
        self, installation: Installation, errand: Errand, card: Card, key: str
    ) -> None:
        direct = errand.channel.startswith(DIRECT)
        if errand.keeps and direct:
            await self._posted(installation, errand, blocks.message(card, key), key)
            return
        posting = blocks.message(card, key)
        if not errand.keeps:
            posting = after_press(errand.title, errand.label, card, key)
        if direct and errand.ts and errand.surface == "message":
            await self._poster.replace(installation, errand.channel, errand.ts, posting)
        elif errand.surface == "ephemeral" or errand.keeps:
            await self._poster.respond(errand.response_url, posting, replaces=not errand.keeps)
        else:
            # A post that others see too stays as it is: the answer is for this person alone.
            await self._whispered(installation, errand, blocks.message(card, key), key)

    async def _posted(
        self, installation: Installation, errand: Errand, posting: blocks.Posting, key: str
    ) -> None:
        direct = errand.channel.startswith(DIRECT)
        channel = errand.channel if direct else errand.user
        wait = self._client.pacing.channel(
            installation.tenant, channel, asyncio.get_running_loop().time()
        )
        await asyncio.sleep(wait)
        await self._poster.post(
            installation, channel, posting, key, thread=errand.thread if direct else ""
        )

    async def _whispered(
        self, installation: Installation, errand: Errand, posting: blocks.Posting, key: str
    ) -> None:
        try:
            await self._poster.whisper(
                installation, errand.channel, errand.user, posting, thread=errand.thread
            )
        except CallError as error:
            if error.verdict.error not in _CLOSED_TO_APPS:
                raise
            # The app is not in that channel, so the person gets it in her own.
            await self._poster.post(installation, errand.user, posting, key)
