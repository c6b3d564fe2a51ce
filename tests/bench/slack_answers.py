"""Slash commands in Slack: how long one takes, a hundred requests a second, many charts at once.

All of it with the real coach on SQLite, for people who have a small book.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import count
from statistics import median

import uvloop

from coaching.clock import SystemClock
from tests.bench.book import name
from tests.bench.sides import Goal, percentile, say
from tests.bench.slack_load import as_fast_as_it_goes, by_the_clock
from tests.bench.slack_requests import command, event
from tests.bench.slack_sides import Running, servers
from tests.bench.turns import Turn, taken_in_turns

PEOPLE, CONTACTS = 300, 10
"""People who have a book and speak in turn: so many that nobody is told to slow down."""
COMMANDS, ROUNDS = 150, 12
PER_SECOND, MIXED = 100, 1_000
CHARTS, CHART_ROUNDS, REST = 120, 5, 3.0
MIXTURE = ("helped {who}: planning", "ledger", "who {who}", "today", "met {who}")

_turns = count()


def main() -> list[Goal]:
    """Measure and print it."""
    with servers("thin", "whole") as (_, found):
        thin, whole = found["thin"], found["whole"]
        whole.get("/bench/fill", people=str(PEOPLE), contacts=str(CONTACTS))
        _as_fast_as_it_goes(whole, ["ledger"] * PEOPLE, 8)  # whoever speaks first is looked up
        return [_one_by_one(thin, whole), _mixed(whole), _charts(whole)]


def _one_by_one(thin: Running, whole: Running) -> Goal:
    """Compare the time of one command, without what the coach takes for it, with a thin adapter."""
    coach: list[float] = []

    def beside_the_coach() -> float:
        whole.get("/bench/took")
        answered = _p50(whole)()
        coach.append(whole.get("/bench/took"))
        return answered - coach[-1]

    sides = {"thin": _p50(thin), "beside": beside_the_coach}
    taken = taken_in_turns(sides, ROUNDS, {"thin": [thin.pid], "beside": [whole.pid]})
    alone, beside = taken.figures.values()
    say(
        f"  p50 of a command on one connection: thin {1e3 * alone:.2f} ms; NetLead {1e3 * beside:.2f} ms,"
    )
    say(f"  beside {1e3 * median(coach):.2f} ms that it is with the coach; {taken.noise()}")
    text = "p50 of a command without the coach's own time / a thin adapter"
    return Goal(text, beside / alone, 2.5, at_least=False)


def _p50(server: Running) -> Turn:
    def turn() -> float:
        lines = [f"helped {name(number % CONTACTS)}: planning" for number in range(COMMANDS)]
        return median(_as_fast_as_it_goes(server, lines, 1))

    return turn


def _mixed(whole: Running) -> Goal:
    """Send events and commands by a clock that does not wait for answers."""
    now, requests = SystemClock().now(), []
    for number in range(MIXED):
        line = MIXTURE[number % len(MIXTURE)].format(who=name(number % CONTACTS))
        made = event if number % 2 else command
        requests.append(made(now, line, next(_turns) % PEOPLE))
    sent = uvloop.run(by_the_clock(whole.port, requests, PER_SECOND))
    if set(sent.statuses) != {200}:
        reason = f"not all were answered with 200: {set(sent.statuses)}"
        raise RuntimeError(reason)
    whole.get("/bench/rest")
    half, most = (1e3 * percentile(sent.latencies, share) for share in (0.5, 0.99))
    say(f"  {PER_SECOND} events and commands a second: p50 {half:.1f} ms, p99 {most:.1f} ms")
    return Goal(f"p99 at {PER_SECOND} requests a second, ms", most, 50, at_least=False)


def _charts(whole: Running) -> Goal:
    """Have cards with charts drawn, as fast as it goes, while a heart beats in the event loop."""
    lines = [f"who {name(n % CONTACTS)}" if n % 2 else "ledger" for n in range(CHARTS)]
    found, resting = [], []
    for _ in range(CHART_ROUNDS):
        resting.append(_late(whole, lambda: time.sleep(REST)))
        found.append(_late(whole, lambda: _as_fast_as_it_goes(whole, lines, 16)))
    say(
        f"  {CHARTS} cards with charts at once: the loop late by {min(found):.1f} ms at most; "
        f"with nothing to do by {min(resting):.1f} ms; in the loudest round "
        f"{max(found):.1f} and {max(resting):.1f} ms"
    )
    return Goal("ms, event loop blocked while charts are drawn", min(found), 100, at_least=False)


def _late(whole: Running, work: Callable[[], object]) -> float:
    """Return by how many milliseconds the loop was late at most during ``work``."""
    whole.get("/bench/late")
    work()
    return float(whole.get("/bench/late"))


def _as_fast_as_it_goes(server: Running, lines: Sequence[str], connections: int) -> list[float]:
    """Have people say ``lines`` in turn; return the seconds until each answer."""
    now = SystemClock().now()
    requests = [command(now, line, next(_turns) % PEOPLE) for line in lines]
    sent = uvloop.run(as_fast_as_it_goes(server.port, requests, connections))
    if set(sent.statuses) != {200}:
        reason = f"not all were answered with 200: {set(sent.statuses)}"
        raise RuntimeError(reason)
    return sent.latencies
