"""A conversation's past: answers and nudges together, as a chat page shows them after a reload."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam

from coaching.messages import Exchange, card_from_data
from coaching.models import InboxRow
from coaching.nudges.base import nudge_card
from coaching.repository import Repository
from coaching.repository.nudges import Nudge
from coaching.repository.rows import select_mine, table_of

INBOX = table_of(InboxRow)


@cache
def _taken() -> Select[Any]:
    return (
        select_mine(INBOX)
        .order_by(INBOX.c.received_at.desc(), INBOX.c.message_id.desc())
        .limit(bindparam("count"))
    )


def recall(repository: Repository, count: int) -> list[Exchange]:
    """Return the last ``count`` cards of a person's conversation, oldest first."""
    rows = repository.rows.fetch(_taken(), count=count)
    answered = {row.pressed: row.label for row in rows if row.pressed}
    cards = [_answer(row, answered) for row in rows]
    cards += [_nudge(repository, nudge, answered) for nudge in repository.nudges.latest(count)]
    return sorted(cards, key=lambda item: item.at)[-count:]


def nudge_key(repository: Repository, number: int) -> str:
    """Return the key under which a platform got the nudge with ``number``."""
    return f"nudge:{repository.rows.workspace_id}.{repository.rows.user_id}.{number}"


def _answer(row: Row[Any], answered: dict[str, str]) -> Exchange:
    card = card_from_data(json.loads(row.reply))
    said = row.label or row.said
    key = row.message_id
    return Exchange(
        key=key, at=row.received_at, said=said, card=card, answered=answered.get(key, "")
    )


def _nudge(repository: Repository, nudge: Nudge, answered: dict[str, str]) -> Exchange:
    key = nudge_key(repository, nudge.number)
    return Exchange(
        key=key,
        at=nudge.sent or nudge.due,
        said="",
        card=nudge_card(nudge.suggestion, nudge.number),
        answered=answered.get(key, nudge.outcome),
    )
