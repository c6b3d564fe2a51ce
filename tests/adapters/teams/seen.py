"""What Teams makes of what it is sent: what it would obey, what it shows, what can be pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.teams.cards.adaptive import Posting, message
from adapters.teams.cards.texts import escaped
from coaching.messages import Card

Json = dict[str, Any]
KEY = "f:0123456789"
SHOWN = ("text", "title", "label", "placeholder", "value", "errorMessage")
"""What a person can read, by name, in elements, actions and choices alike."""


def elements(thing: object) -> Iterator[Json]:
    """Yield every element, action and run of a card, outer ones first; not what stands for old clients."""
    if isinstance(thing, dict):
        if "type" in thing:
            yield thing
        for name, value in thing.items():
            if name not in ("data", "fallback"):
                yield from elements(value)
    elif isinstance(thing, list):
        for item in thing:
            yield from elements(item)


def of_type(card: Json, kind: str) -> list[Json]:
    """Return what has this type, in its order."""
    return [item for item in elements(card) if item["type"] == kind]


def texts(card: Json) -> Iterator[tuple[str, bool]]:
    """Yield every text of a card, and whether a client reads Markdown in it."""
    yield card["fallbackText"], True
    for item in elements(card):
        parsed = item["type"] == "TextBlock"
        if item.get("fontType") == "monospace":
            yield f"`{item['text']}`", parsed
            continue
        yield from ((item[name], parsed) for name in SHOWN if isinstance(item.get(name), str))
        for choice in item.get("choices", ()):
            yield choice["title"], False
        for fact in item.get("facts", ()):
            yield from ((fact["title"], True), (fact["value"], True))


def words(card: Json) -> str:
    """Return all that can be read: the runs of a text as one line."""
    found = []
    for item in elements(card):
        if item["type"] == "RichTextBlock":
            found.append("".join(_run(part) for part in item["inlines"]))
        elif item["type"] != "TextRun":
            found += [item[name] for name in SHOWN if isinstance(item.get(name), str)]
            found += [choice["title"] for choice in item.get("choices", ())]
    return "\n".join(found)


def _run(part: Json) -> str:
    return f"`{part['text']}`" if part.get("fontType") == "monospace" else str(part["text"])


def buttons(card: Json) -> list[Json]:
    """Return the buttons in the order in which they stand."""
    return [action for row in of_type(card, "ActionSet") for action in row["actions"]]


def pressed(button: Json, **filled: object) -> Json:
    """Return the ``value`` of the activity that a press of ``button`` brings about."""
    data = {**button["data"], **filled}
    if button["type"] == "Action.Submit":
        return data
    action = {"type": button["type"], "verb": button["verb"], "data": data}
    return {"action": action, "trigger": "manual"}


def as_markup(card: Card) -> str:
    """Return all that Teams gets of ``card``, written as the markup that it amounts to.

    What Teams takes literally stands escaped here, what it parses as it is.
    """
    posting = message(card, KEY)
    found = [escaped(posting.summary)]
    found += [text if parsed else escaped(text) for text, parsed in texts(posting.card)]
    return "\n".join(found)


def as_shown(card: Card) -> str:
    """Return all that a person can read of ``card``."""
    return words(message(card, KEY).card)


def kept(posting: Posting) -> Json:
    """Return a posting as it is kept in a file."""
    return {"summary": posting.summary, "card": posting.card}
