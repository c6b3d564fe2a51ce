"""What else could rank ties by their risk to lapse: the usual rules, and two models."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, log1p
from statistics import median

from tests.evaluate import bgnbd
from tests.evaluate.ties import Calendar, Tie

Lists = Sequence[Sequence[Tie]]
Scores = list[list[float]]

_FLOOR = 0.02
_REFIT_EVERY = 6


@dataclass(frozen=True)
class Rival:
    """A way to score lists; ``chance`` says that a score is meant as the probability to lapse."""

    name: str
    scores: Callable[[Lists], Scores]
    chance: bool = False


def each(score: Callable[[Tie], float]) -> Callable[[Lists], Scores]:
    """Return the way to score lists tie by tie."""
    return lambda lists: [[score(tie) for tie in ties] for ties in lists]


def _linear(name: str, b: tuple[float, float, float, float]) -> Rival:
    """Return the formula linear in the logs of s14, s60 and 1 + quiet days, fitted for 30 days."""

    def risk(tie: Tie) -> float:
        short, long = log(tie.s14 + _FLOOR), log(tie.s60 + _FLOOR)
        return 1 / (1 + exp(-(b[0] + b[1] * short + b[2] * long + b[3] * log1p(tie.quiet))))

    return Rival(name, each(risk), chance=True)


SILENCE = Rival("days since the last contact", each(lambda tie: tie.silence))
DECAY_60 = Rival("tie decay 60 d", each(lambda tie: -tie.s60))
LINEAR = _linear("linear, three workplaces", (0.41, -0.20, -1.02, 0.26))
_FOUR_SETS = _linear("linear, four sets", (0.597, -0.234, -0.979, 0.338))


def rivals(calendar: Calendar, horizon: int) -> tuple[Rival, ...]:
    """Return them all, the simplest first."""
    return (
        Rival("silence / own median gap (cadence)", each(lambda t: t.silence / median(t.gaps))),
        SILENCE,
        Rival("few days with contact in 90", each(lambda tie: -tie.recent())),
        Rival("tie decay 14 d", each(lambda tie: -tie.s14)),
        Rival("tie decay 30 d", each(lambda tie: -tie.s30)),
        DECAY_60,
        Rival("BG/NBD", lambda lists: _bgnbd(calendar, lists, horizon), chance=True),
        *(LINEAR, _FOUR_SETS),
    )


def _bgnbd(calendar: Calendar, lists: Lists, horizon: int) -> Scores:
    """Score by BG/NBD, fitted anew to all that was known at every sixth cut-off."""
    scores: Scores = []
    start: Sequence[float] = bgnbd.START
    for number, (today, some) in enumerate(groupby(lists, key=lambda ties: ties[0].today)):
        if number % _REFIT_EVERY == 0:
            population, start = bgnbd.fitted(list(_known(calendar, today)), start)
        for ties in some:
            scores.append([population.silent(_seen(tie.days, today), horizon) for tie in ties])
    return scores


def _known(calendar: Calendar, today: int) -> Iterator[bgnbd.Seen]:
    for ego, ties in calendar.ties.items():
        for other, series in ties:
            if ego < other and (count := bisect_left(series.days, today)):
                yield _seen(series.days[:count], today)


def _seen(days: Sequence[int], today: int) -> bgnbd.Seen:
    return len(days) - 1, days[-1] - days[0], today - days[0]
