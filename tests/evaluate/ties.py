"""What one could know of each tie at a moment, and whether it fell silent: lists to rank.

A contact is a message in either direction to at most five people; days with contact count, not
messages. Every 14 days, after 60 days of warm-up, each person gets a list: the ties with at least
three days so far, the last within 90 days. A list counts if it has five ties, and some of them
lapse and some do not. To lapse is to have no contact within the horizon.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import exp2, log2

from tests.evaluate.reference import rows

WARM_UP, STEP = 60, 14
MAX_RECEIVERS, MIN_DAYS, MAX_SILENCE, MIN_TIES = 5, 3, 90, 5
HALF_LIVES = (14, 30, 60)
_DAY = 86_400

Contact = tuple[int, int, int]
"""A day, and two people."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as known on the morning of ``today``; ``lapsed`` is what came after."""

    ego: int
    today: int
    days: tuple[int, ...]
    quiet: int
    """Days since the contact was last active with anyone."""
    lapsed: bool
    s14: float
    """What is left of the days when each halves every 14 days; so s30 and s60."""
    s30: float
    s60: float

    @property
    def silence(self) -> int:
        """Return the days since the last contact."""
        return self.today - self.days[-1]

    @property
    def gaps(self) -> list[int]:
        """Return the days between one contact and the next."""
        return [later - day for day, later in zip(self.days, self.days[1:], strict=False)]

    def recent(self) -> int:
        """Return the days with contact in the last 90."""
        return len(self.days) - bisect_left(self.days, self.today - MAX_SILENCE)

    def value(self) -> float:
        """Return what the tie is worth keeping: log2(1 + days with contact in the last 90)."""
        return log2(1 + self.recent())


class Series:
    """The days of one pair in order, with what is needed to know their strength on any morning."""

    def __init__(self, days: Iterable[int]) -> None:
        """Sort the days and sum up what each is worth, as of the first."""
        self.days = sorted(days)
        worth = {h: [exp2((day - self.days[0]) / h) for day in self.days] for h in HALF_LIVES}
        self._sums = {h: list(accumulate(values)) for h, values in worth.items()}

    def strengths(self, known: int, today: int) -> Iterator[float]:
        """Yield what is left on ``today`` of the first ``known`` days, by half-life."""
        for half_life, sums in self._sums.items():
            yield sums[known - 1] * exp2((self.days[0] - today) / half_life)


@cache
def enron() -> tuple[Contact, ...]:
    """Return every contact of the Enron set, with a day for each receiver."""
    receivers: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows("contacts_enron.csv.gz"):
        receivers[int(row["t"]), row["src"]].add(row["dst"])
    return tuple(
        (second // _DAY, int(sender), int(receiver))
        for (second, sender), some in receivers.items()
        if len(some) <= MAX_RECEIVERS
        for receiver in some
    )


class Calendar:
    """Who was in contact with whom, by day."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """Sort the contacts by pair and by person."""
        pairs: dict[tuple[int, int], set[int]] = defaultdict(set)
        alone: dict[int, set[int]] = defaultdict(set)
        for day, one, other in contacts:
            pairs[one, other].add(day)
            pairs[other, one].add(day)
            alone[one].add(day)
            alone[other].add(day)
        self.ties: dict[int, list[tuple[int, Series]]] = defaultdict(list)
        for (ego, other), days in pairs.items():
            self.ties[ego].append((other, Series(days)))
        self.active = {person: sorted(days) for person, days in alone.items()}
        self.first = min(days[0] for days in self.active.values())
        self.last = max(days[-1] for days in self.active.values())

    def lists(self, horizon: int, shift: int = 0) -> list[list[Tie]]:
        """Return the lists that count; ``shift`` lays all cut-offs so many days later."""
        mornings = range(self.first + WARM_UP + shift, self.last - horizon + 1, STEP)
        every = (list(self._ties(ego, today, horizon)) for today in mornings for ego in self.active)
        return [ties for ties in every if _counts(ties)]

    def _ties(self, ego: int, today: int, horizon: int) -> Iterator[Tie]:
        for other, series in self.ties[ego]:
            days = series.days
            known = bisect_left(days, today)
            if known < MIN_DAYS or today - days[known - 1] > MAX_SILENCE:
                continue
            lapsed = known == len(days) or days[known] >= today + horizon
            seen = self.active[other]
            quiet = today - seen[bisect_left(seen, today) - 1]
            strengths = series.strengths(known, today)
            yield Tie(ego, today, tuple(days[:known]), quiet, lapsed, *strengths)


def _counts(ties: list[Tie]) -> bool:
    # Where somebody did not lapse, ego was active in the window, as the protocol asks.
    return len(ties) >= MIN_TIES and 0 < sum(tie.lapsed for tie in ties) < len(ties)
