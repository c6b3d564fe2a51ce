"""Answers what Teams shows at once: a pressed card's replacement, a message action's dialog.

Teams waits some ten seconds for the answer and shows an error after that. What takes longer is said
to be on its way, and follows as a message.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from functools import partial
from typing import Any

import structlog

from adapters.base import DeliveryError, Desk
from adapters.lanes import Lanes
from adapters.teams.cards.adaptive import CONTENT_TYPE, Posting, message
from adapters.teams.errands.errands import Errand
from adapters.teams.errands.handing_over import Files
from adapters.teams.errands.keys import key_of
from adapters.teams.errands.pressing import Presses
from adapters.teams.errands.replying import Replies
from adapters.teams.errands.translating import Refusal, Translator
from adapters.teams.turns import InvokeResponse
from coaching.messages import Card, Sender

_log = structlog.get_logger()

ANSWERED_WITHIN = 7.0
"""Seconds for looking up and answering; with the way there and back less than Teams waits."""
AT_LEAST = 0.5
BELOW = "You find it below."
"""What is said beside a card that stays, whose answer is a message of its own."""
UNREADABLE = "I do not know this button. Ask me for the card again, or type `help`."


class Invoked:
    """Answers presses of buttons that wait for it."""

    def __init__(
        self,
        translator: Translator,
        desk: Desk,
        presses: Presses,
        replies: Replies,
        files: Files,
        lanes: Lanes,
    ) -> None:
        self._files = files
        self._translator = translator
        self._desk = desk
        self._presses = presses
        self._replies = replies
        self._lanes = lanes

    async def press(self, errand: Errand | None, key: str) -> InvokeResponse:
        """Return what takes the place of the pressed card, for the person who pressed alone."""
        pressed = errand.pressed if errand else None
        if errand is None or pressed is None:
            return unreadable()
        key = key_of(errand, key)
        sender, card = await self.answer(errand, key)
        if sender is None:
            return shown(message(card, key))
        if pressed.kind == "keeps":
            self._lanes.hold(quietly(self._replies.post(errand, sender, card, key)))
            return said(BELOW)
        posting = await self._presses.posting(sender, pressed, card, key)
        if errand.is_private and errand.message:
            # The answer changes what this client shows; the message changes what all her others do.
            changing = self._replies.replace(errand.address, errand.message, posting)
            self._lanes.hold(quietly(changing))
        return shown(posting)

    async def answer(self, errand: Errand, key: str) -> tuple[Sender | None, Card]:
        """Return who asked and the coach's answer; nobody and why for whom it does not coach.

        What is not there in time follows in the person's own chat.
        """
        now = asyncio.get_running_loop().time
        begun, sender = now(), None
        try:
            sender = await self._translator.sender(errand)
            problem = await self._presses.problem(sender, errand.pressed)
            if problem is not None:
                return sender, problem
            said_so = await self._translator.message(errand, sender, key)
        except Refusal as refusal:
            return sender, refusal.card
        left = max(ANSWERED_WITHIN + begun - now(), AT_LEAST)
        late = partial(self._late, errand, sender, key)
        card = await self._desk.answer_within(said_so, left, late)
        if card.files:
            self._lanes.hold(quietly(self._hand_over(errand, sender, card, key)))
        return sender, card

    async def _late(self, errand: Errand, sender: Sender, key: str, card: Card) -> None:
        await self._replies.post(errand, sender, card, key)
        if card.files:
            await self._hand_over(errand, sender, card, key)

    async def _hand_over(self, errand: Errand, sender: Sender, card: Card, key: str) -> None:
        address = await self._replies.own_chat(errand, sender)
        await self._files.hand_over(address, card.files, key)


async def quietly(work: Awaitable[None]) -> None:
    """Do ``work`` that nobody waits for; what fails is logged."""
    try:
        await work
    except DeliveryError as error:
        _log.warning("Teams did not take something", reason=str(error))
    except Exception as error:  # noqa: BLE001 nobody waits for it
        _log.error("something was left undone", exc_info=error)


def shown(posting: Posting) -> InvokeResponse:
    """Return the answer that puts a card in the place of the one that was pressed."""
    return _answer(200, CONTENT_TYPE, posting.card)


def said(line: str) -> InvokeResponse:
    """Return the answer that leaves the card as it is, and says a line beside it."""
    return _answer(200, "application/vnd.microsoft.activity.message", line)


def unreadable() -> InvokeResponse:
    """Return the answer to a press that is none of ours, or broken."""
    error = {"code": "BadRequest", "message": UNREADABLE}
    return _answer(400, "application/vnd.microsoft.error", error)


def _answer(status: int, kind: str, value: Mapping[str, Any] | str) -> InvokeResponse:
    return InvokeResponse(body={"statusCode": status, "type": kind, "value": value})
