"""Which nudges the lab tries, and when the next one may be held back, for one person."""

from __future__ import annotations

from datetime import datetime

from coaching.lab import WITHIN, chance_of_holding
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.pacing import STILL_USEFUL

_NO_TOUCH = frozenset({"let_rest", "follow_up", STILL_USEFUL})
"""Kinds that are not about being in touch with somebody, so that acting on them does not show."""


def tried(suggestion: Suggestion) -> bool:
    """Tell whether it shows without a nudge, too, that somebody acted: by a touch with somebody."""
    return bool(suggestion.contact) and suggestion.kind not in _NO_TOUCH


def count_of_kinds() -> int:
    """Return how many kinds the lab may say something of."""
    return len(kinds().keys() - _NO_TOUCH)


def next_chance(network: Network) -> float:
    """Return the chance with which the person's next moment is held; 0 outside the lab."""
    since = network.person.lab_since
    if since is None:
        return 0.0
    sent = sum(
        nudge.sent >= since and bool(nudge.contact) and nudge.kind not in _NO_TOUCH
        for nudge in network.nudges
    )
    return chance_of_holding(sent + len(network.held), len(network.held))


def resting(network: Network, now: datetime) -> frozenset[int]:
    """Return the contacts about whom nothing is said, as a moment of theirs was held just now."""
    return frozenset(nudge.contact for nudge in network.held if now - nudge.sent < WITHIN)
