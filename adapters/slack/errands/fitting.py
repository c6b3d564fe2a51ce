"""Cards that Slack takes: without the buttons that are too long for it.

What a person typed may be longer than a button can carry. Better an answer without that button
than none.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.slack.cards import blocks, presses
from adapters.slack.cards.modals import answer_view
from coaching.messages import Button, Card


def fitting(card: Card, key: str) -> Card:
    """Return ``card`` with the buttons that Slack takes; ``key`` is its name."""
    try:
        presses.rows(card.buttons, key)
    except ValueError:
        return replace(card, buttons=tuple(b for b in card.buttons if _fits(b, key)))
    return card


def posting(card: Card, key: str) -> blocks.Posting:
    """Return ``card`` as a message."""
    try:
        return blocks.message(card, key)
    except ValueError:
        return blocks.message(fitting(card, key), key)


def window(card: Card, key: str) -> dict[str, object]:
    """Return ``card`` as a modal that can only be read and pressed."""
    return answer_view(fitting(card, key), key, card.title)


def _fits(button: Button, key: str) -> bool:
    try:
        presses.rows((button,), key)
    except ValueError:
        return False
    return True
