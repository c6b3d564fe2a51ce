"""How a button carries its command line to Slack, and how a press brings it back.

A press is no more than a shortcut for typing: a forged one says what its sender could have typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast
from urllib.parse import unquote

from adapters.slack.cards.escape import literal, unescaped
from adapters.slack.cards.texts import Block, cut, plain
from coaching.messages import Button

Kind = Literal["closes", "keeps", "form"]
"""What a press does to its card: its buttons go, it stays as it is, or it opens the card's form."""

LONGEST_VALUE = 2_000
"""Characters of a button's value that Slack takes."""
LONGEST_LABEL = 75
LONGEST_KEY = 240
"""Characters of a card's key; with what stands before it, an id stays within Slack's 255."""
ROW = 5
"""Buttons side by side; Slack takes 25, which nobody can read."""

_MORE = "…"
"""What the label of a button that opens a form ends with: it does not do yet what it says."""
_PLACE = re.compile(r"card:[0-9]{1,3}:(.+)", re.DOTALL)
_ACT = re.compile(r"(closes|keeps|form):[0-9]{1,3}:.+", re.DOTALL)
_SIGNS = {ord(sign): f"%{ord(sign):02X}" for sign in "%&<>"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: what it says, on which card, and what becomes of the card."""

    command: str
    key: str
    label: str
    kind: Kind


def kind_of(button: Button) -> Kind:
    """Return what a press of ``button`` does to its card."""
    if button.submits:
        return "form"
    return "keeps" if button.keeps else "closes"


def rows(buttons: Sequence[Button], key: str) -> list[Block]:
    """Return the buttons of the card ``key`` in blocks, each with a value, an id, a place.

    Raises `ValueError` for a key or a command that is too long for Slack.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"a card's key has 1 to {LONGEST_KEY} characters, not {len(key)}")
    elements = [_element(button, key, place) for place, button in enumerate(buttons)]
    return [
        {
            "type": "actions",
            "block_id": f"card:{start // ROW}:{key}",
            "elements": elements[start : start + ROW],
        }
        for start in range(0, len(elements), ROW)
    ]


def _element(button: Button, key: str, place: int) -> Block:
    kind = kind_of(button)
    label = literal(button.label)
    if kind == "form":
        label = cut(label, LONGEST_LABEL - len(_MORE)) + _MORE
    element: Block = {
        "type": "button",
        "text": plain(label, LONGEST_LABEL),
        "action_id": f"{kind}:{place}:{key}",
        "value": _value(button.command),
    }
    return {**element, "style": "primary"} if button.primary else element


def _value(command: str) -> str:
    # What Slack hands back of a message may have & < > in their escaped form, or not. A value
    # without these signs is the same either way.
    value = literal(command).translate(_SIGNS)
    if not 0 < len(value) <= LONGEST_VALUE:
        raise ValueError(f"a button's value has 1 to {LONGEST_VALUE} characters, not {len(value)}")
    return value


def read(action: object) -> Pressed | None:
    """Return what an element of ``actions`` in Slack's payload says; None where it says nothing."""
    if not isinstance(action, Mapping):
        return None
    text = action.get("text")
    label = _text(text.get("text") if isinstance(text, Mapping) else None, 5 * LONGEST_LABEL)
    value = _text(action.get("value"), LONGEST_VALUE)
    place = _PLACE.fullmatch(_text(action.get("block_id"), 255))
    act = _ACT.fullmatch(_text(action.get("action_id"), 255))
    command = literal(unquote(value)).replace("\n", " ").strip()
    if not (label and command and place and act):
        return None
    kind = cast("Kind", act[1])
    shown = literal(unescaped(label))[:LONGEST_LABEL]
    return Pressed(command, place[1], shown.removesuffix(_MORE) if kind == "form" else shown, kind)


def _text(value: Any, longest: int) -> str:  # noqa: ANN401 whatever the payload holds
    """Return ``value`` if it is a text of at most ``longest`` characters, else an empty one."""
    return value if isinstance(value, str) and len(value) <= longest else ""
