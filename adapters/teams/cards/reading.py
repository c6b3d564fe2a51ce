"""A press as Teams brings it, read back as one command line.

It comes from the person's own client, so nothing in it is a permission: a press is no more than a
shortcut for typing, and a forged one says what its sender could have typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.teams.cards.inputs import MOST_INPUTS, value_of
from adapters.teams.cards.presses import (
    LONGEST_COMMAND,
    LONGEST_KEY,
    LONGEST_LABEL,
    LONGEST_TITLE,
    Kind,
)
from adapters.teams.cards.texts import literal
from adapters.teams.turns import OWN_DATA
from coaching.messages import Button, Input, compose, missing

_LONGEST_NAME = 200
"""Characters of an input's name or prefix."""
_KINDS: Mapping[object, Kind] = {"closes": "closes", "keeps": "keeps", "form": "form"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: what it says, on which card, and what becomes of the card.

    ``key`` and ``title`` are the card's, the latter empty where it has none or stays as it is. For
    a form ``values`` is what was filled in, by the inputs' names, and ``lacking`` are the names of
    required inputs that are empty: with any, ``command`` is not to be obeyed.
    """

    command: str
    key: str
    label: str
    kind: Kind
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()


def read_action(value: object) -> Pressed | None:
    """Return what the ``value`` of an activity says, or None where it is none of ours or broken.

    It is that of an ``adaptiveCard/action`` (``{"action": {"verb", "data"}}``), of a dialog
    (``{"data": …}``), or of a message that an ``Action.Submit`` sent (the data itself).
    """
    found = _mapping(value)
    if OWN_DATA not in found:
        action = _mapping(found.get("action"))
        found = _mapping(action.get("data") if action else found.get("data"))
    return read_press(found.get(OWN_DATA), found)


def read_press(data: object, inputs: object) -> Pressed | None:
    """Return what a card put into its button, with what was filled in; None where it is broken."""
    own = _mapping(data)
    command = literal(_text(own, "command", LONGEST_COMMAND)).replace("\n", " ").strip()
    key = literal(_text(own, "key", LONGEST_KEY))
    label = literal(_text(own, "label", LONGEST_LABEL)).strip()
    kind = _KINDS.get(own.get("kind")) if isinstance(own.get("kind"), str) else None
    if not (command and key and label and kind):
        return None
    title = literal(_text(own, "title", LONGEST_TITLE))
    if kind != "form":
        return Pressed(command, key, label, kind, title)
    slots = _slots(own.get("form"))
    if slots is None:
        return None
    filled = _mapping(inputs)
    values = {item.name: value_of(filled, number) for number, item in enumerate(slots)}
    button = Button(label=label, command=command, submits=True)
    lacking = tuple(item.name for item in missing(slots, values))
    return Pressed(compose(button, slots, values), key, label, kind, title, values, lacking)


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(own: Mapping[Any, Any], name: str, longest: int) -> str:
    """Return what has this name if it is a text of at most ``longest`` characters, else nothing."""
    value = own.get(name)
    return value if isinstance(value, str) and len(value) <= longest else ""


def _slots(form: object) -> tuple[Input, ...] | None:
    """Return the inputs of a form, each with a name of its own; None where that is no form."""
    if not isinstance(form, list) or not 0 < len(form) <= MOST_INPUTS:
        return None
    found = [_slot(item) for item in form]
    inputs = tuple(item for item in found if item)
    return inputs if len({item.name for item in inputs}) == len(form) else None


def _slot(item: object) -> Input | None:
    match item:
        case [str(name), str(prefix), 0 | 1 as quoted, 0 | 1 as required]:
            if max(len(name), len(prefix)) > _LONGEST_NAME:
                return None
            prefix = literal(prefix).replace("\n", " ")
            return Input(
                name=name, label="", prefix=prefix, quoted=bool(quoted), required=bool(required)
            )
    return None
