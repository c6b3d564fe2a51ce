"""Forms: a card's inputs as a modal, and what was filled in as one command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.slack.cards.escape import literal
from adapters.slack.cards.form_data import MOST_INPUTS, FormData, packed, unpacked
from adapters.slack.cards.inputs import input_block, people_of, value_of
from adapters.slack.cards.modals import modal
from adapters.slack.cards.texts import Block, cut, paragraphs
from coaching.messages import Button, Card, Input, compose, missing

LONGEST_PROBLEM = 500
"""Characters of what is said under an input; more would hide the form."""
FORM = "form"
"""The ``callback_id`` of a view that can be submitted."""

_VALUE = "value"
_A_NAME = 3
"""Letters from which on a value that stands in a text without quotation marks is meant by it."""
_NEEDED = "Please fill this in."
_QUOTE = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Submission:
    """A form as it was sent: its command line, and the card and button that it came from.

    ``people`` are the ids of those who were picked; their tokens in ``command`` are ``<@U…>``.
    ``problems`` says by ``block_id`` what is missing; with any, ``command`` is not to be obeyed.
    """

    command: str
    key: str
    label: str
    people: tuple[str, ...]
    problems: Mapping[str, str]


def form(card: Card, button: Button, key: str) -> Block:
    """Return the modal with the inputs of ``card``, whose submission means ``button``.

    Raises `ValueError` where the card has no inputs or more than a form remembers.
    """
    if not 0 < len(card.inputs) <= MOST_INPUTS:
        raise ValueError(f"a form has 1 to {MOST_INPUTS} inputs, not {len(card.inputs)}")
    blocks = [
        *paragraphs(cut(card.body, 3_000)),
        *(input_block(item, _place(n, key), f"{_VALUE}:{n}") for n, item in enumerate(card.inputs)),
    ]
    return {
        **modal(card.title or button.label, blocks, callback=FORM, submit=button.label),
        "private_metadata": packed(key, button, card.inputs),
    }


def _place(number: int, key: str) -> str:
    # With the key in it, one form put in another's place does not take over what was typed there.
    return f"input:{number}:{key}"


def read_submission(view: object) -> Submission | None:
    """Return what a submitted view says, or None where it is none of ours or broken."""
    read = _read(view)
    if read is None:
        return None
    data, values, people = read
    lacking = missing(data.inputs, values)
    return Submission(
        command=compose(data.button, data.inputs, values),
        key=data.key,
        label=data.button.label,
        people=people,
        problems={_place(data.inputs.index(i), data.key): _NEEDED for i in lacking},
    )


def errors(view: object, card: Card) -> dict[str, str]:
    """Return where to show the text of a refused ``card`` in the submitted ``view``.

    It goes under the input whose value it quotes, else under the first. Empty where the view is
    none of ours.
    """
    read = _read(view)
    if read is None:
        return {}
    data, values, _ = read
    blamed = _blamed(data.inputs, values, card.body)
    said = literal(card.body).strip() or card.title
    ways = ", ".join(button.label for button in card.buttons)
    text = cut(f"{said} ({ways})" if ways else said, LONGEST_PROBLEM)
    return {_place(data.inputs.index(blamed), data.key): text or _NEEDED}


def _blamed(inputs: tuple[Input, ...], values: Mapping[str, str], body: str) -> Input:
    """Return the input whose value is quoted in ``body``, be it in part; else the first."""
    typed = {item: values[item.name].casefold() for item in inputs if values[item.name]}
    quotes = [" ".join(quote.rstrip("…").casefold().split()) for quote in _QUOTE.findall(body)]
    for matches in (str.__eq__, str.__contains__):
        for quote in filter(None, quotes):
            for item, value in typed.items():
                if matches(value, quote):
                    return item
    said = body.casefold()
    named = [i for i, value in typed.items() if len(value) >= _A_NAME and value in said]
    return max(named, key=lambda i: len(typed[i]), default=inputs[0])


def _read(view: object) -> tuple[FormData, dict[str, str], tuple[str, ...]] | None:
    if not isinstance(view, Mapping):
        return None
    data = unpacked(view.get("private_metadata"))
    state = view.get("state")
    filled = state.get("values") if isinstance(state, Mapping) else None
    if data is None or not isinstance(filled, Mapping):
        return None
    values: dict[str, str] = {}
    people: list[str] = []
    for number, item in enumerate(data.inputs):
        block = filled.get(_place(number, data.key))
        element = block.get(f"{_VALUE}:{number}") if isinstance(block, Mapping) else None
        values[item.name] = " ".join(value_of(element).split())
        people += people_of(element)
    return data, values, tuple(dict.fromkeys(people))
