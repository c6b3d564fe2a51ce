"""How a button carries its command line to Teams, and what stands in its data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from adapters.teams.cards.texts import Element, cut, flat, literal
from adapters.teams.turns import OWN_DATA
from coaching.messages import Button, Card, Input

Kind = Literal["closes", "keeps", "form"]
"""What a press does to its card: the answer takes its place, it stays, or its form is sent off."""
Wire = Literal["execute", "both", "submit"]
"""How a press travels: as ``Action.Execute``, that with ``Action.Submit`` for clients that do not
know it, or only the latter, which is all that dialogs know."""

VERB = "press"
LONGEST_COMMAND = 2_000
LONGEST_LABEL = 75
LONGEST_KEY = 240
LONGEST_TITLE = 80
"""Characters of its card's title that a button remembers."""
ROW = 6
"""Buttons side by side: Teams shows no more of one row."""
ROW_LETTERS, BESIDE = 36, 4
"""Letters of a row's labels that a telephone shows, and what each button takes beside its label."""
MOST_SHOWN = 12
"""Buttons to be seen at once; those beyond go into the menu at the end of the last row."""


def kind_of(button: Button, inputs: Sequence[Input]) -> Kind:
    """Return what a press of ``button`` does to its card, which has these inputs."""
    if button.submits and inputs:
        return "form"
    return "keeps" if button.keeps else "closes"


def rows(card: Card, key: str, wire: Wire = "both") -> list[Element]:
    """Return the buttons of ``card``, those that most will want first, in rows that can be read.

    Raises `ValueError` for a key or a command that is too long.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"a card's key has 1 to {LONGEST_KEY} characters, not {len(key)}")
    ordered = sorted(card.buttons, key=lambda button: not button.primary)
    found: list[list[Element]] = []
    left = 0
    for place, button in enumerate(ordered):
        hidden = place >= MOST_SHOWN
        action = _action(button, card, key, wire, hidden=hidden)
        left -= len(action["title"]) + BESIDE
        if not found or (not hidden and (left < 0 or len(found[-1]) == ROW)):
            found.append([])
            left = ROW_LETTERS - len(action["title"]) - BESIDE
        found[-1].append(action)
    return [{"type": "ActionSet", "actions": actions} for actions in found]


def _action(button: Button, card: Card, key: str, wire: Wire, *, hidden: bool) -> Element:
    action: Element = {
        "type": "Action.Submit" if wire == "submit" else "Action.Execute",
        "title": flat(button.label, LONGEST_LABEL),
        "data": {OWN_DATA: _data(button, card, key)},
    }
    if not button.submits:
        # Otherwise a required input that is empty would hold back “Never mind”, too.
        action["associatedInputs"] = "none"
    if button.primary:
        action["style"] = "positive"
    if hidden:
        action["mode"] = "secondary"
    if wire == "submit":
        return action
    if wire == "both":
        action["fallback"] = {**action, "type": "Action.Submit"}
    return {**action, "verb": VERB}


def _data(button: Button, card: Card, key: str) -> Element:
    command = literal(button.command).replace("\n", " ").strip()
    if not 0 < len(command) <= LONGEST_COMMAND:
        raise ValueError(f"a command has 1 to {LONGEST_COMMAND} characters, not {len(command)}")
    label = cut(" ".join(literal(button.label).split()), LONGEST_LABEL) or "…"
    data: Element = {
        "command": command,
        "key": literal(key),
        "label": label,
        "kind": kind_of(button, card.inputs),
    }
    title = cut(" ".join(literal(card.title).split()), LONGEST_TITLE)
    if title and not button.keeps:
        data["title"] = title
    if data["kind"] == "form":
        data["form"] = [_slot(item) for item in card.inputs]
    return data


def _slot(item: Input) -> list[object]:
    """Return what `compose` needs to know of an input."""
    return [literal(item.name), literal(item.prefix), int(item.quoted), int(item.required)]
