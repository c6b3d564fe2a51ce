"""The one tick: looks at whoever is due, sends what is due, keeps house, shows that it lives.

APScheduler only ticks, in memory. What is due stands in the database, which also sees to it that
nothing happens twice, so a tick may be late, early, missed or run in two processes at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.database import Database
from bot.feed_rounds import FeedRounds
from bot.housekeeping import Housekeeping
from bot.outbox import Outbox
from coaching.clock import Clock, MovableClock, SystemClock
from coaching.deliveries import Deliveries
from coaching.planner import Planner
from coaching.repository.facts import read_fact, write_fact
from coaching.repository.programmes import Key

_log = structlog.get_logger()

PEOPLE = 200
"""People looked at between two rounds of sending."""
POSTS = 200
"""Programmes of channels looked at in one tick."""
AT_ONCE = 4
HEARTBEAT = "tick"
HEARTBEAT_EVERY = 60.0
AHEAD = "demo_ahead"
DRAIN_WITHIN = 11.0
"""Seconds: longer than one send may take, and with the server's end below 15 in all."""
SMALLEST_STEP = timedelta(minutes=1)
MOST_STEPS = 2000


class Ticker:
    """Ticks, drains, and in the demo plays through time."""

    def __init__(  # noqa: PLR0913 the parts that it sets in motion
        self,
        database: Database,
        planner: Planner,
        deliveries: Deliveries,
        outbox: Outbox,
        housekeeping: Housekeeping | None,
        clock: Clock,
        every: float = 5.0,
        *,
        keeps_time: bool = True,
        feeds: FeedRounds | None = None,
    ) -> None:
        """Tick each ``every`` seconds once started.

        Without ``housekeeping``, as in the chat of one person, it plans and sends alone and gives
        no sign of life. With ``keeps_time`` a demo's clock is the database's: what it was moved on
        by is written down, and what another process moved it on by is caught up with. ``feeds``
        are woken with each tick and go their own way.
        """
        self._database = database
        self._planner = planner
        self._deliveries = deliveries
        self._outbox = outbox
        self._housekeeping = housekeeping
        self._clock = clock
        self._every = every
        self._keeps_time = keeps_time
        self._feeds = feeds
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._alone = asyncio.Lock()
        self._stopped = False
        self._ticked_at: float | None = None
        self._beat_at: float | None = None

    def start(self) -> None:
        """Begin to tick, the first time at once."""
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=self._every,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=SystemClock().now(),
        )
        self._scheduler.start()

    def is_alive(self) -> bool:
        """Return whether the last tick went well and was not long ago."""
        if self._stopped or self._ticked_at is None:
            return False
        return monotonic() - self._ticked_at < max(60.0, 3 * self._every)

    async def tick(self) -> None:
        """Do all that is due; whatever fails is logged and tried again at the next tick."""
        # Not while time is played: strangers' servers live in the present.
        if self._feeds and not self._stopped:
            self._feeds.wake()
        async with self._alone:
            await self._tick()

    async def drain(self) -> None:
        """Take on nothing more and finish what is in flight, for `DRAIN_WITHIN` seconds at most.

        Not the scheduler's shutdown, which cancels a send in the middle.
        """
        self._stopped = True
        self._outbox.stop()
        if self._scheduler.running:
            self._scheduler.pause()
        if self._feeds:
            await self._feeds.stop()
        try:
            async with asyncio.timeout(DRAIN_WITHIN), self._alone:
                pass
        except TimeoutError:
            _log.warning("a send did not end in time; it will be looked up after the next start")
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def advance(self, by: timedelta) -> None:
        """Move the demo's clock on, stopping at each moment at which something is due."""
        await self.play(self._clock.now() + by)

    async def play(self, until: datetime) -> None:
        """Move the demo's clock to ``until``, stopping at each moment at which something is due.

        So a week's nudges arrive each at its own time.
        """
        if not isinstance(self._clock, MovableClock):
            reason = "only the demo's clock can be moved"
            raise TypeError(reason)
        async with self._alone:
            await self._tick()
            for _ in range(MOST_STEPS):
                event = await self._next_event()
                soonest = self._clock.now() + SMALLEST_STEP
                if self._stopped or event is None or max(event, soonest) >= until:
                    break
                await self._move(self._clock, max(event, soonest))
                await self._tick()
            await self._move(self._clock, until)
            await self._tick()

    async def _next_event(self) -> datetime | None:
        look = await self._database.run(self._planner.next_look)
        due = await self._database.run(self._deliveries.next_due, self._outbox.platforms)
        return min((instant for instant in (look, due) if instant), default=None)

    async def _move(self, clock: MovableClock, to: datetime) -> None:
        by = to - clock.now()
        if by <= timedelta():
            return
        clock.advance(by)
        # Before anything is written by the moved clock: it must not stand earlier after a restart.
        if self._keeps_time:
            await self._database.run(self._keep_ahead, clock.ahead)

    async def _tick(self) -> None:
        if self._keeps_time and isinstance(self._clock, MovableClock):
            await self._guarded("the demo's clock", self._catch_up)
        if self._housekeeping:
            await self._guarded("housekeeping", self._housekeeping.keep)
        await self._guarded("planning and sending", self._work)
        if self._housekeeping:
            await self._guarded("the heartbeat", self._beat)

    async def _catch_up(self) -> None:
        ahead = await self._database.run(moved_ahead, self._database)
        if isinstance(self._clock, MovableClock) and ahead > self._clock.ahead:
            self._clock.advance(ahead - self._clock.ahead)

    async def _guarded(self, part: str, work: Callable[[], Awaitable[None]]) -> bool:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 the next tick tries again
            _log.error("a tick failed", job=part, exc_info=error)
            return False
        return True

    async def _work(self) -> None:
        for programme in await self._database.run(self._planner.due_programmes, POSTS):
            await self._plan_post(programme)
        seen: set[tuple[int, int]] = set()
        while not self._stopped:
            due = await self._database.run(self._planner.due, PEOPLE)
            fresh = [person for person in due if person not in seen]
            seen.update(fresh)
            for start in range(0, len(fresh), AT_ONCE):
                await asyncio.gather(*(self._plan(*p) for p in fresh[start : start + AT_ONCE]))
            await self._outbox.deliver()
            self._ticked_at = monotonic()
            if not fresh:
                return

    async def _plan(self, workspace_id: int, user_id: int) -> None:
        try:
            await self._database.run(self._planner.plan, workspace_id, user_id)
        except Exception as error:  # noqa: BLE001 one person's rows must not stop the others
            who = f"{workspace_id}.{user_id}"
            _log.error("a person could not be looked at", key=who, exc_info=error)
            put_off = partial(self._database.run, self._planner.put_off, workspace_id, user_id)
            await self._guarded("putting a person off", put_off)

    async def _plan_post(self, programme: Key) -> None:
        try:
            await self._database.run(self._planner.plan_post, programme)
        except Exception as error:  # noqa: BLE001 one channel's programme must not stop the others
            which = ".".join(map(str, programme))
            _log.error("a channel's prompts could not be looked at", key=which, exc_info=error)
            put_off = partial(self._database.run, self._planner.put_off_post, programme)
            await self._guarded("putting a channel's prompts off", put_off)

    async def _beat(self) -> None:
        now = monotonic()
        if self._beat_at is None or now - self._beat_at >= HEARTBEAT_EVERY:
            await self._write(HEARTBEAT, self._clock.now().isoformat())
            self._beat_at = now

    def _keep_ahead(self, ahead: timedelta) -> None:
        with self._database.transaction() as connection:
            # Another process may have moved it on further: the clock never goes back.
            if float(read_fact(connection, AHEAD) or 0) < ahead.total_seconds():
                write_fact(connection, AHEAD, str(ahead.total_seconds()))

    async def _write(self, key: str, value: str) -> None:
        def write() -> None:
            with self._database.transaction() as connection:
                write_fact(connection, key, value)

        await self._database.run(write)


def moved_ahead(database: Database) -> timedelta:
    """Return how far the demo's clock was moved in earlier runs."""
    with database.transaction() as connection:
        return timedelta(seconds=float(read_fact(connection, AHEAD) or 0))
