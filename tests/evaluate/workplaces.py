"""Which ties fall silent in two made-up workplaces, made to be like measured ones.

The measured ones are not on this machine: of mail in a European research institute and of a public
Slack it is published how often a silence of so many days ended within 30. Here each tie has a rate
of its own, sleeps and wakes now and then, rests at weekends and while one of the two is away, and
ends when somebody leaves. What makes a workplace was searched for until silences and simple
rankings came out as published; NetLead's formula had no part.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from statistics import fmean

from tests.bench.sides import Goal, say
from tests.evaluate.neglect import HORIZON, ours
from tests.evaluate.rivals import DECAY_60, LINEAR, SILENCE, Lists
from tests.evaluate.scored import mean_auc, mean_brier
from tests.evaluate.ties import Calendar, Contact, Tie

SEEDS = 6
PEOPLE, TIES_EACH, DAYS, BEFORE = 90, 24, 310, 30
# Ties awake at first, what is left of the rate asleep, the chance to wake over that to sleep; what
# is left of somebody who is away, and for how many days on the average.
_AWAKE, _ASLEEP_RATE, _WAKING, _AWAY_RATE, _AWAY_DAYS = 0.6, 0.03, 0.8, 0.02, 9
SILENCES = (3, 7, 14, 30, 60, 90)


@dataclass(frozen=True)
class Workplace:
    """What makes a workplace, and what was published of the one it is like."""

    name: str
    rate: float
    """The mean of the logs of the ties' contacts a day, and their spread."""
    spread: float
    sleeps: float
    """The chance a day that a tie falls asleep."""
    away: float
    """The share of days that people are away."""
    leaves: float
    """The chance a day that somebody leaves for good."""
    weekend: float
    """The contacts at weekends, as a share of those on other days."""
    contact: tuple[float, ...]
    """As published: the chance of contact within 30 days after a silence of up to 3 … 90 days."""


WORKPLACES = (
    Workplace(
        *("like the institute's mail", -2.67, 0.84, 0.0018, 0.031, 0.00025, 0.067),
        contact=(0.83, 0.73, 0.70, 0.57, 0.42, 0.31),
    ),
    Workplace(
        *("like the public Slack", -3.76, 0.74, 0.0034, 0.028, 0.0001, 0.057),
        contact=(0.65, 0.60, 0.53, 0.42, 0.34, 0.24),
    ),
)


def main() -> list[Goal]:
    """Print silences beside those published, and rankings; return the goals."""
    goals = []
    for workplace in WORKPLACES:
        made = [Calendar(contacts(workplace, seed)).lists(HORIZON) for seed in range(SEEDS)]
        goals += [*_silences(workplace, made), *_rankings(workplace, made)]
    return goals


def _silences(workplace: Workplace, made: Sequence[Lists]) -> list[Goal]:
    ended = answered([tie for lists in made for ties in lists for tie in ties])
    shown = "   ".join(
        f"{days} d {share:.2f} ({published:.2f})"
        for days, share, published in zip(SILENCES, ended, workplace.contact, strict=True)
    )
    say(f"\n  {workplace.name}\n  silences of up to … ended within 30 days: {shown}")
    off = max(abs(a - b) for a, b in zip(ended, workplace.contact, strict=True))
    return [Goal(f"silences off from as published, {workplace.name}", off, 0.1, at_least=False)]


def _rankings(workplace: Workplace, made: Sequence[Lists]) -> list[Goal]:
    found = {}
    for side in (SILENCE, DECAY_60, LINEAR, ours(quiet=False), ours()):
        scores = [side.scores(lists) for lists in made]
        found[side.name] = auc = fmean(map(mean_auc, made, scores))
        brier = f"{fmean(map(mean_brier, made, scores)):.3f}" if side.chance else ""
        say(f"  {side.name:34}{auc:8.3f}  {brier}")
    more = found[ours().name] - found[DECAY_60.name]
    return [Goal(f"AUC over tie decay 60 d, {workplace.name}", more, 0.0)]


def contacts(workplace: Workplace, seed: int) -> list[Contact]:
    """Return every contact of about nine months, from the first day that is looked at."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    outgoing = [dice.gauss(0, 0.4) for _ in range(PEOPLE)]
    presence = [_presence(workplace, dice) for _ in range(PEOPLE)]
    pairs = {
        (one, other)
        for _ in range(PEOPLE * TIES_EACH // 2)
        for one, other in [sorted(dice.sample(range(PEOPLE), 2))]
    }
    found = []
    for one, other in sorted(pairs):
        lively = workplace.rate + outgoing[one] + outgoing[other]
        rate = exp(dice.gauss(lively, workplace.spread))
        both = zip(presence[one], presence[other], _wakefulness(workplace, dice), strict=True)
        found += [
            (day - BEFORE, one, other)
            for day, (here, there, awake) in enumerate(both)
            if dice.random() < 1 - exp(-rate * here * there * awake) and day >= BEFORE
        ]
    return found


def _presence(workplace: Workplace, dice: random.Random) -> list[float]:
    """Return for each day how much of the usual somebody is in contact with anyone."""
    gone = dice.expovariate(workplace.leaves)
    here, found = dice.random() >= workplace.away, []
    for day in range(DAYS):
        goes = workplace.away / (_AWAY_DAYS * (1 - workplace.away))
        here = dice.random() > goes if here else dice.random() < 1 / _AWAY_DAYS
        weekend = 1.0 if day % 7 < 5 else workplace.weekend**0.5
        found.append(weekend * (1 if here and day < gone else _AWAY_RATE))
    return found


def _wakefulness(workplace: Workplace, dice: random.Random) -> Iterator[float]:
    awake = dice.random() < _AWAKE
    for _ in range(DAYS):
        turns = workplace.sleeps * (1 if awake else _WAKING)
        awake ^= dice.random() < turns
        yield 1.0 if awake else _ASLEEP_RATE


def answered(ties: Sequence[Tie]) -> list[float]:
    """Return the share with contact within the horizon, by silence up to 3 … 90 days."""
    by_silence: list[list[bool]] = [[] for _ in SILENCES]
    for tie in ties:
        by_silence[bisect_left(SILENCES, tie.silence)].append(not tie.lapsed)
    return [fmean(some) for some in by_silence]
