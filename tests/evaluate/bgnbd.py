"""BG/NBD, the usual model of buyers that come back and drop out, as a baseline for ties.

Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 2005. A tie's days
with contact are the purchases: x repeats, the last one t days after the first, known for T days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

START = (0.0, 2.0, -1.0, 0.0)
"""The logs of r, alpha, a and b that a first fit starts from."""
_ROUNDS, _SPREAD, _WORST = 120, 0.5, -30.0

Seen = tuple[int, int, int]
"""(x, t, T)."""


@dataclass(frozen=True)
class Population:
    """How rates (r, alpha) and the chance to drop out after a contact (a, b) are spread."""

    r: float
    alpha: float
    a: float
    b: float

    def silent(self, seen: Seen, horizon: int) -> float:
        """Return the probability of no contact within ``horizon`` days."""
        x, last, known = seen
        odds = self.a / (self.b + x - 1) if x else 0.0
        since = log((self.alpha + known) / (self.alpha + last))
        alive = 1 / (1 + odds * exp((self.r + x) * since))
        ahead = log((self.alpha + known) / (self.alpha + known + horizon))
        return 1 - alive * (1 - exp((self.r + x) * ahead))

    def likelihood(self, everyone: Iterable[Seen]) -> float:
        """Return the log likelihood of what was seen of each tie."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        fixed = r * log(alpha) - lgamma(r) + lgamma(a + b) - lgamma(b)
        total = 0.0
        for x, last, known in everyone:
            total += fixed + lgamma(r + x) + lgamma(b + x) - lgamma(a + b + x)
            alive = -(r + x) * log(alpha + known)
            if x:
                gone = log(a / (b + x - 1)) - (r + x) * log(alpha + last)
                alive = max(alive, gone) + log(1 + exp(-abs(alive - gone)))
            total += alive
        return total


def fitted(
    everyone: Sequence[Seen], start: Sequence[float] = START
) -> tuple[Population, list[float]]:
    """Return the most likely population, and the logs of its figures to start the next fit from."""
    best = _lowest(lambda point: -_population(point).likelihood(everyone), list(start))
    return _population(best), best


def _population(logs: Sequence[float]) -> Population:
    r, alpha, a, b = (exp(max(_WORST, min(-_WORST, value))) for value in logs)
    return Population(r, alpha, a, b)


def _lowest(cost: Callable[[list[float]], float], start: list[float]) -> list[float]:
    """Return where ``cost`` is lowest, by Nelder and Mead's simplex."""
    points = [
        start,
        *([*start[:i], start[i] + _SPREAD, *start[i + 1 :]] for i in range(len(start))),
    ]
    simplex = sorted((cost(point), point) for point in points)
    for _ in range(_ROUNDS):
        middle = [sum(p[i] for _, p in simplex[:-1]) / len(start) for i in range(len(start))]
        worst = simplex[-1]

        def at(
            far: float, away: list[float] = worst[1], middle: list[float] = middle
        ) -> tuple[float, list[float]]:
            point = [m + far * (m - w) for m, w in zip(middle, away, strict=True)]
            return cost(point), point

        tried = at(1.0)
        if tried < simplex[0]:
            tried = min(tried, at(2.0))
        elif tried >= simplex[-2]:
            tried = min(tried, at(-0.5))
        if tried < worst:
            simplex[-1] = tried
        else:
            halves = (
                [(a + b) / 2 for a, b in zip(simplex[0][1], p, strict=True)] for _, p in simplex[1:]
            )
            simplex[1:] = [(cost(point), point) for point in halves]
        simplex.sort()
    return simplex[0][1]
