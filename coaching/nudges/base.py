"""What every kind of nudge is made of: a pure `suggest`, an example, a reason, a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coaching.messages import Button, Card
from coaching.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One nudge that could be sent now.

    ``priority`` orders suggestions of all kinds (0 = not worth it, 1 = the best there can be).
    ``reason`` is the sentence the person reads, ``evidence`` the rows it rests on, in words, for
    "Why this?". ``draft`` is a text the person may send herself; empty where none fits.
    ``contact`` is 0 when the nudge is about nobody. ``key`` names the thing nudged about, so that
    the same thing is not raised twice. ``promised`` marks what the person asked for: it is sent
    at its time, outside the weekly cap.
    """

    kind: str
    priority: float
    title: str
    reason: str
    evidence: tuple[str, ...]
    draft: str = ""
    contact: int = 0
    key: str = ""
    promised: bool = False
    extra: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeKind:
    """A kind of nudge. ``source`` is author, year and work of the research behind it."""

    name: str
    label: str
    source: str
    suggest: Callable[[Network, datetime], tuple[Suggestion, ...]]
    example: Suggestion


def nudge_card(suggestion: Suggestion, number: int) -> Card:
    """Return the card that carries ``suggestion`` under the nudge's ``number``."""
    buttons = [
        *suggestion.extra,
        Button(label="Done", command=f"done {number}", primary=True),
        *(
            [Button(label="Draft", command=f"draft {number}", keeps=True)]
            if suggestion.draft
            else []
        ),
        Button(label="Snooze 3 days", command=f"snooze {number} 3d"),
        *(
            [Button(label="Not this person", command=f"skip {number}")]
            if suggestion.contact
            else []
        ),
        Button(label="Why this?", command=f"why {number}", keeps=True),
    ]
    return Card(title=suggestion.title, body=suggestion.reason, buttons=tuple(buttons))
