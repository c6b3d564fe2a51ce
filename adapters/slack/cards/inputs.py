"""One input of a form: the element it is filled in with, and the text that its state stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adapters.slack.cards.escape import literal
from adapters.slack.cards.texts import Block, cut, plain
from coaching.messages import Input

LONGEST_VALUE = 3_000
LONGEST_LABEL = 2_000
LONGEST_HINT = 150
"""Characters of a placeholder."""
MOST_OPTIONS, LONGEST_OPTION, LONGEST_OPTION_VALUE = 100, 75, 150

_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_TOKEN = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^>]*)?>")


def input_block(item: Input, block_id: str, action_id: str) -> Block:
    """Return the block that asks for ``item``."""
    element = _element(item)
    element["action_id"] = action_id
    if item.hint.strip():
        element["placeholder"] = plain(item.hint, LONGEST_HINT)
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(item.label, LONGEST_LABEL),
        "optional": not item.required,
        "element": element,
    }


def _element(item: Input) -> Block:
    if item.kind == "people":
        return _people(item)
    if item.kind == "choice" and _fits(item):
        return _choice(item)
    # A date is a text: the coach reads "yesterday" and "Friday 9am", which no calendar can say.
    element: Block = {
        "type": "plain_text_input",
        "multiline": item.kind == "long",
        "max_length": LONGEST_VALUE,
    }
    value = literal(item.value)
    value = value if item.kind == "long" else " ".join(value.split())
    return {**element, "initial_value": cut(value, LONGEST_VALUE)} if value else element


def _fits(item: Input) -> bool:
    return 0 < len(item.choices) <= MOST_OPTIONS and all(
        0 < len(value) <= LONGEST_OPTION_VALUE for _, value in item.choices
    )


def _choice(item: Input) -> Block:
    options = [
        {"text": plain(label, LONGEST_OPTION), "value": literal(value)}
        for label, value in item.choices
    ]
    element: Block = {"type": "static_select", "options": options}
    for option, (_, value) in zip(options, item.choices, strict=True):
        if value == item.value:
            return {**element, "initial_option": option}
    return element


def _people(item: Input) -> Block:
    element: Block = {"type": "multi_users_select"}
    users = list(dict.fromkeys(_TOKEN.findall(item.value)))
    return {**element, "initial_users": users} if users else element


def value_of(element: object) -> str:
    """Return what was filled in, as text; empty for nothing or for what is no state of an input."""
    if not isinstance(element, Mapping):
        return ""
    if users := people_of(element):
        return " ".join(f"<@{user}>" for user in users)
    option = element.get("selected_option")
    value = option.get("value") if isinstance(option, Mapping) else element.get("value")
    return value if isinstance(value, str) else ""


def people_of(element: object) -> tuple[str, ...]:
    """Return the ids of the people who were picked, as far as they look like ids."""
    users = element.get("selected_users") if isinstance(element, Mapping) else None
    if not isinstance(users, list):
        return ()
    return tuple(user for user in users if isinstance(user, str) and _PERSON.fullmatch(user))
