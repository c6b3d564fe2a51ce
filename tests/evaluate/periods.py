"""Enron in three periods, as if they were three workplaces: before the fall, and twice within.

To April 2001 it looks like an ordinary workplace: .42 of the ties lapse. From May on more than half of
them do; at the end stands the bankruptcy. A rule that was fitted in one period and holds in the others
will hold more widely than one that fits all three together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tests.evaluate.ties import Tie

NAMES = ("to April 2001", "May to August 2001", "from September 2001")
_ENDS = tuple((date(2001, month, 1) - date(1970, 1, 1)).days for month in (5, 9))
SHARES = (0.88, 0.06, 0.06)
"""What each period weighs in a fit.

An ordinary workplace is what NetLead will mostly meet; without the others, what a silence means would
be learned from good times alone. By these shares NetLead is within .002 of the better linear formula, or
ahead of it, in every period and every made-up workplace (`tests/evaluate/workplaces.py`).
"""
ORDINARY = (1.0, 0.0, 0.0)


def period(ties: Sequence[Tie]) -> int:
    """Return the number of the period that a list was made in."""
    return sum(ties[0].today >= end for end in _ENDS)


def weights(lists: Sequence[Sequence[Tie]], shares: Sequence[float] = SHARES) -> list[float]:
    """Return a weight for each list's ties: periods by ``shares``, in each every ego the same."""
    made = Counter((period(ties), ties[0].ego) for ties in lists)
    egos = Counter(number for number, _ in made)
    return [
        shares[(now := period(ties))] / egos[now] / made[now, ties[0].ego] / len(ties)
        for ties in lists
    ]
