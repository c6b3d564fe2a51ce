"""People with nudges on their way, written straight into a database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.database import Database
from coaching.messages import Message, Sender
from coaching.nudges.base import Suggestion
from coaching.repository.deliveries import NUDGES, USERS
from coaching.repository.door import INBOX, Door

MONDAY = datetime.fromisoformat("2026-03-02T10:00:00+00:00")
"""Ten in the morning, in the hours of everybody in London."""


def a_message(text: str, number: int | str = 1, user: str = "ana") -> Message:
    """Return something that ``user`` says in her own conversation."""
    sender = Sender(platform="web", workspace="local", user=user, name=user, time_zone="UTC")
    return Message(id=f"{user}-{number}", sender=sender, conversation=f"web:{user}", text=text)


def plan_nudges(
    database: Database, count: int, user: str = "ana", at: datetime = MONDAY, slot: str = "s"
) -> None:
    """Write ``count`` nudges that are due at ``at`` for ``user``."""
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("", user=user).sender, at)
        book.account.note(conversation=f"web:{user}", next_look_at=None)
        for number in range(count):
            suggestion = Suggestion(
                kind="thank",
                priority=1.0,
                title=f"Thank number {number}",
                reason="They helped.",
                evidence=("a favor",),
            )
            planned = book.nudges.plan(
                suggestion, f"{slot}{number}", target="", probability=1, variant="", eligible=()
            )
            assert planned
        book.account.save()


def nudges(database: Database) -> list[Any]:
    """Return the rows of all nudges in the order of their owners and numbers."""
    order = (NUDGES.c.workspace_id, NUDGES.c.user_id, NUDGES.c.number)
    with database.transaction() as connection:
        return list(connection.execute(select(NUDGES).order_by(*order)).all())


def states(database: Database) -> list[str]:
    """Return the states of all nudges."""
    return [row.state for row in nudges(database)]


def users(database: Database) -> list[Any]:
    """Return the rows of all users."""
    with database.transaction() as connection:
        return list(connection.execute(select(USERS)).all())


def taken(database: Database) -> list[Any]:
    """Return the rows of all messages that were taken."""
    with database.transaction() as connection:
        order = (INBOX.c.received_at, INBOX.c.message_id)
        return list(connection.execute(select(INBOX).order_by(*order)).all())
