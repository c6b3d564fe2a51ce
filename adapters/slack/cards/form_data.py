"""What a form remembers of its card while it is open: enough to make one command line of it.

It travels in the view's ``private_metadata`` and comes back from the person's own client, so nothing
in it is a permission: what comes out is a line that she could have typed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.cards.escape import literal
from coaching.messages import Button, Input

LONGEST_METADATA = 3_000
"""Characters of ``private_metadata`` that Slack takes."""
MOST_INPUTS = 90
"""Inputs of a form: with a title and a text above them, a view stays within its 100 blocks."""


@dataclass(frozen=True, slots=True)
class FormData:
    """The card's key, the button that opened the form, and what `compose` needs of each input."""

    key: str
    button: Button
    inputs: tuple[Input, ...]


def packed(key: str, button: Button, inputs: Sequence[Input]) -> str:
    """Return the metadata of a form; raise `ValueError` where it is too long for Slack."""
    kept = [[i.name, i.prefix, int(i.quoted), int(i.required)] for i in inputs]
    data = [key, button.label, button.command, kept]
    text = literal(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    if len(text) > LONGEST_METADATA:
        raise ValueError(f"a form remembers {LONGEST_METADATA} characters, not {len(text)}")
    return text


def unpacked(metadata: object) -> FormData | None:
    """Return what `packed` made ``metadata`` of, or None if it was not made there."""
    try:
        data = json.loads(metadata) if isinstance(metadata, str) else None
    except (ValueError, RecursionError):
        return None
    if not (isinstance(data, list) and len(data) == 4):  # noqa: PLR2004 the four things packed
        return None
    key, label, command, kept = data
    if not all(isinstance(text, str) for text in (key, label, command)):
        return None
    inputs = [_input(item) for item in kept] if isinstance(kept, list) else [None]
    found = tuple(item for item in inputs if item)
    names = {item.name for item in found}
    if len(names) < len(inputs) or not 0 < len(found) <= MOST_INPUTS:
        return None
    return FormData(key, Button(label=label, command=command, submits=True), found)


def _input(item: Any) -> Input | None:  # noqa: ANN401 whatever the metadata holds
    match item:
        case [str(name), str(prefix), 0 | 1 as quoted, 0 | 1 as required]:
            return Input(
                name=name, label="", prefix=prefix, quoted=bool(quoted), required=bool(required)
            )
    return None
