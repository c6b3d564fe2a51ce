"""The tick: with nothing due in a small and a large house, and with a thousand people due at once.

An empty tick asks who is to be looked at and what is to be sent, over people who had nudges
before. The busy one is the running program's own `Ticker`, on an event loop as it uses.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvloop
from starlette.routing import BaseRoute

from bot.app import spare_the_loaded
from bot.database import build_engine
from bot.housekeeping import Housekeeping
from bot.outbox import Outbox
from bot.scheduler import Ticker
from bot.sqlite import SQLite, _Job
from coaching.clock import StoppedClock
from coaching.deliveries import Deliveries
from coaching.messages import Card
from coaching.planner import Planner
from coaching.tidy import Tidy
from tests.bench.crowd import CIPHER, NOW, crowd
from tests.bench.sides import Goal, interleaved, say

FEW, MANY, ROUNDS, TICKS = 10_000, 1_000_000, 9, 300
DUE, CONTACTS, TOUCHES, BUSY_ROUNDS = 1_000, 25, 60, 5
BEAT = 0.001
"""Seconds between two heartbeats of the event loop."""
REST = 5.0


def main() -> list[Goal]:
    """Measure the empty ticks, then the busy one."""
    with tempfile.TemporaryDirectory() as folder:
        goals = _empty(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        return goals + _busy(Path(folder))


def _empty(folder: Path) -> list[Goal]:
    opened = {}
    for people in (FEW, MANY):
        started = time.perf_counter()
        url = crowd(folder / f"{people}.db", people, due=False)
        opened[people] = SQLite(build_engine(url, CIPHER))
        size = (folder / f"{people}.db").stat().st_size / 1e6
        say(f"  made {people:,} people in {time.perf_counter() - started:.0f} s, {size:.0f} MB")
    sides = {
        f"{people:,} people": lambda database=database: _ticks(database)
        for people, database in opened.items()
    }
    found = interleaved(sides, ROUNDS)
    for database in opened.values():
        database.close()
    for side, seconds in found.items():
        say(f"  an empty tick among {side:18} {seconds * 1e6:8.0f} µs")
    few, many = found.values()
    return [Goal(f"empty tick, {MANY:,} / {FEW:,} people", many / few, 3, at_least=False)]


def _ticks(database: SQLite) -> float:
    clock = StoppedClock(NOW)
    planner = Planner(database.transaction, clock)
    deliveries = Deliveries(database.transaction, clock)
    started = time.perf_counter()
    for _ in range(TICKS):
        if planner.due(200) or deliveries.claim("bench", ("web",), 20):
            reason = "nobody should be due"
            raise RuntimeError(reason)
    return (time.perf_counter() - started) / TICKS


@dataclass(frozen=True)
class Busy:
    """What one busy tick took: milliseconds, and people a second."""

    transaction: float
    blocked: float
    sent: int
    planned_a_second: float
    sent_a_second: float


def _busy(folder: Path) -> list[Goal]:
    found = []
    say(f"  a loop with nothing to do was late by {asyncio.run(_rest()):.1f} ms at most")
    for number in range(BUSY_ROUNDS):
        path = folder / f"{number}.db"
        crowd(path, DUE, due=True, contacts=CONTACTS, touches=TOUCHES)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            found.append(runner.run(_tick(path)))
        path.unlink()
    for busy in found:
        say(
            f"  {DUE:,} due: {busy.planned_a_second:6.0f} people looked at a second, "
            f"{busy.sent_a_second:6.0f} nudges sent a second ({busy.sent:,}), "
            f"longest transaction {busy.transaction:.1f} ms, loop blocked {busy.blocked:.1f} ms"
        )
    # The longest of anything tells of whoever else was on the machine; the quietest round the least.
    transaction = min(busy.transaction for busy in found)
    blocked = min(busy.blocked for busy in found)
    return [
        Goal(f"ms, longest transaction, {DUE:,} people due", transaction, 50, at_least=False),
        Goal(f"ms, event loop blocked, {DUE:,} people due", blocked, 50, at_least=False),
    ]


async def _rest() -> float:
    """Return the milliseconds by which a beat came late in a loop that did nothing else."""
    heart = _Heart()
    beating = asyncio.create_task(heart.beat())
    await asyncio.sleep(REST)
    beating.cancel()
    return 1000 * heart.longest


async def _tick(path: Path) -> Busy:
    """Look at everybody in one tick, then send in a second one."""
    clock = StoppedClock(NOW)
    database = _Watched(build_engine(f"sqlite:///{path}", CIPHER))
    adapters: dict[str, _Adapter] = {}
    deliveries = Deliveries(database.transaction, clock)
    planner = Planner(database.transaction, clock)
    ticker = Ticker(
        database,
        planner,
        deliveries,
        Outbox(database, deliveries, adapters, "bench"),
        Housekeeping(database, Tidy(database.transaction, clock)),
        clock,
    )
    # As in a program that has run for a while: statements compiled, memory settled.
    await database.run(planner.plan, *planner.due(1)[0])
    spare_the_loaded()
    database.longest = 0.0
    heart = _Heart()
    beating = asyncio.create_task(heart.beat())
    started = time.perf_counter()
    await ticker.tick()
    planning = time.perf_counter() - started
    adapter = adapters["web"] = _Adapter()
    started = time.perf_counter()
    await ticker.tick()
    sending = time.perf_counter() - started
    beating.cancel()
    database.close()
    return Busy(
        transaction=1000 * database.longest,
        blocked=1000 * heart.longest,
        sent=adapter.sent,
        planned_a_second=DUE / planning,
        sent_a_second=adapter.sent / sending,
    )


class _Watched(SQLite):
    """The writer thread, which notes its longest transaction, the commit included."""

    longest = 0.0

    def _commit_together(self, first: _Job) -> list[_Job]:
        started = time.perf_counter()
        try:
            return super()._commit_together(first)
        finally:
            self.longest = max(self.longest, time.perf_counter() - started)


class _Heart:
    """Beats in the event loop; ``longest`` is the most seconds by which a beat came late."""

    longest = 0.0

    async def beat(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, time.perf_counter() - started - BEAT)


class _Adapter:
    """A platform that takes every card at once."""

    name = "web"
    sent = 0

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, conversation: str, card: Card, key: str) -> None:  # noqa: ARG002 an adapter's signature
        self.sent += 1

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:  # noqa: ARG002 an adapter's signature
        return None
