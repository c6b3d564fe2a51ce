"""A NetLead that ticks, without a server and with a platform in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.database import Database
from bot.feed_rounds import FeedRounds
from bot.housekeeping import Housekeeping
from bot.outbox import Outbox
from bot.scheduler import Ticker
from coaching.clock import Clock, StoppedClock
from coaching.deliveries import Deliveries
from coaching.planner import Planner
from coaching.tidy import Tidy
from tests.bot.fakes import ScriptedAdapter, SinkAdapter


class House:
    """A ticking NetLead without a server."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        planner: Planner | None = None,
        script: Callable[[str, str], object] = lambda _, __: None,
        feeds: FeedRounds | None = None,
    ) -> None:
        self.adapter = ScriptedAdapter(script)
        self.planner = planner or Planner(database.transaction, clock)
        deliveries = Deliveries(database.transaction, clock)
        outbox = Outbox(database, deliveries, {"web": self.adapter}, "w")
        tidy = Tidy(database.transaction, clock)
        self.ticker = Ticker(
            *(database, self.planner, deliveries, outbox, Housekeeping(database, tidy), clock),
            every=0.05,
            feeds=feeds,
        )


def outbox(
    database: Database,
    clock: StoppedClock,
    adapter: ScriptedAdapter | SinkAdapter,
    worker: str = "w",
) -> Outbox:
    """Return an outbox that works as ``worker`` and waits half a second for a send."""
    deliveries = Deliveries(database.transaction, clock)
    return Outbox(database, deliveries, {adapter.name: adapter}, worker, send_within=0.5)


def later(clock: StoppedClock, by: timedelta) -> None:
    """Let time pass."""
    clock.set(clock.now() + by)
