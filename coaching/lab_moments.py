"""Which nudges the lab tries, and when the next one may be held back, for one person."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from coaching.lab import WITHIN, chance_of_holding
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion


@cache
def tried_kinds() -> frozenset[str]:
    """Return the kinds that propose a touch with somebody: it shows without a nudge, too.

    Kinds that ask or offer something else have buttons of their own.
    """
    examples = (kind.example for kind in kinds().values())
    return frozenset(one.kind for one in examples if one.contact and not one.own_buttons)


def tried(suggestion: Suggestion) -> bool:
    """Tell whether the lab may hold a suggestion back."""
    return bool(suggestion.contact) and suggestion.kind in tried_kinds()


def next_chance(network: Network) -> float:
    """Return the chance with which the person's next moment is held; 0 outside the lab."""
    since = network.person.lab_since
    if since is None:
        return 0.0
    sent = sum(
        nudge.sent >= since and bool(nudge.contact) and nudge.kind in tried_kinds()
        for nudge in network.nudges
    )
    return chance_of_holding(sent + len(network.held), len(network.held))


def resting(network: Network, now: datetime) -> frozenset[int]:
    """Return the contacts about whom nothing is said, as a moment of theirs was held just now."""
    return frozenset(nudge.contact for nudge in network.held if now - nudge.sent < WITHIN)
