"""The coach as a platform sees it: answers in time, a look at where one stands, a way out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from adapters.base import Later
from bot.database import Database
from bot.inbox import Inbox
from coaching.coach import Coach
from coaching.messages import Card, Message, Sender

_log = structlog.get_logger()

AFTERWARDS = 0.2
"""Seconds for finding out whether an answer that is late was called off."""
BUSY = Card(
    refused=True,
    body="I am a little busy and could not take that in; nothing was saved. "
    "Please try again in a moment.",
)
ON_ITS_WAY = Card(
    body="I am a little busy. I have taken that in, and the answer follows here as soon as I "
    "have it; there is no need to try again."
)


class Desk:
    """One platform's way to the coach."""

    def __init__(self, database: Database, coach: Coach, inbox: Inbox, platform: str) -> None:
        """Let people of ``platform`` talk with ``coach`` through ``inbox``."""
        self._database = database
        self._coach = coach
        self._inbox = inbox
        self._platform = platform
        self._late: set[asyncio.Task[None]] = set()

    async def answer(self, message: Message) -> Card:
        """Return the answer to ``message``; `BusyError` where it could not be taken in."""
        return await self._inbox.take(message)

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:
        """Return the answer, or after ``seconds`` a card that says what became of the message."""
        asking = asyncio.create_task(self._inbox.handle(message))
        done, _ = await asyncio.wait({asking}, timeout=seconds)
        if not done:
            asking.cancel()
            done, _ = await asyncio.wait({asking}, timeout=AFTERWARDS)
        if not done:
            self._hand_on(asking, later)
            return ON_ITS_WAY
        return BUSY if asking.cancelled() else asking.result()

    async def overview(self, sender: Sender) -> Sequence[Card]:
        """Return the cards that show a person where she stands."""
        return await self._database.run(self._coach.overview, sender)

    async def recall(self, sender: Sender, key: str) -> Card | None:
        """Return the answer that the sender's message ``key`` got."""
        return await self._database.run(self._coach.answered, sender, key)

    async def follow(self, sender: Sender, conversation: str = "") -> None:
        """Let a known person's zone follow the platform's, and reach her at ``conversation``."""
        await self._database.run(self._coach.follow, sender, conversation)

    async def erase(self, workspace: str) -> None:
        """Remove everybody in a workspace, some people at a time; others are answered between."""
        while await self._database.run(self._coach.erase_workspace, self._platform, workspace):
            pass
        await self._database.scrub()

    def _hand_on(self, asking: asyncio.Task[Card], later: Later) -> None:
        async def bring() -> None:
            try:
                await later(await asking)
            except Exception as error:  # noqa: BLE001 the answer stands; it only could not be shown
                _log.warning("a late answer could not be brought", exc_info=error)

        task = asyncio.create_task(bring())
        self._late.add(task)
        task.add_done_callback(self._late.discard)
