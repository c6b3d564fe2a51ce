"""Which one nudge, if any, is sent now: promises at their time, then what the policy picks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coaching.glance import glance
from coaching.lab import NOT_TRIED, Hold
from coaching.lab_moments import resting
from coaching.network import Network
from coaching.nudges.base import Suggestion
from coaching.pacing import BETWEEN_NUDGES, STILL_USEFUL, Allowance, allowance, must_ask
from coaching.ranking import Select, Selection, order, suggestions
from coaching.thompson import Thompson

_EVEN = Thompson()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to send to a person now, if anything, and when to look again.

    ``eligible`` lists (kind, contact, priority) of all that could have been sent, as it was
    ranked; ``why`` says in a sentence how it came to this. What the lab holds back (``hold``) is
    not sent.
    """

    chosen: Suggestion | None
    probability: float
    variant: str
    eligible: tuple[tuple[str, int, float], ...]
    next_look: datetime
    why: str
    hold: Hold = NOT_TRIED


def choose(
    network: Network,
    now: datetime,
    *,
    taken: frozenset[int] = frozenset(),
    planned: frozenset[str] = frozenset(),
    spread: float = 0.0,
    select: Select = _EVEN,
) -> Decision:
    """Decide what to send at ``now``.

    ``taken`` are contacts at whom enough people were pointed this week, ``planned`` the keys of
    nudges that are on their way, ``spread`` is the person's own place in the hours (0 to 1).
    """
    allowed = allowance(network, now, spread)
    look = _next_look(network, now, allowed.next_look)
    if not allowed.allowed and all(promise.due > now for promise in network.promises):
        return Decision(None, 1.0, "none", (), look, allowed.why)
    found = [s for s in suggestions(network, now) if s.key not in planned]
    if promised := [s for s in found if s.promised]:
        return _remind(promised, network, now, allowed)
    if not allowed.allowed:
        return Decision(None, 1.0, "none", (), look, allowed.why)
    asking = must_ask(network, now)
    off, away = network.person.retired_kinds, taken | resting(network, now)
    candidates = [
        s
        for s in found
        if (s.kind == STILL_USEFUL) == asking and s.kind not in off and s.contact not in away
    ]
    ranked = sorted(candidates, key=order(glance(network, now)))
    picked = _ask(ranked) if asking else select(ranked, network, now)
    eligible = tuple((s.kind, s.contact, round(s.priority, 4)) for s in ranked)
    chosen, probability, variant = picked.suggestion, picked.probability, picked.variant
    return Decision(chosen, probability, variant, eligible, look, _why(picked), picked.hold)


def _why(picked: Selection) -> str:
    if picked.hold.held:
        return "The lab holds it back, by lot."
    return "It is worth a nudge now." if picked.suggestion else "Nothing is worth a nudge now."


def _ask(ranked: Sequence[Suggestion]) -> Selection:
    """Pick the question whether nudges are still useful, unless the person wants it no more."""
    return Selection(ranked[0] if ranked else None, 1.0, "asked")


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
