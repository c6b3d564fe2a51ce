"""Choosing a nudge, as pure computation: what every kind suggests, and which one is best.

The network is what the rules see of 150 contacts and 5,000 touches in two years.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import exp, exp2, log, log2
from pathlib import Path
from statistics import median

from bot.app import spare_the_loaded
from coaching import scoring
from coaching.choosing import choose
from coaching.glance import glance
from coaching.moves import moves
from coaching.network import Contact, Network
from coaching.nudges import kinds
from coaching.repository.door import Door
from tests.bench.book import NOW, full_book, sender
from tests.bench.sides import Goal, interleaved, say

ROUNDS, TIMES, SCORED, SCORINGS = 15, 5, 50, 200


def main() -> list[Goal]:
    """Measure the whole choice, each kind for information, and the scoring of fifty contacts."""
    network = _network()
    say(f"  {len(network.contacts)} contacts, {len(network.touches)} touches of the last 90 days")
    spare_the_loaded()
    whole = median(_fresh(network, lambda new: choose(new, NOW)) for _ in range(ROUNDS))
    shown = median(_fresh(network, lambda new: moves(new, NOW)) for _ in range(ROUNDS))
    for name, milliseconds in _parts(network):
        say(f"  {name:24} {milliseconds:8.3f} ms")
    contacts, today = network.contacts[:SCORED], network.today(NOW)
    ours, bare = interleaved(
        {
            "coaching.scoring": lambda: _timed(lambda: _scored(contacts, today)),
            "the formula alone": lambda: _timed(lambda: _formula(contacts, today)),
        },
        ROUNDS,
    ).values()
    say(
        f"  {f'scoring {SCORED} contacts':24} {ours * 1e3:8.3f} ms; a bare loop {bare * 1e3:.3f} ms"
    )
    return [
        Goal("ms to choose a nudge, full network", whole, 5, at_least=False),
        Goal("ms for the moves of `today`, full network", shown, 5, at_least=False),
        Goal(f"scoring {SCORED} contacts / a bare loop", ours / bare, 2, at_least=False),
    ]


def _network() -> Network:
    with tempfile.TemporaryDirectory() as folder:
        database, _ = full_book(Path(folder), "planning.db")
        with database.transaction() as connection:
            found = Door().open(connection, sender(), NOW)[0].network(NOW)
        database.close()
    return found


def _fresh(network: Network, work: Callable[[Network], object]) -> float:
    """Return the milliseconds of ``work`` on a network of which nothing was worked out yet."""
    new = [replace(network) for _ in range(TIMES)]
    started = time.perf_counter()
    for one in new:
        work(one)
    return 1000 * (time.perf_counter() - started) / TIMES


def _parts(network: Network) -> list[tuple[str, float]]:
    """Return the milliseconds of each kind of nudge, the slowest first, once the look is there."""

    def alone(suggest: Callable[..., object]) -> float:
        def work(new: Network) -> float:
            glance(new, NOW)
            started = time.perf_counter()
            suggest(new, NOW)
            return 1000 * (time.perf_counter() - started)

        return median(work(replace(network)) for _ in range(ROUNDS))

    parts = [(kind.name, alone(kind.suggest)) for kind in kinds().values()]
    look = median(_fresh(network, lambda new: glance(new, NOW)) for _ in range(ROUNDS))
    return [("the look all share", look), *sorted(parts, key=lambda part: -part[1])]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(SCORINGS):
        work()
    return (time.perf_counter() - started) / SCORINGS


def _scored(contacts: tuple[Contact, ...], today: date) -> list[float]:
    found = []
    for contact in contacts:
        s14, s60 = scoring.strengths_on(contact, today)
        risk = scoring.lapse_risk(s14, s60, None)
        found.append(scoring.priority(contact.active_days, risk))
    return found


def _formula(contacts: tuple[Contact, ...], today: date) -> list[float]:
    """Return the same figures as `_scored`, written out: no call, no interpolation, no guard."""
    found = []
    for contact in contacts:
        days = (today - (contact.strength_on or today)).days
        short = log(contact.s14 * exp2(-days / 14) + 0.02)
        long = log(contact.s60 * exp2(-days / 60) + 0.02)
        fading = long * (long - short) if long > 0 and long > short else 0.0
        risk = 1 / (1 + exp(-(1.19 - 1.95 * long + 0.42 * fading)))
        found.append(min(1.0, log2(1 + contact.active_days) * risk / log2(14)))
    return found
