"""What the schema does not say: what Teams needs, what its clients obey, what must not come twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.adapters.teams import seen

KNOWN: dict[str, frozenset[str]] = {
    "AdaptiveCard": frozenset({"$schema", "version", "fallbackText", "body"}),
    "RichTextBlock": frozenset({"inlines", "spacing"}),
    "TextRun": frozenset({"text", "weight", "size", "color", "isSubtle", "fontType"}),
    "ColumnSet": frozenset({"columns", "spacing"}),
    "Column": frozenset({"items", "width"}),
    "Container": frozenset({"items", "style"}),
    "Input.Text": frozenset(
        {"id", "label", "value", "placeholder", "isMultiline", "maxLength"}
        | {"isRequired", "errorMessage"}
    ),
    "Input.ChoiceSet": frozenset(
        {"id", "label", "value", "placeholder", "choices", "style", "isRequired", "errorMessage"}
    ),
    "ActionSet": frozenset({"actions"}),
    "Action.Execute": frozenset(
        {"title", "verb", "data", "style", "mode", "associatedInputs", "fallback"}
    ),
    "Action.Submit": frozenset({"title", "data", "style", "mode", "associatedInputs"}),
}
"""Every property that NetLead uses. No ``TextBlock`` and no ``FactSet``: Markdown is obeyed in them."""
MOST_ACTIONS = 6
MOST_BYTES = 28 * 1024


def check_card(card: dict[str, Any]) -> list[str]:
    """Return what is wrong with ``card``; an empty list where nothing is."""
    return [*_kinds(card), *_ids(card), *_actions(card), *_texts(card), *_size(card)]


def _kinds(card: dict[str, Any]) -> Iterator[str]:
    for item in seen.elements(card):
        known = KNOWN.get(item["type"])
        if known is None:
            yield f"{item['type']} is not used"
        else:
            yield from (f"{item['type']}.{n}" for n in item if n not in known | {"type"})


def _ids(card: dict[str, Any]) -> Iterator[str]:
    ids = [item["id"] for item in seen.elements(card) if "id" in item]
    yield from (f"the id {one} comes twice" for one in set(ids) if ids.count(one) > 1)


def _actions(card: dict[str, Any]) -> Iterator[str]:
    for row in seen.of_type(card, "ActionSet"):
        first = [action for action in row["actions"] if action.get("mode") != "secondary"]
        if not 0 < len(first) <= MOST_ACTIONS:
            yield f"{len(first)} buttons in a row"
    for action in seen.buttons(card):
        if set(action["data"]) != {"netlead"} or "msteams" in action["data"]["netlead"]:
            yield "the data of a button has more than ours"
        old = action.get("fallback")
        if old and old | {"type": 0, "verb": 0, "fallback": 0} != action | {
            "type": 0,
            "verb": 0,
            "fallback": 0,
        }:
            yield "an old client would send something else"


def _texts(card: dict[str, Any]) -> Iterator[str]:
    for text, _ in seen.texts(card):
        if not text or "\0" in text:
            yield f"a text is {text!r}"
    for run in seen.of_type(card, "TextRun"):
        if "\n" in run["text"]:
            yield "a run has two lines"


def _size(card: dict[str, Any]) -> Iterator[str]:
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))
    if size > MOST_BYTES - 4_000:
        yield f"{size} bytes leave no room for the activity"
