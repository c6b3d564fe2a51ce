"""Where the constants of the lapse risk come from: a fit on Enron's lists, done anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log1p

from coaching import scoring
from tests.evaluate.logistic import fitted, level
from tests.evaluate.periods import ORDINARY, SHARES, weights
from tests.evaluate.rivals import Lists, Rival, each
from tests.evaluate.ties import Calendar, Tie

HORIZONS = (14, 30, 60)
_MONTH, _WEEK, _FLOOR = 30, 7, 0.02


@dataclass(frozen=True)
class Sample:
    """Ties as rows of figures, whether they lapsed, and what each weighs by ``shares``."""

    rows: list[list[float]]
    truth: list[bool]
    lists: list[tuple[Lists, int]]

    def weights(self, shares: Sequence[float]) -> list[float]:
        """Return each row's weight, 1 on the average."""
        each = [
            weight
            for lists, _ in self.lists
            for ties, weight in zip(lists, weights(lists, shares), strict=True)
            for _ in ties
        ]
        total = sum(each)
        return [weight * len(each) / total for weight in each]


def sample(calendar: Calendar, *, quiet: bool) -> Sample:
    """Return the ties of all horizons' lists, with or without the days of general quiet."""
    lists: list[tuple[Lists, int]] = [(calendar.lists(horizon), horizon) for horizon in HORIZONS]
    ties = [(tie, horizon) for some, horizon in lists for row in some for tie in row]
    return Sample(
        [list(_figures(tie, horizon, quiet=quiet)) for tie, horizon in ties],
        [tie.lapsed for tie, _ in ties],
        lists,
    )


def fit(
    known: Sample,
    start: Sequence[float],
    shares: Sequence[float] = SHARES,
    of_constant: Sequence[float] = ORDINARY,
) -> list[float]:
    """Return the constants in the order of `shipped`.

    The slopes are of all periods by their shares; the constant is that of the ordinary period
    alone, as a fall raises the risk of every tie.
    """
    found = fitted(known.rows, known.truth, known.weights(shares), start)
    return [level(known.rows, known.truth, known.weights(of_constant), found), *found[1:]]


def elsewhere(known: Sample, number: int) -> Rival:
    """Return the formula fitted without the period ``number``, to be judged there."""
    shares = [float(n != number) for n in range(len(SHARES))]
    constant, *slopes = fit(known, shipped(quiet=True), shares, shares)

    def risk(tie: Tie) -> float:
        figures = _figures(tie, _MONTH, quiet=True)
        return constant + sum(b * x for b, x in zip(slopes, figures, strict=True))

    return Rival("fitted elsewhere", each(risk))


def _figures(tie: Tie, horizon: int, *, quiet: bool) -> Iterator[float]:
    strength = log(tie.s60 + _FLOOR)
    yield strength
    yield max(0.0, strength) * max(0.0, strength - log(tie.s14 + _FLOOR))
    if quiet:
        yield log1p(tie.quiet / _WEEK)
    yield log(horizon / _MONTH)


def shipped(*, quiet: bool) -> list[float]:
    """Return the constants in `coaching/scoring.py`: constant, strength, fading, quiet, horizon."""
    slopes = scoring.WITH_ACTIVITY if quiet else scoring.WITHOUT_ACTIVITY
    return [*slopes, scoring.HORIZON_POWER]
