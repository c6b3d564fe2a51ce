"""Works off errands that were stored: answers what was said and pressed, and greets who is new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from adapters.base import Arrival, DeliveryError, Desk
from adapters.lanes import Lanes
from adapters.teams.errands.errands import Errand, loaded
from adapters.teams.errands.handing_over import Files
from adapters.teams.errands.keys import key_of
from adapters.teams.errands.pressing import Presses
from adapters.teams.errands.replying import Replies, undone
from adapters.teams.errands.speech import readable
from adapters.teams.errands.translating import Refusal, Translator, sender_of
from coaching.messages import Button, Card, File, Sender

WELCOME_BACK = Card(
    title="Welcome back",
    body="Everything you told me is as you left it. Shall we look at what is worth doing today?",
    buttons=(
        Button(label="Today", command="today", primary=True),
        Button(label="Help", command="help", keeps=True),
    ),
)


class Worker:
    """Does what errands ask for."""

    def __init__(
        self,
        lanes: Lanes,
        translator: Translator,
        desk: Desk,
        presses: Presses,
        replies: Replies,
        files: Files,
    ) -> None:
        self._files = files
        self._lanes = lanes
        self._translator = translator
        self._desk = desk
        self._presses = presses
        self._replies = replies

    def begin(self, arrival: Arrival, errand: Errand) -> None:
        """Work off a stored errand, in its turn."""
        who = errand.sender.object_id or errand.sender.mri
        self._lanes.begin(arrival, who, partial(self._work, arrival.key, errand))

    async def sweep(self) -> int:
        """Take up what nobody has in hands; return how much it was."""
        return await self._lanes.sweep(self._take_up)

    async def _take_up(self, arrival: Arrival) -> None:
        self.begin(arrival, loaded(arrival.body))

    async def _work(self, key: str, errand: Errand) -> None:
        if errand.kind == "greeting":
            await self._greet(key, errand)
        else:
            await self._answer(key, errand)

    async def _greet(self, key: str, errand: Errand) -> None:
        sender = sender_of(errand.address.tenant, errand.sender, errand.zone)
        cards = await self._desk.overview(sender)
        # One card is what the coach has for somebody who never spoke with it.
        greeting = cards[0] if len(cards) == 1 else WELCOME_BACK
        await self._replies.reply(errand, sender, greeting, key)

    async def _answer(self, key: str, errand: Errand) -> None:
        sender: Sender | None = None
        asked, key = "", key_of(errand, key)
        try:
            sender = await self._translator.sender(errand)
            message = await self._translator.message(errand, sender, key)
            asked = readable(message.text)
            problem = await self._presses.problem(sender, errand.pressed)
            card = problem or await self._desk.answer(message)
        except Refusal as refusal:
            card = refusal.card
        await self._replies.reply(errand, sender, card, key, asked)
        if sender is not None and card.files:
            await self._hand_over(errand, sender, card.files, key)

    async def _hand_over(
        self, errand: Errand, sender: Sender, files: Sequence[File], key: str
    ) -> None:
        try:
            address = await self._replies.own_chat(errand, sender)
            await self._files.hand_over(address, files, key)
        except DeliveryError as error:
            raise undone(error) from error
