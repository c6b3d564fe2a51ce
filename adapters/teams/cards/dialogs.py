"""The windows that Teams opens over a chat for a message action: a form, an answer, a line.

Each is the body of the answer to ``composeExtension/fetchTask`` or ``composeExtension/submitAction``.
Nothing of it goes into the chat: a ``result`` would put a card where others can read it. In a dialog
only ``Action.Submit`` works, and its presses come back to the dialog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adapters.teams.cards.adaptive import Posting, message
from adapters.teams.cards.settled import form_again
from adapters.teams.cards.texts import Element, cut, literal
from coaching.messages import Card

LONGEST_TITLE = 64
LONGEST_LINE = 500


def dialog(card: Card, key: str) -> Element:
    """Return a dialog that shows ``card``, be it a form or an answer; ``key`` names it.

    Raises `ValueError` as `adaptive.message` does.
    """
    title, rest = _titled(card)
    return _window(title, message(rest, key, wire="submit"))


def dialog_again(
    card: Card, key: str, values: Mapping[str, str], problem: Card, problem_key: str
) -> Element:
    """Return the dialog of a form that was refused, as it was filled in (`settled.form_again`)."""
    title, rest = _titled(card)
    return _window(title, form_again(rest, key, values, problem, problem_key, wire="submit"))


def closing(text: str) -> Element:
    """Return one last line, with which the dialog can only be closed."""
    line = cut(" ".join(literal(text).split()), LONGEST_LINE)
    return {"task": {"type": "message", "value": line or "Done."}}


def _titled(card: Card) -> tuple[str, Card]:
    """Return the title of the window, and the card without it unless it is too long for there."""
    title = " ".join(literal(card.title).split())
    if len(title) <= LONGEST_TITLE:
        return title or "NetLead", replace(card, title="")
    return cut(title, LONGEST_TITLE), card


def _window(title: str, posting: Posting) -> Element:
    value = {"title": title, "height": "medium", "width": "medium", "card": posting.attachment()}
    return {"task": {"type": "continue", "value": value}}
