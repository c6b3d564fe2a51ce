"""The inputs of a form: the elements they are filled in with, and what Teams brings back of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.teams.cards.texts import Element, cut, flat, literal
from coaching.messages import Input

LONGEST_VALUE = 3_000
"""Characters that a client is asked to let in."""
LONGEST_LABEL, LONGEST_HINT, LONGEST_CHOICE = 200, 150, 100
MOST_INPUTS = 50
NEEDED = "Please fill this in."


def place(number: int) -> str:
    """Return the id of a card's input by its number: names could mean something to Teams."""
    return f"in{number}"


def input_elements(inputs: Sequence[Input]) -> list[Element]:
    """Return the elements that ask for ``inputs``."""
    return [_element(shortened(item, LONGEST_VALUE), place(n)) for n, item in enumerate(inputs)]


def shortened(item: Input, longest: int) -> Input:
    """Return ``item`` with no text of more than ``longest`` characters.

    A value that is longer becomes a hint and the input stays empty: cut short in it, it would be
    sent back as if the person had meant that.
    """
    value = literal(item.value)
    hint = item.hint
    if len(value) > longest:
        value, hint = "", value
    label = cut(item.label[: 2 * longest], longest)
    return replace(item, label=label, value=value, hint=cut(literal(hint), longest))


def _element(item: Input, name: str) -> Element:
    element = _choice(item) if item.kind == "choice" and item.choices else _text(item)
    element |= {"id": name, "label": flat(item.label, LONGEST_LABEL)}
    if item.hint.strip():
        element["placeholder"] = flat(item.hint, LONGEST_HINT)
    if item.required:
        element |= {"isRequired": True, "errorMessage": NEEDED}
    return element


def _text(item: Input) -> Element:
    # A date is a text: the coach reads "yesterday" and "Friday 9am", which no calendar can say.
    # So are people: Teams' picker looks in the directory only, and the coach finds people by name.
    element: Element = {"type": "Input.Text", "maxLength": LONGEST_VALUE}
    if item.kind == "long":
        element["isMultiline"] = True
    value = item.value.strip() if item.kind == "long" else " ".join(item.value.split())
    return {**element, "value": value} if value else element


def _choice(item: Input) -> Element:
    values = [literal(value) for _, value in item.choices]
    element: Element = {
        "type": "Input.ChoiceSet",
        "style": "compact",
        "choices": [
            {"title": flat(label, LONGEST_CHOICE), "value": value}
            for (label, _), value in zip(item.choices, values, strict=True)
        ],
    }
    return {**element, "value": item.value} if item.value in values else element


def value_of(filled: Mapping[object, object], number: int) -> str:
    """Return what the input with this number was filled in with; empty for nothing.

    Teams leaves out what was not touched, and sends numbers and switches as texts, or as they are.
    """
    value = filled.get(place(number))
    if isinstance(value, int | float):
        value = str(value)
    return literal(value).strip() if isinstance(value, str) else ""
