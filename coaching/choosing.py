"""Which one nudge, if any, is sent now: promises at their time, then the move that stands best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp2

from coaching.glance import Glance, glance
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.pacing import BETWEEN_NUDGES, STILL_USEFUL, Allowance, allowance, must_ask

LET_REST = "let_rest"
WORTH_SENDING = 0.1
"""Below this priority it is better to say nothing."""

# A kind sent d days ago counts for 1 - .5 * 2^(-d / 15) of its priority: the recency penalty of
# Yancey and Settles, "A sleeping, recovering bandit algorithm for optimizing recurring
# notifications", KDD 2020, with its half-life of 15 days.
_TIRED, _RECOVERY_DAYS = 0.5, 15


@dataclass(frozen=True, slots=True)
class Selection:
    """What a policy picked, how probable that pick was, and which policy it was."""

    suggestion: Suggestion | None
    probability: float
    variant: str


Select = Callable[[Sequence[Suggestion], Network, datetime], Selection]
"""Picks from suggestions that are ranked, the one that stands best first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to send to a person now, if anything, and when to look again.

    ``eligible`` lists (kind, contact, priority) of all that could have been sent, as it was
    ranked; ``why`` says in a sentence how it came to this.
    """

    chosen: Suggestion | None
    probability: float
    variant: str
    eligible: tuple[tuple[str, int, float], ...]
    next_look: datetime
    why: str


def highest(ranked: Sequence[Suggestion], _: Network, __: datetime) -> Selection:
    """Pick the suggestion that stands best; always the same one."""
    return Selection(ranked[0] if ranked else None, 1.0, "highest")


def choose(
    network: Network,
    now: datetime,
    *,
    taken: frozenset[int] = frozenset(),
    planned: frozenset[str] = frozenset(),
    spread: float = 0.0,
    select: Select = highest,
) -> Decision:
    """Decide what to send at ``now``.

    ``taken`` are contacts at whom enough people were pointed this week, ``planned`` the keys of
    nudges that are on their way, ``spread`` is the person's own place in the hours (0 to 1).
    """
    allowed = allowance(network, now, spread)
    look = _next_look(network, now, allowed.next_look)
    if not allowed.allowed and all(promise.due > now for promise in network.promises):
        return Decision(None, 1.0, "none", (), look, allowed.why)
    found = [s for s in _suggestions(network, now) if s.key not in planned]
    if promised := [s for s in found if s.promised]:
        return _remind(promised, network, now, allowed)
    if not allowed.allowed:
        return Decision(None, 1.0, "none", (), look, allowed.why)
    asking = must_ask(network, now)
    candidates = [
        s
        for s in found
        if (s.kind == STILL_USEFUL) == asking
        and s.priority >= WORTH_SENDING
        and s.contact not in taken
    ]
    ranked = sorted(candidates, key=_order(glance(network, now)))
    picked = select(ranked, network, now)
    eligible = tuple((s.kind, s.contact, round(s.priority, 4)) for s in ranked)
    why = "It is the best move now." if picked.suggestion else "Nothing is worth a nudge now."
    return Decision(picked.suggestion, picked.probability, picked.variant, eligible, look, why)


def best(network: Network, now: datetime, count: int = 3) -> tuple[Suggestion, ...]:
    """Return up to ``count`` of the best moves, whatever the pacing allows, the best first.

    They are about different people, and of different kinds as long as there are any.
    """
    found = [s for s in _suggestions(network, now) if s.kind != STILL_USEFUL]
    found.sort(key=_order(glance(network, now)))
    varied = _distinct(found, count, by_kind=True)
    rest = [s for s in found if s not in varied]
    return tuple(_distinct([*varied, *rest], count, by_kind=False))


def standing(suggestion: Suggestion, seen: Glance) -> float:
    """Return the priority, less what its kind was heard lately, plus what it has waited."""
    if suggestion.promised:
        return 2.0 + suggestion.priority
    fresh = 1 - _TIRED * exp2(-seen.kind_rested(suggestion.kind) / _RECOVERY_DAYS)
    turn = seen.kind_turn(suggestion.kind) + seen.contact_turn(suggestion.contact)
    return suggestion.priority * fresh + turn


def _suggestions(network: Network, now: datetime) -> list[Suggestion]:
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


def _order(seen: Glance) -> Callable[[Suggestion], tuple[float, int, int, str, str]]:
    """Return the sorting key: best standing first, then the contact that waited longest."""

    def key(item: Suggestion) -> tuple[float, int, int, str, str]:
        stands = round(standing(item, seen), 9)
        return -stands, -seen.contact_rested(item.contact), item.contact, item.kind, item.key

    return key


def _remind(
    promised: Sequence[Suggestion], network: Network, now: datetime, allowed: Allowance
) -> Decision:
    """Send the reminder of one promise; the others that are due come at the next look, at once."""
    soonest = now if len(promised) > 1 else allowed.next_look
    if allowed.allowed:
        soonest = min(soonest, now + BETWEEN_NUDGES)
    eligible = tuple((s.kind, s.contact, s.priority) for s in promised)
    look = _next_look(network, now, soonest)
    return Decision(promised[0], 1.0, "promised", eligible, look, "You asked to be reminded now.")


def _next_look(network: Network, now: datetime, otherwise: datetime) -> datetime:
    """Return when to look again: at the next promise's time, or ``otherwise`` if that is sooner."""
    return min([otherwise, *(p.due for p in network.promises if p.due > now)])


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
