"""Labs where the effect of each kind of nudge is known, looked at again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from coaching.lab import HELD_SHARE, Moments, chance_of_holding, effect
from coaching.lab_moments import tried_kinds

_RAREST, _USUAL = 0.02, 0.4
"""How often people are in touch within 72 hours without a nudge, by kind."""


@dataclass
class Found:
    """What came out of many labs: in how many of them it happened at any look."""

    labs: int = 0
    claimed: int = 0
    covered: int = 0
    held: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)

    def share(self, count: int) -> float:
        """Return a count as a share of the labs."""
        return count / self.labs


@dataclass
class _Lab:
    """One lab: people who have moments of many kinds, some more often than others."""

    random: Random
    people: int
    lifts: list[float]
    cells: list[Counter[tuple[bool, bool]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Invent how often each kind comes, and how often it is acted on without a nudge."""
        self.cells = [Counter() for _ in self.lifts]
        self._usual = [self.random.uniform(_RAREST, _USUAL) for _ in self.lifts]
        self._shares = [1 / (1 + rank) for rank in range(len(self.lifts))]
        self._counts = [(0, 0)] * self.people

    def moment(self, person: int) -> int | None:
        """Let one moment pass; return its kind, or None if it could not be held."""
        (kind,) = self.random.choices(range(len(self.lifts)), self._shares)
        moments, held = self._counts[person]
        chance = chance_of_holding(moments, held)
        holds = self.random.random() < chance
        self._counts[person] = moments + 1, held + holds
        rate = self._usual[kind] + (0 if holds else self.lifts[kind])
        if chance:
            self.cells[kind][holds, self.random.random() < rate] += 1
        return kind if chance else None

    def held_most(self) -> float:
        """Return the largest share that anybody's held moments are of all."""
        return max(held / moments for moments, held in self._counts)


def look(people: int, moments: int, labs: int, lifts: list[float], seed: int) -> Found:
    """Run ``labs`` of so many people with so many moments each; look after each person's turn.

    ``lifts`` is the true effect of each kind.
    """
    found, random = Found(labs), Random(seed)  # noqa: S311 - repeatable labs, not a secret
    for _ in range(labs):
        lab = _Lab(random, people, lifts)
        claims: set[str] = set()
        missed = False
        for _ in range(moments):
            touched = {lab.moment(person) for person in range(people)} - {None}
            for kind in touched:
                claim, outside = _seen(lab, kind or 0)
                claims |= claim
                missed |= outside
        found.claimed += any(name.startswith("differs") for name in claims)
        found.covered += not missed
        found.held = max(found.held, lab.held_most())
        found.kinds.update(name.partition(" ")[0] for name in claims)
    return found


def _seen(lab: _Lab, kind: int) -> tuple[set[str], bool]:
    """Return what the lab says of a kind now, and whether the truth lies outside its interval."""
    cells = [Moments(*cell[:1], HELD_SHARE, *cell[1:], n) for cell, n in lab.cells[kind].items()]
    seen, truth = effect(cells, len(tried_kinds())), lab.lifts[kind]
    names = set()
    if seen.enough and (seen.low > 0 or seen.high < 0):
        names.add(f"differs {kind}")
    if seen.helps:
        names.add(f"{'rightly' if truth else 'wrongly'}-helps {kind}")
    if seen.useless:
        names.add(f"{'wrongly' if truth else 'rightly'}-stopped {kind}")
    return names, seen.enough and not seen.low <= truth <= seen.high
