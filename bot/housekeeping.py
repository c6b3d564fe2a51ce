"""The housekeeping's timetable: some of it each hour, some each day, and what was left undone."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from bot.database import Database
from coaching.repository.facts import SCRUB, read_fact
from coaching.tidy import BATCH, Tidy

HOUR = 3600.0
DAY = 24 * HOUR


class Housekeeping:
    """Runs the tidying in small units of work."""

    def __init__(
        self, database: Database, tidy: Tidy, time: Callable[[], float] = monotonic
    ) -> None:
        """Keep house in ``database`` by ``tidy``; ``time`` counts seconds."""
        self._database = database
        self._tidy = tidy
        self._time = time
        self._hourly_at: float | None = None
        self._daily_at: float | None = None
        self._last: tuple[int, int] | None = None

    async def keep(self) -> None:
        """Do what an hour or a day has passed for (at first both), and go on with people."""
        now = self._time()
        if self._hourly_at is None or now - self._hourly_at >= HOUR:
            self._hourly_at = now
            await self._hourly()
        if self._daily_at is None or now - self._daily_at >= DAY:
            self._daily_at = now
            await self._daily()
        if self._last is not None:
            await self._next_people(self._last)

    async def finish_erasures(self) -> None:
        """Wipe from the files what an earlier erasure could not."""
        if await self._database.run(self._is_scrub_wanted):
            await self._database.scrub()

    async def _hourly(self) -> None:
        for step in self._tidy.hourly():
            await self._to_the_end(step)
        await self.finish_erasures()

    async def _daily(self) -> None:
        for step in self._tidy.daily():
            await self._to_the_end(step)
        self._last = (0, 0)

    async def _next_people(self, last: tuple[int, int]) -> None:
        # Some at each tick: sending must not wait until everybody's rows were looked through.
        people = await self._database.run(self._tidy.people, last)
        for person in people:
            await self._database.run(self._tidy.retire, *person)
        self._last = people[-1] if people else None

    async def _to_the_end(self, step: Callable[[], int]) -> None:
        while await self._database.run(step) >= BATCH:
            pass

    def _is_scrub_wanted(self) -> bool:
        with self._database.transaction() as connection:
            return bool(read_fact(connection, SCRUB))
