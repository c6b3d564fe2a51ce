"""What Slack makes of what it is sent: what it would obey, what it shows, what can be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.slack.cards.blocks import message
from adapters.slack.cards.escape import escaped
from adapters.slack.cards.forms import form
from coaching.messages import Card

Json = dict[str, Any]
KEY = "Ev0123456789"
IDS = frozenset({"type", "block_id", "action_id", "callback_id", "style", "private_metadata"})


def texts(thing: object, *, parsed: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield every text that ``thing`` shows, and whether Slack reads markup in it.

    The values of buttons, which come back as they are and are never shown, count as read.
    """
    if isinstance(thing, dict):
        kind = thing.get("type")
        if kind == "text" and thing.get("style", {}).get("code"):
            yield f"`{thing['text']}`", False
            return
        for name, value in thing.items():
            if name not in IDS:
                yield from texts(value, parsed=kind == "mrkdwn" or name == "value")
    elif isinstance(thing, list):
        for item in thing:
            yield from texts(item, parsed=parsed)
    elif isinstance(thing, str):
        yield thing, parsed


def words(thing: object) -> str:
    """Return all that can be read."""
    return "\n".join(text for text, parsed in texts(thing) if not parsed)


def buttons(blocks: list[Json]) -> list[Json]:
    """Return the buttons as Slack sends them back when they are pressed."""
    return [
        {**element, "block_id": block["block_id"], "action_ts": "1"}
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def forms(card: Card) -> list[Json]:
    """Return the forms that the buttons of ``card`` open."""
    return [form(card, button, KEY) for button in card.buttons if button.submits]


def as_markup(card: Card) -> str:
    """Return all that Slack gets of ``card``, written as the markup that it amounts to.

    What Slack takes literally stands escaped here, what it parses as it is.
    """
    posting = message(card, KEY)
    found = [posting.text]
    for thing in (posting.blocks, forms(card)):
        found += [text if parsed else escaped(text) for text, parsed in texts(thing)]
    return "\n".join(found)


def as_shown(card: Card) -> str:
    """Return all that a person can read of ``card``, in the message and in its forms."""
    return words([message(card, KEY).blocks, forms(card)])


def fill(view: Json, **values: str | list[str]) -> Json:
    """Return ``view`` as Slack submits it, with inputs filled in by their place ("in0", "in1")."""
    state: Json = {}
    blocks = [block for block in view["blocks"] if block["type"] == "input"]
    for number, block in enumerate(blocks):
        element = block["element"]
        value = values.get(f"in{number}")
        state[block["block_id"]] = {element["action_id"]: _state(element, value)}
    return {**view, "state": {"values": state}}


def _state(element: Json, value: str | list[str] | None) -> Json:
    kind = element["type"]
    if kind == "multi_users_select":
        picked = element.get("initial_users", []) if value is None else value
        return {"type": kind, "selected_users": picked}
    if kind == "static_select":
        chosen = [option for option in element["options"] if option["value"] == value]
        option = chosen[0] if chosen else element.get("initial_option")
        return {"type": kind, "selected_option": option}
    return {"type": kind, "value": element.get("initial_value") if value is None else value}
