"""What every kind of nudge is made of: a pure `suggest`, an example, a reason, a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from coaching.messages import Button, Card
from coaching.network import Network

NUDGE = "{nudge}"
"""Stands for the nudge's own number in the command of an extra button."""

FEW = 12
"""The most suggestions of one kind at one moment: enough to choose from, quick to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One nudge that could be sent now.

    ``priority`` orders suggestions of all kinds (0 = not worth it, 1 = the best there can be).
    ``reason`` is the sentence the person reads, ``evidence`` the rows it rests on, in words, for
    "Why this?". ``draft`` is a text the person may send herself; empty where none fits.
    ``contact`` is 0 when the nudge is about nobody. ``key`` names the thing nudged about, so that
    the same thing is not raised twice (at most 64 characters). ``promised`` marks what the person
    asked for: it is sent at its time, outside the weekly cap. ``extra`` are buttons of this nudge
    alone, `NUDGE` in their commands becomes its number; with ``own_buttons`` they stand in place
    of done, draft, snooze and not this person.
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
    own_buttons: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeKind:
    """A kind of nudge. ``source`` is author, year and work of the research behind it.

    ``suggest`` never raises, depends on its arguments alone, and returns at most `FEW`
    suggestions, the best first.
    """

    name: str
    label: str
    source: str
    suggest: Callable[[Network, datetime], tuple[Suggestion, ...]]
    example: Suggestion


def nudge_card(suggestion: Suggestion, number: int | str) -> Card:
    """Return the card that carries ``suggestion`` under the nudge's ``number``.

    A move that was never sent has a reference in its place (`coaching.moves.reference`).
    """
    buttons = [
        replace(button, command=button.command.replace(NUDGE, str(number)))
        for button in suggestion.extra
    ]
    if not suggestion.own_buttons:
        buttons += _usual(suggestion, number, first=not any(b.primary for b in buttons))
    buttons.append(Button(label="Why this?", command=f"why {number}", keeps=True))
    return Card(title=suggestion.title, body=suggestion.reason, buttons=tuple(buttons))


def _usual(suggestion: Suggestion, number: int | str, *, first: bool) -> list[Button]:
    buttons = [Button(label="Done", command=f"done {number}", primary=first)]
    if suggestion.draft:
        buttons.append(Button(label="Draft", command=f"draft {number}", keeps=True))
    buttons.append(Button(label="Snooze 3 days", command=f"snooze {number} 3d"))
    if suggestion.contact:
        buttons.append(Button(label="Not this person", command=f"skip {number}"))
    return buttons
