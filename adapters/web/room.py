"""The one conversation of the web chat, whoever looks at it: what is said, shown and recalled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from adapters.base import Handler
from adapters.web import frames
from adapters.web.tabs import Tab, Tabs
from coaching.clock import Clock
from coaching.messages import Card, Exchange, Message, Sender

CONVERSATION = "web:you"
NO_DEMO = "The clock can only be moved in the demo."

Recall = Callable[[Sender, int], Awaitable[Sequence[Exchange]]]
"""Brings a person's last exchanges, at most so many, oldest first."""


class Demo(Protocol):
    """The demo mode, in which the coach's clock can be moved on so that nudges can be seen."""

    async def advance(self, by: timedelta) -> None:
        """Move the coach's clock on and send what comes due on the way."""
        ...


class Room:
    """The conversation and the pages on which it is shown."""

    def __init__(self, handler: Handler, recall: Recall, clock: Clock, demo: Demo | None) -> None:
        self.tabs = Tabs()
        self._handler = handler
        self._recall = recall
        self._clock = clock
        self._demo = demo
        self._begun: set[asyncio.Task[None]] = set()

    def now(self) -> datetime:
        """Return the coach's present."""
        return self._clock.now()

    def person(self, zone: str) -> Sender:
        """Return the one person here, in the time zone of their browser."""
        return Sender(platform="web", workspace="local", user="you", time_zone=zone, is_admin=True)

    def begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Start work that does not end with the page that asked for it."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return task

    async def greet(self, tab: Tab) -> None:
        """Show a newly opened page the past, and in the demo the clock."""
        await self.recall(tab, frames.PAGE)
        if self._demo:
            tab.push(self._time_for(tab))

    async def recall(self, tab: Tab, count: int) -> None:
        """Show a page the last ``count`` exchanges."""
        tab.push(frames.history(await self._recall(tab.sender, count), count))

    async def say(self, tab: Tab, say: frames.Say) -> None:
        """Bring a message to the coach and show the answer everywhere."""
        message = Message(
            id=say.id,
            sender=tab.sender,
            conversation=CONVERSATION,
            text=say.text,
            press=say.press,
        )
        card = await self._handler(message)
        self.tabs.show(frames.answer(say, card, self.now()))

    async def advance(self, tab: Tab, by: timedelta) -> None:
        """Move the demo clock on and show everywhere what it says now."""
        if self._demo is None:
            tab.push(frames.trouble(NO_DEMO))
            return
        await self._demo.advance(by)
        self.show_time()

    def nudge(self, key: str, card: Card) -> None:
        """Show a card of the coach's own everywhere."""
        self.tabs.show(frames.nudge(key, card, self.now()))

    def show_time(self) -> None:
        """In the demo, show the coach's present everywhere, each page in its zone."""
        if self._demo:
            self.tabs.show_each(self._time_for)

    def _time_for(self, tab: Tab) -> frames.Frame:
        return frames.clock(self.now(), tab.sender.time_zone)
