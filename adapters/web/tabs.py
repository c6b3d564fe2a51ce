"""The open pages: what happens in the conversation is shown in every one of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator

from adapters.web.frames import Frame
from coaching.messages import Sender

BACKLOG = 100
"""Frames that may wait for a slow page before it is let go; it finds them in the history."""


class Tab:
    """One open page: its person with the browser's time zone, and the frames still to be sent."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.behind = asyncio.Event()
        self._waiting: asyncio.Queue[str] = asyncio.Queue(BACKLOG)

    def push(self, frame: Frame) -> None:
        """Queue a frame without waiting; a page that cannot keep up is marked as behind."""
        try:
            self._waiting.put_nowait(json.dumps(frame))
        except asyncio.QueueFull:
            self.behind.set()

    async def next(self) -> str:
        """Wait for the next frame to send, as JSON text."""
        return await self._waiting.get()


class Tabs:
    """All open pages."""

    def __init__(self) -> None:
        self._open: set[Tab] = set()

    def __iter__(self) -> Iterator[Tab]:
        """Go through the pages that are open now."""
        return iter(tuple(self._open))

    def add(self, tab: Tab) -> None:
        """Show ``tab`` everything from now on."""
        self._open.add(tab)

    def remove(self, tab: Tab) -> None:
        """Forget a page that was closed."""
        self._open.discard(tab)

    def show(self, frame: Frame) -> None:
        """Show one frame everywhere."""
        for tab in self:
            tab.push(frame)

    def show_each(self, frame_for: Callable[[Tab], Frame]) -> None:
        """Show every page its own frame."""
        for tab in self:
            tab.push(frame_for(tab))
