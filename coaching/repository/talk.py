"""A conversation's past: answers and nudges together, as a chat page shows them after a reload."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam

from coaching.messages import Card, Exchange, Message, card_from_data
from coaching.models import InboxRow
from coaching.nudges.base import nudge_card
from coaching.repository import Repository
from coaching.repository.nudges import Nudge
from coaching.repository.prepared import Record
from coaching.repository.rows import select_mine, table_of

INBOX = table_of(InboxRow)


@cache
def _taken() -> Select[Any]:
    return (
        select_mine(INBOX)
        .order_by(INBOX.c.received_at.desc(), INBOX.c.message_id.desc())
        .limit(bindparam("count"))
    )


@cache
def _answered() -> Select[Any]:
    return select_mine(INBOX).where(INBOX.c.message_id == bindparam("message"))


def answered(repository: Repository, key: str) -> Card | None:
    """Return the answer to the person's message ``key``, if it is still kept."""
    found = repository.rows.first(_answered(), message=key)
    return card_from_data(json.loads(found.reply)) if found else None


def recall(repository: Repository, count: int) -> list[Exchange]:
    """Return the last ``count`` cards of a person's conversation, oldest first."""
    rows = repository.rows.fetch(_taken(), count=count)
    pressed: dict[str, list[str]] = {}
    for row in rows:
        pressed.setdefault(row.pressed, []).append(row.label)
    cards = [_answer(row, pressed) for row in rows]
    cards += [_nudge(repository, nudge, pressed) for nudge in repository.nudges.latest(count)]
    return sorted(cards, key=lambda item: item.at)[-count:]


def nudge_key(repository: Repository, number: int) -> str:
    """Return the key under which a platform got the nudge with ``number``."""
    return f"{_nudge_prefix(repository)}{number}"


def pressed_nudge(repository: Repository, message: Message) -> Nudge | None:
    """Return the person's nudge on which a button was pressed, if it was one."""
    card = message.press.card if message.press else ""
    digits = card.removeprefix(_nudge_prefix(repository))
    return repository.nudges.get(int(digits[:9])) if card and digits.isdecimal() else None


def left_open(nudge: Nudge, message: Message) -> bool:
    """Tell whether the press that ``message`` is keeps the nudge's card open."""
    label = message.press.label if message.press else ""
    card = nudge_card(nudge.suggestion, nudge.number)
    return any(button.keeps and button.label == label for button in card.buttons)


def _nudge_prefix(repository: Repository) -> str:
    return f"nudge:{repository.rows.workspace_id}.{repository.rows.user_id}."


def _closed_by(card: Card, labels: Sequence[str]) -> str:
    """Return the label of the press that closed a card; presses that leave it open do not count."""
    keeping = {button.label for button in card.buttons if button.keeps}
    return next((label for label in labels if label not in keeping), "")


def _answer(row: Record, pressed: Mapping[str, Sequence[str]]) -> Exchange:
    card = card_from_data(json.loads(row.reply))
    said = row.label or row.said
    closed = _closed_by(card, pressed.get(row.message_id, ()))
    return Exchange(key=row.message_id, at=row.received_at, said=said, card=card, answered=closed)


def _nudge(repository: Repository, nudge: Nudge, pressed: Mapping[str, Sequence[str]]) -> Exchange:
    key = nudge_key(repository, nudge.number)
    card = nudge_card(nudge.suggestion, nudge.number)
    return Exchange(
        key=key,
        at=nudge.sent or nudge.due,
        said="",
        card=card,
        answered=_closed_by(card, pressed.get(key, ())) or nudge.outcome,
    )
