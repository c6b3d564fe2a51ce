"""A NetLead that ticks, without a server and with a platform in memory."""

from __future__ import annotations

from collections.abc import Callable

from bot.database import Database
from bot.housekeeping import Housekeeping
from bot.outbox import Outbox
from bot.scheduler import Ticker
from coaching.clock import Clock
from coaching.deliveries import Deliveries
from coaching.planner import Planner
from coaching.tidy import Tidy
from tests.bot.fakes import ScriptedAdapter


class House:
    """A ticking NetLead without a server."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        planner: Planner | None = None,
        script: Callable[[str, str], object] = lambda _, __: None,
    ) -> None:
        self.adapter = ScriptedAdapter(script)
        self.planner = planner or Planner(database.transaction, clock)
        deliveries = Deliveries(database.transaction, clock)
        outbox = Outbox(database, deliveries, {"web": self.adapter}, "w")
        tidy = Tidy(database.transaction, clock)
        self.ticker = Ticker(
            database, self.planner, deliveries, outbox, Housekeeping(database, tidy), clock, 0.05
        )
