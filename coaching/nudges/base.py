"""What every kind of nudge is made of: a pure `suggest`, an example, a reason, a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coaching.calibration import guess_question, numbers
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
    of done, draft, snooze and not this person. ``question`` is the one thing that is asked along
    with the nudge, ``answers`` are its buttons; who leaves it alone has lost nothing.
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
    question: str = ""
    answers: tuple[Button, ...] = ()


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
    extra = tuple(_numbered(button, number) for button in suggestion.extra)
    buttons = [button for button in extra if button.primary or suggestion.own_buttons]
    if not suggestion.own_buttons:
        buttons += _usual(suggestion, number, extra)
    buttons.append(Button(label="Why this?", command=f"why {number}", keeps=True))
    buttons += [_numbered(button, number) for button in suggestion.answers]
    body = "\n".join(part for part in (suggestion.reason, suggestion.question) if part)
    return Card(title=suggestion.title, body=body, buttons=tuple(buttons))


def asking(network: Network, found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return suggestions to be in touch, asking for a guess along with them now and then."""
    said, command = guess_question(network)
    if not said:
        return tuple(found)
    answers = numbers(command, keeps=True)
    return tuple(replace(item, question=said, answers=answers) for item in found)


def _numbered(button: Button, number: int | str) -> Button:
    return replace(button, command=button.command.replace(NUDGE, str(number)))


def _usual(suggestion: Suggestion, number: int | str, extra: tuple[Button, ...]) -> list[Button]:
    """Return done and draft, then the nudge's own buttons, then ways to pass it by."""
    first = not any(button.primary for button in extra)
    buttons = [Button(label="Done", command=f"done {number}", primary=first)]
    if suggestion.draft:
        buttons.append(Button(label="Draft", command=f"draft {number}", keeps=True))
    skip = f"skip {number}"
    buttons += [button for button in extra if not button.primary]
    buttons.append(Button(label="Snooze 3 days", command=f"snooze {number} 3d"))
    # A nudge that passes more than one person by has a button of its own for that.
    if suggestion.contact and not any(button.command.startswith(skip) for button in extra):
        buttons.append(Button(label="Not this person", command=skip))
    return buttons
