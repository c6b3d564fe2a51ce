"""Thompson sampling: which arm is drawn, and exactly how probable each arm's draw was.

Each arm pays off at an unknown rate, believed to be Beta distributed. A rate is drawn for every
arm, and the arm with the highest rate times weight wins, or none where no product reaches the
floor: that is the arm which does nothing. The Beta is cut into `CELLS` cells of equal width, so
that a draw's probability is a short sum and not an estimate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp, log, prod
from operator import mul

CELLS = 64
_SAME = 1e-9
"""The part of a cell by which two products of a rate and a weight are told apart."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a rate: Beta with the weight of successes and of failures, above 0."""

    good: float
    bad: float

    @property
    def mean(self) -> float:
        """Return the expected rate."""
        return self.good / (self.good + self.bad)


@dataclass(frozen=True, slots=True)
class Arm:
    """Something that could be done; ``weight`` (0 or more) is what a success of it is worth."""

    name: str
    belief: Belief
    weight: float


class Lottery:
    """Arms, and from which worth on (``least``) one of them is drawn rather than none."""

    def __init__(self, arms: Sequence[Arm], least: float) -> None:
        """Lay the arms' beliefs out in cells."""
        self._weights = [arm.weight if arm.weight > _SAME else 0.0 for arm in arms]
        self._least = least
        self._cumulative = [_cumulative(arm.belief) for arm in arms]

    def pick(self, lots: Sequence[float]) -> int | None:
        """Return the place of the arm that wins, or None where nothing is worth enough.

        ``lots`` are independent numbers, 0 up to 1, one for each arm. Of equals the first wins.
        """
        scores = [
            _rate(bisect_right(cumulative, lot)) * weight
            for weight, cumulative, lot in zip(self._weights, self._cumulative, lots, strict=True)
        ]
        best = max(range(len(scores)), key=lambda i: (round(scores[i], 12), -i), default=None)
        return None if best is None or scores[best] < self._least else best

    def chance(self, place: int | None) -> float:
        """Return how probable it is that `pick` returns ``place`` when the lots are not known."""
        if place is None:
            return prod(self._below(arm, [self._least], ties=False)[0] for arm in self._places())
        mine, weight = self._cumulative[place], self._weights[place]
        cells = [cell for cell in range(CELLS) if _rate(cell) * weight >= self._least]
        scores = [_rate(cell) * weight for cell in cells]
        masses = [mine[cell] - (mine[cell - 1] if cell else 0.0) for cell in cells]
        for other in self._places():
            if other != place:
                below = self._below(other, scores, ties=other > place)
                masses = list(map(mul, masses, below))
        return sum(masses)

    def _places(self) -> range:
        return range(len(self._weights))

    def _below(self, place: int, scores: Sequence[float], *, ties: bool) -> list[float]:
        """Return the probabilities that an arm's worth stays below each score, or equals it."""
        weight = self._weights[place]
        if not weight:
            return [float(score > 0 or ties) for score in scores]
        first = [0.0, *self._cumulative[place]]
        scale, edge = CELLS / weight, 0.5 + (_SAME if ties else -_SAME)
        cells = [int(score * scale + edge) for score in scores]
        return [first[min(cell, CELLS)] for cell in cells]


def _rate(cell: int) -> float:
    return (min(cell, CELLS - 1) + 0.5) / CELLS


@cache
def _logarithms() -> tuple[tuple[float, float], ...]:
    return tuple((log(_rate(cell)), log(1 - _rate(cell))) for cell in range(CELLS))


def _cumulative(belief: Belief) -> Sequence[float]:
    """Return the probability of each cell and all below it; the last is 1."""
    good, bad = belief.good - 1, belief.bad - 1
    logs = [good * rate + bad * rest for rate, rest in _logarithms()]
    highest = max(logs)
    sums = list(accumulate(exp(value - highest) for value in logs))
    return [value / sums[-1] for value in sums]
