"""NetLead in Teams, whole but for the command line: the adapter, the coach, a database, a server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from adapters.teams.adapter import TeamsAdapter
from adapters.teams.config import TeamsConfig
from bot.arrivals import StoredArrivals
from bot.database import Database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.outbox import Outbox
from coaching.clock import MovableClock, SystemClock
from coaching.coach import Coach
from coaching.commands import room_words
from coaching.deliveries import Deliveries
from coaching.planner import Planner
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.web.serving import serving

AT_HOME = TeamsConfig(dev=True, listens_on="127.0.0.1")
"""Who is on this machine needs no token."""


@dataclass
class House:
    """A running NetLead that Teams reaches at ``url``; ``clock`` is the coach's alone."""

    adapter: TeamsAdapter
    database: Database
    clock: MovableClock
    url: str

    async def let_pass(self, **time: float) -> int:
        """Move the coach's clock, plan and send what is due; return how many cards arrived."""
        self.clock.advance(timedelta(**time))
        planner = Planner(self.database.transaction, self.clock)
        for person in planner.due(1000):
            planner.plan(*person)
        for programme in planner.due_programmes(1000):
            planner.plan_post(programme)
        deliveries = Deliveries(self.database.transaction, self.clock)
        outbox = Outbox(self.database, deliveries, {"teams": self.adapter}, "w")
        return await outbox.deliver()


@asynccontextmanager
async def living(
    database: Database,
    config: TeamsConfig = AT_HOME,
    *,
    later: timedelta = timedelta(),
    desk: type[Desk] = Desk,
) -> AsyncIterator[House]:
    """Let NetLead live in Teams with its data in ``database``, as ``config`` says.

    ``later`` is how far the time is ahead by which deliveries are taken up again.
    """
    clock = MovableClock(SystemClock())
    coach = Coach(database.transaction, clock)
    adapter = TeamsAdapter(
        config,
        desk(database, coach, Inbox(database, coach), "teams"),
        StoredArrivals(database, MovableClock(SystemClock(), later), "teams"),
        database,
        SystemClock(),
        shortcuts=SHORTCUTS,
        room_words=room_words(),
    )
    running = asyncio.create_task(adapter.run())
    async with serving(adapter.routes()) as port:
        try:
            yield House(adapter, database, clock, f"http://127.0.0.1:{port}/api/messages")
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
