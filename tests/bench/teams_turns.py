"""Turns in Teams: how many a second, beside botbuilder as shipped and beside a bare endpoint.

Sixteen connections, one token signed by RS256, everything of Microsoft's on this machine. Where a
ratio is made NetLead's reception stores nothing and asks no coach, as the other side does not. The first two ratios are of turns
in a second of the server's processor, so that whoever else is on the core takes from neither side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.sides import Goal, say
from tests.bench.teams_sides import Microsoft, Running, microsoft, servers
from tests.bench.turns import Turn, processor_seconds, taken_in_turns

CONNECTIONS, MANY = 16, 128
SLOW = 0.1
"""Seconds that Teams' service takes where many turns are under way."""
TURNS = {
    "shipped": 120,
    "thin": 6_000,
    "quiet": 3_000,
    "whole": 300,
    "thin_replying": 3_000,
    "replying": 1_500,
}
"""Turns in a round: a second's worth or so."""
ROUNDS, LOOP_ROUNDS = 5, 5
STALLED = 50.0
"""Milliseconds by which the event loop may be late."""


def main() -> list[Goal]:
    """Measure all sides in turn, and print what each does."""
    with microsoft() as fake, servers(fake, *TURNS) as found:
        for side, server in found.items():
            server.flood(fake.messages(TURNS[side] // 4), CONNECTIONS)  # lets all of it be loaded
        rates = _rates(fake, found, list(TURNS), CONNECTIONS)
        fake.slow(service=SLOW)
        slow = _rates(fake, found, ["thin_replying", "replying"], MANY)
        fake.slow()
        late = {side: _late(fake, found[side]) for side in ("replying", "whole")}
    say(f"  NetLead's loop late by {late['replying']:.1f} ms at most with replies alone,")
    say(f"  by {late['whole']:.1f} ms with coach and database")
    cost = rates.processor
    text = f"ms, event loop blocked by {CONNECTIONS} connections, at most"
    return [
        Goal("turns, no reply / botbuilder as shipped", cost["shipped"] / cost["quiet"], 25),
        Goal("turns with a reply / thin", cost["thin_replying"] / cost["replying"], 0.20),
        Goal(
            f"replies a second, {MANY} in flight, service at {SLOW * 1e3:.0f} ms / thin",
            slow.turns["replying"] / slow.turns["thin_replying"],
            0.80,
        ),
        Goal(text, max(late.values()), STALLED, at_least=False),
    ]


@dataclass(frozen=True)
class _Rates:
    """By side: turns a second by the clock, and seconds of the server's processor for one turn."""

    turns: Mapping[str, float]
    processor: Mapping[str, float]


def _rates(
    fake: Microsoft, found: dict[str, Running], sides: Sequence[str], connections: int
) -> _Rates:
    costs: dict[str, list[float]] = {side: [] for side in sides}

    def turn(side: str) -> Turn:
        def taken() -> float:
            server, requests = found[side], fake.messages(TURNS[side])
            before = processor_seconds(server.pid)
            sent = server.flood(requests, connections)
            if side == "whole":
                server.asked("/bench/rest")
            costs[side].append((processor_seconds(server.pid) - before) / len(requests))
            return sent.rate

        return taken

    helpers = {side: [found[side].pid, fake.pid] for side in sides}
    taken = taken_in_turns({side: turn(side) for side in sides}, ROUNDS, helpers)
    cost = {side: median(values) for side, values in costs.items()}
    for side, rate in taken.figures.items():
        say(
            f"  {side:14}{1e6 * cost[side]:7.0f} us of processor a turn, {1 / cost[side]:6.0f} turns "
            f"in its second; {rate:6.0f} a second by the clock, {connections} at once"
        )
    say(f"  {taken.noise()}")
    return _Rates(taken.figures, cost)


def _late(fake: Microsoft, server: Running) -> float:
    """Return by how many milliseconds the loop was late at most in the quietest round."""
    rounds = [fake.messages(TURNS[server.side]) for _ in range(LOOP_ROUNDS)]
    return min(_round(server, requests) for requests in rounds)


def _round(server: Running, requests: Sequence[bytes]) -> float:
    server.asked("/bench/late")
    server.flood(requests, CONNECTIONS)
    server.asked("/bench/rest")
    return server.asked("/bench/late")
