"""People of a workspace with nudges on their way, written straight into a database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.database import Database
from coaching.messages import Sender
from coaching.nudges.base import Suggestion
from coaching.repository.deliveries import NUDGES, USERS, WAITING
from coaching.repository.door import Door
from tests.adapters.slack.fake.nouns import User
from tests.bot.people import MONDAY


def plan(
    database: Database,
    user: User,
    count: int,
    *,
    at: datetime = MONDAY,
    slot: str = "s",
    direct: str = "",
    promised: bool = False,
) -> list[str]:
    """Write ``count`` nudges that are due at ``at``; return the keys they go out under.

    ``direct`` is the person's direct conversation, if the coach knows it already.
    """
    address = f"slack:{user.team}:{user.id}" + (f":{direct}" if direct else "")
    sender = Sender(
        platform="slack",
        workspace=user.team,
        user=user.id,
        name=user.name,
        time_zone="Europe/London",
    )
    with database.transaction() as connection:
        book, _ = Door().open(connection, sender, at)
        book.account.note(next_look_at=None)
        if not book.account.row["conversation"] or direct:
            book.account.note(conversation=address)
        for number in range(count):
            planned = book.nudges.plan(
                suggestion(number),
                f"{slot}{number}",
                target="",
                probability=1,
                variant="",
                eligible=(),
            )
            assert planned
        book.account.save()
        mine = (NUDGES.c.workspace_id == book.rows.workspace_id) & (
            NUDGES.c.user_id == book.rows.user_id
        )
        this = mine & NUDGES.c.slot.startswith(slot)
        connection.execute(NUDGES.update().where(this).values(promised=promised))
        rows = connection.execute(select(NUDGES).where(this)).all()
    return [key_of(row) for row in rows]


def suggestion(number: int) -> Suggestion:
    return Suggestion(
        kind="thank",
        priority=1.0,
        title=f"Thank number {number}",
        reason="They helped.",
        evidence=("a favor",),
    )


def key_of(row: Any) -> str:  # noqa: ANN401 a row of the nudges' table
    """Return the name under which a nudge goes out."""
    return f"nudge:{row.workspace_id}.{row.user_id}.{row.number}"


def nudges(database: Database) -> list[Any]:
    """Return the rows of all nudges in the order of their owners and numbers."""
    order = (NUDGES.c.workspace_id, NUDGES.c.user_id, NUDGES.c.number)
    with database.transaction() as connection:
        return list(connection.execute(select(NUDGES).order_by(*order)).all())


def states(database: Database) -> list[str]:
    """Return the states of all nudges."""
    return [row.state for row in nudges(database)]


def waiting(database: Database) -> int:
    """Return how many nudges are still on their way."""
    return sum(state in WAITING for state in states(database))


def conversations(database: Database) -> list[str]:
    """Return where everybody is reached."""
    with database.transaction() as connection:
        rows = connection.execute(select(USERS).order_by(USERS.c.workspace_id, USERS.c.id)).all()
    return [row.conversation for row in rows]
