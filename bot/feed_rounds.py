"""The feeds' rounds: beside the tick and never in its way, however slow the servers are.

What is to be fetched stands in the database, where it is claimed; so a round may be cut off or run
in two processes at once.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

from adapters.feeds.pages import FeedError
from bot.database import Database
from coaching.feed_desk import FeedDesk
from coaching.repository.feed_rounds import Errand

if TYPE_CHECKING:
    from adapters.feeds.reading import Reader

_log = structlog.get_logger()

CLAIMED = 40
"""Errands of each kind that are taken at once."""
AT_ONCE, OF_A_WORKSPACE = 8, 2
"""Pages being fetched, in all and for one workspace (reliability facts, 3, row 12)."""


def open_reader() -> Reader:
    """Return what fetches and reads; it brings a third of a second's worth of packages."""
    reader: Reader = import_module("adapters.feeds.reading").Reader()
    return reader


class FeedRounds:
    """Goes round when it is woken, unless it is under way."""

    def __init__(
        self, database: Database, desk: FeedDesk, reader: Callable[[], Reader] = open_reader
    ) -> None:
        """Fetch what ``desk`` hands out, by what ``reader`` makes once there is anything to do."""
        self._database = database
        self._desk = desk
        self._make = reader
        self._reader: Reader | None = None
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Begin a round if none is under way; returns at once."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._round())

    async def settle(self) -> None:
        """Wait for the round that is under way."""
        if self._task is not None:
            await self._task

    async def stop(self) -> None:
        """Let go of everything; what was being fetched is claimed again later."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._reader is not None:
            await self._reader.close()

    async def _round(self) -> None:
        try:
            while errands := await self._database.run(self._desk.claim, CLAIMED):
                if self._reader is None:
                    self._reader = await asyncio.to_thread(self._make)
                await self._go(errands, self._reader)
        except Exception as error:  # noqa: BLE001 the next tick wakes it again
            _log.error("a round of feeds failed", exc_info=error)

    async def _go(self, errands: list[Errand], reader: Reader) -> None:
        everybody = asyncio.Semaphore(AT_ONCE)
        workspaces: defaultdict[int, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(OF_A_WORKSPACE)
        )

        async def go(errand: Errand) -> None:
            async with workspaces[errand.workspace_id], everybody:
                try:
                    await self._fetch(errand, reader)
                except Exception as error:  # noqa: BLE001 one feed must not stop the others
                    who = f"{errand.workspace_id}.{errand.readers[0][0]}"
                    _log.error("a feed could not be looked at", key=who, exc_info=error)

        await asyncio.gather(*(go(errand) for errand in errands))

    async def _fetch(self, errand: Errand, reader: Reader) -> None:
        try:
            if errand.page:
                title = await reader.title(errand.url)
                await self._database.run(self._desk.read, errand, title)
                return
            feed = await reader.feed(errand.url, errand.etag, errand.modified)
        except FeedError as error:
            await self._database.run(self._desk.failed, errand, error.trouble)
            return
        if feed is None:
            await self._database.run(self._desk.unchanged, errand)
            return
        items = [(item.title, item.link) for item in feed.items]
        read = (feed.title, items, (feed.etag, feed.modified), feed.url)
        await self._database.run(self._desk.read, errand, *read)
