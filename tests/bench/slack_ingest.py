"""Events into Slack's address: a thin adapter, Bolt by itself, and NetLead up to its 200.

Signed ``message.im`` events of 1.1 kB over 32 connections. ``accepting`` is gate, Bolt and the
insert into the database; ``whole`` works every event off as well, for information. ``routing``
takes commands, among as many as there are and among five times as many.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from itertools import cycle, islice
from statistics import median

import uvloop

from coaching.clock import SystemClock
from tests.bench.sides import Goal, say
from tests.bench.slack_load import as_fast_as_it_goes
from tests.bench.slack_requests import PEOPLE, command, event
from tests.bench.slack_sides import Running, servers
from tests.bench.turns import Turn, processor_seconds, taken_in_turns

CONNECTIONS, ROUNDS = 32, 20
EVENTS, WORKED_OFF, COMMANDS = 1_000, 500, 1_000
"""Requests in one turn of each kind."""
EVENT_SIDES = ("thin", "bolt", "accepting", "whole")
COMMAND_SIDES = ("routing", "routing_more")


def main() -> list[Goal]:
    """Measure all sides and print them."""
    with servers(*EVENT_SIDES, *COMMAND_SIDES) as (slack, found):
        sides = {name: Side(server) for name, server in found.items()}
        for name in ("whole", *COMMAND_SIDES):
            for _ in range(PEOPLE // COMMANDS):
                sides[name].turn()  # whoever says something for the first time is looked up
        slack.told()
        rates = _turns(sides, EVENT_SIDES)
        known, more = _turns(sides, COMMAND_SIDES).values()
        asked = slack.told().get("auth.test", 0)
        _check(sides["accepting"])
    thin, bolt, accepting, _ = rates.values()
    costs = [median(sides[name].costs) for name in EVENT_SIDES]
    say(
        f"  by processor time alone: {costs[0] / costs[2]:.2f} of the thin adapter, "
        f"{costs[1] / costs[2]:.2f} of Bolt"
    )
    return [
        Goal("events, gate + Bolt + insert / a thin adapter", accepting / thin, 0.35),
        Goal("events, gate + Bolt + insert / Bolt alone", accepting / bolt, 0.80),
        Goal("commands, five times as many known / as many as there are", more / known, 0.95),
        Goal("calls of auth.test in all of that", asked, 0, at_least=False),
    ]


class Side:
    """A server, what it gets in a turn, and the processor time that each request took it."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.costs: list[float] = []
        self._people = cycle(range(PEOPLE if server.side != "whole" else WORKED_OFF))

    def turn(self) -> float:
        """Send one turn's requests; return how many a second were answered."""
        requests = self._requests(SystemClock().now())
        before = processor_seconds(self.server.pid)
        sent = uvloop.run(as_fast_as_it_goes(self.server.port, requests, CONNECTIONS))
        seconds = sent.seconds
        if set(sent.statuses) != {200}:
            reason = f"not all were answered with 200: {set(sent.statuses)}"
            raise RuntimeError(reason)
        if self.server.side == "whole":
            started = time.perf_counter()
            self.server.get("/bench/rest")
            seconds += time.perf_counter() - started
        self.costs.append((processor_seconds(self.server.pid) - before) / len(requests))
        return len(requests) / seconds

    def _requests(self, now: datetime) -> list[bytes]:
        if self.server.side in COMMAND_SIDES:
            people = islice(self._people, COMMANDS)
            return [command(now, "met Ada Lovelace", person) for person in people]
        people = islice(self._people, WORKED_OFF if self.server.side == "whole" else EVENTS)
        return [event(now, "met Ada Lovelace", person) for person in people]


def _check(accepting: Side) -> None:
    """Make sure that all of it was stored."""
    with closing(sqlite3.connect(accepting.server.database)) as connection:
        (stored,) = connection.execute("SELECT count(*) FROM arrivals").fetchone()
    if stored != EVENTS * len(accepting.costs):
        reason = f"only {stored} events were stored"
        raise RuntimeError(reason)


def _turns(sides: Mapping[str, Side], names: Sequence[str]) -> Mapping[str, float]:
    turns: dict[str, Turn] = {name: sides[name].turn for name in names}
    pids = {name: [sides[name].server.pid] for name in names}
    taken = taken_in_turns(turns, ROUNDS, pids)
    for name, rate in taken.figures.items():
        cost = 1e6 * median(sides[name].costs)
        say(f"  {name:12} {rate:8.0f} a second, {cost:6.0f} µs of the processor for each")
    say(f"  {taken.noise()}")
    return taken.figures
