"""What every adapter and renderer promises, as checks that any of them can be put through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from adapters.base import Adapter, DeliveryError
from adapters.console.columns import columns
from adapters.console.render import render
from coaching.messages import Card, card_data, card_from_data, plain_text
from tests.adapters.renderers import RENDERERS, WIDTHS

LONGEST_LABEL = 75
"""Characters of a button's text that Slack takes."""
LONGEST_TITLE = 150
"""Characters of a header block that Slack takes."""
LONGEST_BODY = 3_000
"""Characters of a section's text that Slack takes."""
MOST_BUTTONS = 25
"""Elements of an actions block that Slack takes."""
LONGEST_COMMAND = 2_000
"""Characters of a button's value that Slack takes."""

CONTROLS = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - {"\n"}


def see_card(card: Card) -> None:
    """See that every renderer shows every slot of ``card`` and sends nothing that is obeyed."""
    for renderer in RENDERERS.values():
        assert "\0" not in renderer.sent(card)
    assert card_from_data(json.loads(json.dumps(card_data(card)))) == card
    assert "\\u0000" not in json.dumps(card_data(replace(card, files=())))
    for part in _text_slots(card):
        assert part in plain_text(card)
    for width in WIDTHS:
        see_drawing(card, width)


def see_drawing(card: Card, width: int) -> None:
    """See that a terminal of ``width`` columns shows the whole card within its lines."""
    drawn = render(card, width)
    assert max(map(columns, drawn.split("\n"))) <= width
    assert not CONTROLS & set(drawn)
    shown = _squeezed(drawn)
    for part in (card.title, card.body, *(button.label for button in card.buttons)):
        assert _squeezed(part) in shown, part
    # In a table the lines of a label and of its value are side by side, so one parts the other.
    for part in _columns_of(card):
        assert _in_order(_squeezed(part), shown), part


def _columns_of(card: Card) -> list[str]:
    return [
        *(part for item in card.fields for part in (item.label, item.value)),
        *(part for item in card.inputs for part in (item.label, item.value)),
        *(part for item in card.inputs for part, _ in item.choices),
        *((card.picture.alt, *(bar[0] for bar in card.picture.bars)) if card.picture else ()),
    ]


def _in_order(part: str, text: str) -> bool:
    """Tell whether the letters of ``part`` follow each other in ``text``, others between them."""
    rest = iter(text)
    return all(letter in rest for letter in part)


def _squeezed(text: str) -> str:
    return "".join("".join(c for c in text if c not in CONTROLS).split())


def _text_slots(card: Card) -> list[str]:
    return [
        *(part for part in (card.title, card.body) if part),
        *(part for item in card.fields for part in (item.label, item.value)),
        *([card.picture.alt] if card.picture else []),
        *(file.name for file in card.files),
        *(button.command for button in card.buttons if not button.submits),
    ]


def see_sizes(card: Card, said: str) -> None:
    """See that ``card``, the answer to ``said``, fits into what platforms take in one message."""
    assert len(card.title) <= LONGEST_TITLE, (said, card.title)
    assert "\n" not in card.title, said
    assert len(card.body) <= LONGEST_BODY, (said, len(card.body))
    assert len(card.buttons) <= MOST_BUTTONS, said
    for button in card.buttons:
        assert 0 < len(button.label) <= LONGEST_LABEL, (said, button.label)
        assert 0 < len(button.command) <= LONGEST_COMMAND, (said, len(button.command))
    for item in card.inputs:
        assert item.label, said
        assert all(label and value for label, value in item.choices), said


async def see_only_delivery_errors(
    adapter: Adapter, conversation: str, cards: Sequence[Card]
) -> None:
    """See that any card is sent, or refused with the one error that the outbox understands."""
    for number, card in enumerate(cards):
        with suppress(DeliveryError):
            await adapter.send(conversation, card, f"any-{number}")
