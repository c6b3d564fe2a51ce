"""The windows that Slack opens over a conversation: the frame of each, the first, an answer."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.cards.blocks import card_blocks
from adapters.slack.cards.escape import literal
from adapters.slack.cards.texts import Block, context, cut, plain
from coaching.messages import Card

LONGEST_TITLE = 24
"""Characters of a modal's title and of its two buttons."""
LONGEST_HEADER = 150
OPENING = "One moment…"


def modal(title: str, blocks: Sequence[Block], *, callback: str, submit: str = "") -> Block:
    """Return a modal with ``blocks``. A title that is too long for its bar is a header as well."""
    name = " ".join(literal(title).split()) or "NetLead"
    head: list[Block] = []
    if len(name) > LONGEST_TITLE:
        head = [{"type": "header", "text": plain(name, LONGEST_HEADER)}]
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(name, LONGEST_TITLE),
        "close": plain("Cancel" if submit else "Close", LONGEST_TITLE),
        "blocks": [*head, *blocks],
    }
    return {**view, "submit": plain(submit, LONGEST_TITLE)} if submit else view


def opening() -> Block:
    """Return the modal that can be opened at once, before it is known what it will show."""
    return modal("NetLead", [context(OPENING)], callback="opening")


def answer_view(card: Card, key: str, title: str) -> Block:
    """Return a modal that shows ``card``; its buttons are as in a message, ``key`` names it.

    Raises `ValueError` as `blocks.message` does.
    """
    name = cut(" ".join(literal(title).split()), LONGEST_TITLE)
    return modal(name, card_blocks(card, key, native=False), callback="answer")
