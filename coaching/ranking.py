"""What could be said to a person at a moment, ranked; and the best of it, for `today`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coaching.experience import recovery
from coaching.glance import Glance, glance
from coaching.lab import NOT_TRIED, Hold
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.pacing import STILL_USEFUL

LET_REST = "let_rest"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a policy picked, how probable that pick was, and which policy it was.

    ``hold`` says whether the lab holds it back; ``probability`` is that of both together.
    """

    suggestion: Suggestion | None
    probability: float
    variant: str
    hold: Hold = NOT_TRIED


Select = Callable[[Sequence[Suggestion], Network, datetime], Selection]
"""Picks from suggestions that are ranked, the one that stands best first."""


def suggestions(network: Network, now: datetime) -> list[Suggestion]:
    """Return what the kinds that are not muted suggest.

    About somebody who may want to be let rest, nothing else is said until that was asked.
    """
    found = [
        suggestion
        for kind in kinds().values()
        if kind.name not in network.person.muted_kinds
        for suggestion in kind.suggest(network, now)
    ]
    tired = {item.contact for item in found if item.kind == LET_REST}
    return [i for i in found if i.promised or i.kind == LET_REST or i.contact not in tired]


def best(network: Network, now: datetime, count: int = 3) -> tuple[Suggestion, ...]:
    """Return up to ``count`` of the best moves, whatever the pacing allows, the best first.

    They are about different people, and of different kinds as long as there are any.
    """
    found = [s for s in suggestions(network, now) if s.kind != STILL_USEFUL]
    found.sort(key=order(glance(network, now)))
    varied = _distinct(found, count, by_kind=True)
    rest = [s for s in found if s not in varied]
    return tuple(_distinct([*varied, *rest], count, by_kind=False))


def standing(suggestion: Suggestion, seen: Glance) -> float:
    """Return the priority, less what its kind was heard lately, plus what it has waited."""
    if suggestion.promised:
        return 2.0 + suggestion.priority
    fresh = recovery(seen.kind_rested(suggestion.kind))
    turn = seen.kind_turn(suggestion.kind) + seen.contact_turn(suggestion.contact)
    return suggestion.priority * fresh + turn


def order(seen: Glance) -> Callable[[Suggestion], tuple[float, int, int, str, str]]:
    """Return the sorting key: best standing first, then the contact that waited longest."""

    def key(item: Suggestion) -> tuple[float, int, int, str, str]:
        stands = round(standing(item, seen), 9)
        return -stands, -seen.contact_rested(item.contact), item.contact, item.kind, item.key

    return key


def _distinct(found: Sequence[Suggestion], count: int, *, by_kind: bool) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for item in found:
        if len(kept) == count:
            break
        same_person = item.contact and any(item.contact == other.contact for other in kept)
        same_kind = by_kind and any(item.kind == other.kind for other in kept)
        if not same_person and not same_kind:
            kept.append(item)
    return kept
