"""A card as an Adaptive Card 1.5: the words, the picture, the files, the inputs, the buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.teams.cards.charts import drawing
from adapters.teams.cards.fields import field_elements
from adapters.teams.cards.inputs import MOST_INPUTS, input_elements, shortened
from adapters.teams.cards.presses import Wire, rows
from adapters.teams.cards.texts import (
    Element,
    cut,
    escaped,
    line,
    literal,
    paragraphs,
    quiet,
    run,
    weight,
)
from coaching.messages import Card, Field, plain_text

CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
VERSION = "1.5"
"""What Teams draws on every client."""
MOST_BYTES = 24_000
"""JSON of one card in UTF-16: with what stands around it an activity stays below 28 KB."""
LONGEST_SUMMARY = 250
LONGEST_FALLBACK = 600

_FITS = (
    *((longest, 120) for longest in (12_000, 3_000, 2_000, 1_200, 700, 400, 200, 100)),
    *((100, 20), (100, 8), (40, 4)),
)
"""How long each text of a card may be and how many fields, files and bars, until all of it fits."""

Body = Callable[[Card, Wire], Sequence[Element]]
"""Makes the body of an Adaptive Card of a card whose texts were cut to size."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What goes to Teams: the card, and ``summary``, plain text for notifications.

    Not as an activity's ``text``: Teams would make two messages of it.
    """

    summary: str
    card: Element

    def attachment(self) -> Element:
        """Return the card as an activity or a dialog carries it."""
        return {"contentType": CONTENT_TYPE, "content": self.card}


def message(card: Card, key: str, *, wire: Wire = "both") -> Posting:
    """Return ``card`` for a message; ``key`` names it in its buttons (1 to 240 characters).

    Raises `ValueError` where the key or a button's command is too long, or the inputs are many.
    """
    return fitted(card, lambda short, way: parts(short, key, way), wire)


def parts(card: Card, key: str, wire: Wire) -> list[Element]:
    """Return the elements of a card whose texts have the right size, in their order."""
    return [*words(card), *form(card), *rows(card, key, wire)]


def words(card: Card) -> list[Element]:
    """Return what is to be read of a card."""
    title = " ".join(card.title.split())
    names = ", ".join(file.name for file in card.files)
    return [
        *([line(run(title, "title"))] if title else ()),
        *paragraphs(card.body),
        *field_elements(card.fields),
        *(drawing(card.picture) if card.picture else ()),
        *([quiet(f"{'Files' if len(card.files) > 1 else 'File'}: {names}")] if names else ()),
    ]


def form(card: Card) -> list[Element]:
    """Return a card's inputs; none where no button would send them off."""
    if not any(button.submits for button in card.buttons):
        return []
    if len(card.inputs) > MOST_INPUTS:
        raise ValueError(f"a form has at most {MOST_INPUTS} inputs, not {len(card.inputs)}")
    return input_elements(card.inputs)


def fitted(card: Card, body: Body, wire: Wire = "both") -> Posting:
    """Return ``card`` with the body that is made of it, of at most `MOST_BYTES`.

    Where it would be more, first the buttons for old clients go; then the longest texts end with
    “…”; then only the first fields and bars stay; at the very end the last buttons go.
    """
    made: Element = {}
    for short, way in _tries(card, wire):
        made = _card(card, body(short, way))
        if weight(made) <= MOST_BYTES:
            break
    said = " ".join(literal(plain_text(replace(card, buttons=()))).split())
    return Posting(cut(said, LONGEST_SUMMARY), made)


def _tries(card: Card, wire: Wire) -> Iterator[tuple[Card, Wire]]:
    yield _shortened(card, *_FITS[0]), wire
    way: Wire = "execute" if wire == "both" else wire
    for longest, most in _FITS:
        yield _shortened(card, longest, most), way
    smallest = _shortened(card, *_FITS[-1])
    for left in range(len(card.buttons) - 1, -1, -1):
        yield replace(smallest, buttons=card.buttons[:left]), way


def _card(card: Card, body: Sequence[Element]) -> Element:
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": escaped(cut(literal(plain_text(card)), LONGEST_FALLBACK).strip() or "…"),
        "body": list(body) or [quiet("")],
    }


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
        picture=picture and replace(picture, alt=short(picture.alt), bars=picture.bars[:most]),
        inputs=tuple(shortened(item, longest) for item in card.inputs),
    )
