"""Where an answer goes: a direct conversation, one pair of eyes in a channel, a card's own place."""

from __future__ import annotations

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards.blocks import Posting
from adapters.slack.cards.settled import after_press
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.fitting import fitting, posting, window
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import DIRECT
from adapters.slack.verdicts import CallError
from coaching.messages import Card


class Replies:
    """Brings answers to where they were asked for."""

    def __init__(self, client: SlackClient, poster: Poster) -> None:
        self._client = client
        self._poster = poster

    async def reply(self, installation: Installation, errand: Errand, card: Card, key: str) -> None:
        """Bring the answer to an errand; `CallError` if that fails.

        Where its place is gone (a closed window, a deleted message, a channel without the app),
        the person gets it in her own conversation.
        """
        if is_posted(errand):
            await self._posted(installation, errand, posting(card, key), key)
            return
        try:
            await self._in_place(installation, errand, card, key)
        except CallError as error:
            if error.verdict.meaning != "person":
                raise
            await self._poster.post(installation, errand.user, posting(card, key), key)

    async def show(
        self, installation: Installation, errand: Errand, view: dict[str, object]
    ) -> None:
        """Put ``view`` in the place of the modal that the errand came from."""

        async def update(client: AsyncWebClient) -> object:
            return await client.views_update(
                view_id=errand.view, hash=errand.view_hash or None, view=view
            )

        await self._client.call(installation, "views.update", update)

    async def tell(self, installation: Installation, errand: Errand, card: Card, key: str) -> None:
        """Say something to the person alone, beside what she did; `CallError` if that fails."""
        if errand.response_url:
            try:
                await self._poster.respond(errand.response_url, posting(card, key), replaces=False)
            except CallError as error:
                if error.verdict.meaning != "person":
                    raise
            else:
                return
        await self._poster.post(installation, errand.user, posting(card, key), key)

    async def _in_place(
        self, installation: Installation, errand: Errand, card: Card, key: str
    ) -> None:
        if errand.kind == "mention":
            await self._whispered(installation, errand, posting(card, key), key)
        elif errand.surface == "view" and errand.view:
            await self.show(installation, errand, window(card, key))
        else:
            await self._after_press(installation, errand, card, key)

    async def _after_press(
        self, installation: Installation, errand: Errand, card: Card, key: str
    ) -> None:
        shown = posting(card, key)
        if not errand.keeps:
            shown = after_press(errand.title, errand.label, fitting(card, key), key)
        if errand.channel.startswith(DIRECT) and errand.ts and errand.surface == "message":
            await self._poster.replace(installation, errand.channel, errand.ts, shown)
        elif errand.response_url and (errand.surface == "ephemeral" or errand.keeps):
            await self._poster.respond(errand.response_url, shown, replaces=not errand.keeps)
        else:
            # A post that others see too stays as it is: the answer is for this person alone.
            await self._whispered(installation, errand, posting(card, key), key)

    async def _posted(
        self, installation: Installation, errand: Errand, shown: Posting, key: str
    ) -> None:
        direct = errand.channel.startswith(DIRECT)
        channel = errand.channel if direct else errand.user
        wait = self._client.pacing.channel(
            installation.tenant, channel, asyncio.get_running_loop().time()
        )
        await asyncio.sleep(wait)
        await self._poster.post(
            installation, channel, shown, key, thread=errand.thread if direct else ""
        )

    async def _whispered(
        self, installation: Installation, errand: Errand, shown: Posting, key: str
    ) -> None:
        if errand.channel:
            await self._poster.whisper(
                installation, errand.channel, errand.user, shown, thread=errand.thread
            )
        else:
            await self._poster.post(installation, errand.user, shown, key)


def is_posted(errand: Errand) -> bool:
    """Return whether the answer is a message of its own, which would be there twice if repeated."""
    if errand.kind == "press":
        direct = errand.channel.startswith(DIRECT)
        return errand.keeps and direct and errand.surface in ("message", "ephemeral")
    return errand.kind == "message"
