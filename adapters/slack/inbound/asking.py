"""Asks the coach while Slack waits: the answer in time, or word of it and the answer later."""

from __future__ import annotations

import asyncio

from adapters.base import Desk, Later
from adapters.lanes import Lanes
from adapters.slack.errands.answers import BUSY
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.translating import Refusal, Translator
from adapters.slack.inbound.background import quietly
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.handing_over import Files
from coaching.messages import Card, Message, Sender

FOR_THE_COACH = 0.4
"""Seconds that looking people up leaves to the coach."""
LATEST = 30.0
"""Seconds that an answer may be late and still be waited for at the end."""


class Asking:
    """Gets answers from the coach."""

    def __init__(
        self, desk: Desk, translator: Translator, files: Files, home: HomeTabs, lanes: Lanes
    ) -> None:
        self._desk = desk
        self._translator = translator
        self._files = files
        self._home = home
        self._lanes = lanes

    async def answer(
        self, delivery: Delivery, installation: Installation, errand: Errand, bring: Later
    ) -> Card:
        """Return the coach's answer to an errand; one that comes too late is handed to ``bring``."""
        with self._lanes.present():
            try:
                async with asyncio.timeout_at(delivery.by - FOR_THE_COACH):
                    message = await self._translator.message(installation, errand, delivery.key)
            except Refusal as refusal:
                return refusal.card
            except TimeoutError:
                return BUSY
            return await self._in_time(delivery, installation, message, bring)

    async def _in_time(
        self, delivery: Delivery, installation: Installation, message: Message, bring: Later
    ) -> Card:
        loop = asyncio.get_running_loop()
        brought = asyncio.Event()

        async def late(card: Card) -> None:
            try:
                await bring(card)
                self._follow_up(installation, message.sender, card, delivery.key)
            finally:
                brought.set()

        card = await self._desk.answer_within(message, delivery.by - loop.time(), late)
        self._follow_up(installation, message.sender, card, delivery.key)
        if loop.time() >= delivery.by and not card.refused:
            # The answer may still be on its way, and the end has to wait for it.
            self._lanes.hold(_until(brought))
        return card

    def _follow_up(self, installation: Installation, sender: Sender, card: Card, key: str) -> None:
        """Do what comes with an answer: her files, and her home tab as things stand now."""
        if self._home.is_seen(sender):
            self._lanes.hold(quietly(self._home.draw(installation, sender)))
        if card.files:
            handing = self._files.hand_over(installation, sender.user, card.files, key)
            self._lanes.hold(quietly(handing))


async def _until(brought: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(LATEST):
            await brought.wait()
    except TimeoutError:
        return
