"""The app's Home: where a person stands, card by card, and what NetLead is to somebody new."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adapters.slack.cards.blocks import card_blocks, weight
from adapters.slack.cards.escape import literal
from adapters.slack.cards.presses import rows
from adapters.slack.cards.texts import Block, context, rich, run
from coaching.messages import Button, Card

MOST_BLOCKS = 100
"""Blocks of a view."""
MOST_BYTES = 240_000
"""JSON of the view's blocks; Slack takes 250 kB of view."""
DIVIDER: Block = {"type": "divider"}
WELCOME = (
    "NetLead is a networking coach: tell it whom you met and who helped whom, "
    "and now and then it proposes the one thing worth doing. Only you see what you tell it."
)

_KEY = re.compile(r"home:([0-9]{1,2})")
_FOOT = "home:foot"
_BUTTONS = (
    Button(label="Settings", command="settings", keeps=True),
    Button(label="What you can say", command="help", keeps=True),
)
_ADDRESS = re.compile(r"https?://[^\s<>|]{1,500}")
_MAIL = re.compile(r"[^\s<>|@]{1,64}@[^\s<>|@]{1,190}")


def overview_key(place: int) -> str:
    """Return the key of the overview's card at ``place``, counted from 0; no message has it."""
    return f"home:{place}"


def overview_place(key: str) -> int | None:
    """Return the place of the overview's card with ``key``; None if it is not of the overview."""
    found = _KEY.fullmatch(key)
    return int(found[1]) if found else None


def home(
    cards: Sequence[Card], answer: tuple[str, Card] | None = None, *, support: str = ""
) -> Block:
    """Return the Home view: the last press's ``answer`` (key, card), then the overview's cards.

    Cards that find no room are left out, the last first. ``support`` is an address or a sentence
    of the operator's that says where help is. Raises `ValueError` as `blocks.message` does.
    """
    shown = [answer] if answer else []
    shown += [(overview_key(place), card) for place, card in enumerate(cards)]
    foot = [context(WELCOME), *rows(_BUTTONS, _FOOT), _terms(support)]
    blocks: list[Block] = []
    for key, card in shown:
        group = [*card_blocks(card, key, native=False), DIVIDER]
        if len(blocks) + len(group) + len(foot) > MOST_BLOCKS:
            break
        if weight([*blocks, *group, *foot]) > MOST_BYTES:
            break
        blocks += group
    return {"type": "home", "callback_id": "home", "blocks": [*blocks, *foot]}


def _terms(support: str) -> Block:
    """Return the last line: what NetLead costs and who helps."""
    address = literal(support).strip()
    free = "NetLead is free."
    if not address:
        return context(f"{free} Whoever installed it for you helps with questions.")
    for form, scheme in ((_ADDRESS, ""), (_MAIL, "mailto:")):
        if form.fullmatch(address):
            link: Block = {"type": "link", "url": scheme + address, "text": address}
            return rich([run(f"{free} Help and support: "), link])
    return context(f"{free} Help and support: {address}")
