"""A card as blocks of Block Kit: the words, then the picture, the files, the buttons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from adapters.slack.cards.charts import drawing
from adapters.slack.cards.escape import escaped, literal
from adapters.slack.cards.fields import field_blocks
from adapters.slack.cards.presses import rows
from adapters.slack.cards.texts import Block, context, cut, paragraphs, plain, rich, run
from coaching.messages import Card, Field, plain_text

LONGEST_TITLE = 150
"""Characters of a header."""
LONGEST_FALLBACK = 4_000
"""Characters of a message's text that Slack advises; it cuts at 40,000."""
MOST_BYTES = 10_000
"""JSON of one card's blocks. A whole message was refused from 13 kB on (slackapi/bolt-js#2509)."""

_FITS = (
    *((longest, 120) for longest in (MOST_BYTES, 3_000, 2_000, 1_200, 700, 400, 200, 100)),
    *((100, 20), (100, 8), (40, 4)),
)
"""How long each text of a card may be and how many fields and files, tried until all of it fits.

A field has 90 bytes of JSON around it, so that 120 never fit.
"""
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Posting:
    """A message for Slack: ``blocks``, and the ``text`` for previews and screen readers.

    Slack reads markup in ``text``, so it is escaped. An address in it would still get a preview
    unless the sender turns that off (``unfurl_links``, ``unfurl_media``).
    """

    text: str
    blocks: list[Block]


def message(card: Card, key: str) -> Posting:
    """Return ``card`` as a message; ``key`` names it in its buttons (1 to 240 characters).

    Raises `ValueError` where the key or a button's command is too long for Slack.
    """
    return Posting(text=fallback(plain_text(card)), blocks=card_blocks(card, key))


def fallback(text: str) -> str:
    """Return ``text`` for where Slack reads markup, with nothing in it that would be obeyed."""
    whole = literal(text).strip() or "…"
    if len(shown := escaped(whole)) <= LONGEST_FALLBACK:
        return shown
    ends = accumulate(len(escaped(sign)) for sign in whole[:LONGEST_FALLBACK])
    room = sum(1 for end in ends if end < LONGEST_FALLBACK)
    return escaped(cut(whole, room + 1))


def card_blocks(card: Card, key: str, *, native: bool = True) -> list[Block]:
    """Return the blocks of ``card``, at least one, of at most `MOST_BYTES` together.

    Where they would be more, the longest texts end with “…”; then only the first fields stay; at
    the very end the last buttons go. ``native``: see `charts.drawing`.
    """
    buttons = rows(card.buttons, key)
    words: list[Block] = []
    card = _shortened(card, *_FITS[0])
    for longest, most in _FITS:
        words = _words(_shortened(card, longest, most), native=native)
        if weight([*words, *buttons]) <= MOST_BYTES:
            return [*words, *buttons] or [context("")]
    left = len(card.buttons)
    while left and weight([*words, *rows(card.buttons[:left], key)]) > MOST_BYTES:
        left -= 1
    return [*words, *rows(card.buttons[:left], key)]


def weight(blocks: Sequence[Block]) -> int:
    """Return the bytes that ``blocks`` have as compact JSON in UTF-8."""
    return len(_COMPACT.encode(blocks).encode())


def _shortened(card: Card, longest: int, most: int) -> Card:
    def short(text: str) -> str:
        return cut(literal(text[: 2 * longest]), longest)

    picture = card.picture
    return replace(
        card,
        title=short(card.title),
        body=short(card.body),
        fields=tuple(Field(short(item.label), short(item.value)) for item in card.fields[:most]),
        files=tuple(replace(file, name=short(file.name)) for file in card.files[:most]),
        picture=picture and replace(picture, alt=short(picture.alt)),
    )


def _words(card: Card, *, native: bool) -> list[Block]:
    names = ", ".join(file.name for file in card.files)
    return [
        *_title(card.title),
        *paragraphs(card.body),
        *field_blocks(card.fields),
        *(drawing(card.picture, native=native) if card.picture else ()),
        *([context(f"{'Files' if len(card.files) > 1 else 'File'}: {names}")] if names else ()),
    ]


def _title(title: str) -> list[Block]:
    """Return a header, or a bold line for what is too long for one."""
    text = " ".join(title.split())
    if not text:
        return []
    if len(text) <= LONGEST_TITLE:
        return [{"type": "header", "text": plain(text, LONGEST_TITLE)}]
    return [rich([run(text, "bold")])]
