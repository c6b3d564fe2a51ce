"""The lab: some nudges are held back by lot, so that it shows whether nudges change anything.

A moment is a nudge that was chosen about somebody; it is sent or held, with a known chance. Whether
the person was in touch with that contact within 72 hours is written down either way. Klasnja and
others, "Microrandomized trials", Health Psychology 2015.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import log, sqrt

WITHIN = timedelta(hours=72)
"""So long after a moment a touch counts as acting."""
HELD_SHARE = 0.3
"""The chance of being held, and the most of all moments that ever are."""
USEFUL = 0.1
"""The smallest effect worth a nudge: one more act in ten."""
DOUBT = 0.05
"""In so many of all labs in which nudges change nothing, one kind or another seems to, ever."""
SENT_ENOUGH, HELD_ENOUGH = 10, 5
"""Moments of a kind from which on there is something to say."""

# The number of moments at which the intervals are narrowest; they hold at every number.
_NARROWEST_AT = 100


@dataclass(frozen=True, slots=True)
class Hold:
    """With what probability a nudge was to be held back, and whether it was; 0 outside the lab."""

    chance: float
    held: bool


NOT_TRIED = Hold(0.0, held=False)


@dataclass(frozen=True, slots=True)
class Moments:
    """So many (``count``) moments of one kind alike: held or sent, and acted on or not.

    ``chance`` is the probability with which each of them was to be held, between 0 and 1.
    """

    held: bool
    chance: float
    acted: bool
    count: int = 1

    @property
    def weight(self) -> float:
        """Return the inverse of the chance of what happened."""
        return 1 / (self.chance if self.held else 1 - self.chance)


@dataclass(frozen=True, slots=True)
class Effect:
    """What sending changes: the share acted on when sent and when held, and their difference.

    The true difference lies between ``low`` and ``high`` however often one looks, but for a
    share of `DOUBT` of all labs. Shares and differences are of 1, not of 100.
    """

    sent: int
    held: int
    acted_sent: float
    acted_held: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Return how much more often is acted when a nudge was sent."""
        return self.acted_sent - self.acted_held

    @property
    def enough(self) -> bool:
        """Tell whether there are enough moments to say anything."""
        return self.sent >= SENT_ENOUGH and self.held >= HELD_ENOUGH

    @property
    def helps(self) -> bool:
        """Tell whether sending makes a difference for sure."""
        return self.enough and self.low > 0

    @property
    def useless(self) -> bool:
        """Tell whether sending makes no useful difference for sure."""
        return self.enough and self.high < USEFUL


# One success and one failure more in each half: Agresti and Caffo, "Simple and effective
# confidence intervals for proportions and differences of proportions", American Statistician 2000.
_BOTH = tuple(Moments(held, HELD_SHARE, acted) for held in (False, True) for acted in (False, True))


def effect(moments: Iterable[Moments], kinds: int = 1) -> Effect:
    """Return what sending changes, by moments of one kind out of so many ``kinds`` looked at.

    Shares are weighted by the inverse of each moment's chance. The interval is a confidence
    sequence (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory
    and asymptotic confidence sequences", Annals of Statistics 2024): it may be looked at after
    every moment. `DOUBT` is shared out equally among the kinds (Bonferroni).
    """
    found = [m for m in moments if m.count]
    padded = [*found, *_BOTH]
    sent, held = _share(padded, held=False), _share(padded, held=True)
    count = sum(m.count for m in padded)
    spread = sqrt(_variance(padded, sent, held=False) + _variance(padded, held, held=True))
    margin = spread * _margin(count, DOUBT / kinds)
    return Effect(
        sent=sum(m.count for m in found if not m.held),
        held=sum(m.count for m in found if m.held),
        acted_sent=_share(found, held=False),
        acted_held=_share(found, held=True),
        low=max(-1.0, sent - held - margin),
        high=min(1.0, sent - held + margin),
    )


def chance_of_holding(moments: int, held: int) -> float:
    """Return the chance with which the next moment is held, after so many, and so many held.

    No more than `HELD_SHARE` of all are held at any time; where one more would be, it is sent for
    sure, and tells nothing.
    """
    return HELD_SHARE if held + 1 <= HELD_SHARE * (moments + 1) else 0.0


def _share(moments: Iterable[Moments], *, held: bool) -> float:
    mine = [m for m in moments if m.held == held]
    whole = sum(m.weight * m.count for m in mine)
    return sum(m.weight * m.count for m in mine if m.acted) / whole if whole else 0.0


def _variance(moments: list[Moments], share: float, *, held: bool) -> float:
    """Return one half's part of the variance of a single moment's weighted difference."""
    mine = (m for m in moments if m.held == held)
    return sum(m.count * (m.weight * (m.acted - share)) ** 2 for m in mine) / sum(
        m.count for m in moments
    )


def _margin(count: int, doubt: float) -> float:
    """Return the interval's half width after ``count`` moments, in spreads of a single one."""
    tuned = -2 * log(doubt)
    known = count * (tuned + log(tuned + 1)) / _NARROWEST_AT
    return sqrt(2 * (known + 1) / (count * known) * log(sqrt(known + 1) / doubt))
