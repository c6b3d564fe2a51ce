"""Reading who and what out of a promise, and showing promises on a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from coaching.due import say_due
from coaching.messages import Button, Field
from coaching.names import clip, fold
from coaching.network import Promise, Schedule

_LONGEST_NAME = 4
_OFFERED = 5
_JOINT = re.compile(r",| and | & ")
_FILL = ("to ", "that ", "i will ", "i'll ")


def split_promise(text: str, known: AbstractSet[str]) -> tuple[str, str]:
    """Return who and what of "Ada: the deck", "Ada the deck" or "Bo to introduce Cy".

    ``known`` are the folded names of all contacts: the longest one that ``text`` starts with is
    the name. Without a known one, a name is the first word and the capitalised ones after it.
    """
    text = text.strip().rstrip(" ,;-–—")
    if text.startswith(('"', '+"', "“")):
        closing = max(text.find('"', 2), text.find("”", 2))
        if closing > 0:
            return text[: closing + 1], _what(text[closing + 1 :])
    name, colon, what = text.partition(":")
    if colon and all(len(one.split()) <= _LONGEST_NAME for one in _JOINT.split(name)):
        return name.strip(), _what(what)
    words = text.split()
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        if fold(" ".join(words[:count])) in known:
            return " ".join(words[:count]), _what(" ".join(words[count:]))
    count = 1
    while count < min(_LONGEST_NAME, len(words)) and words[count][0].isupper():
        count += 1
    return " ".join(words[:count]), _what(" ".join(words[count:]))


def _what(text: str) -> str:
    text = text.strip().removeprefix(":").strip()
    for fill in _FILL:
        if text.lower().startswith(fill):
            return text[len(fill) :].strip()
    return text


def promise_fields(
    promises: Sequence[Promise], names: dict[int, str], schedule: Schedule
) -> tuple[Field, ...]:
    """Return one field a promise: to whom and what, and when it is due."""
    return tuple(
        Field(
            f"{names.get(item.contact, 'Myself')} (number {item.number})",
            f"{clip(item.what, 120)}: {say_due(item.due, schedule)}",
        )
        for item in promises
    )


def kept_buttons(promises: Sequence[Promise]) -> tuple[Button, ...]:
    """Return a button for keeping each of the first promises; those that sound alike are numbered."""
    labels = [f"Kept: {clip(item.what, 24)}" for item in promises[:_OFFERED]]
    return tuple(
        Button(
            label=label if labels.count(label) == 1 else f"{label} ({item.number})",
            command=f"kept {item.number}",
        )
        for item, label in zip(promises, labels, strict=False)
    )


def day_buttons(line: str) -> tuple[Button, ...]:
    """Return buttons that say when, for a line in which no day was said."""
    days = {"Tomorrow": "tomorrow", "In 3 days": "in 3 days", "In a week": "in 1 week"}
    return tuple(Button(label=label, command=f"{line} {day}") for label, day in days.items())


def said_late(due: datetime, now: datetime) -> str:
    """Return a kind word where a promise is kept after its time; empty otherwise."""
    return " Late is still kept." if due < now else ""
