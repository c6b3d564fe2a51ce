"""The newest nudges of everybody, without a word of what they say: for whoever runs NetLead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from coaching.models import NudgeRow, UserRow
from coaching.repository.rows import table_of

NUDGES = table_of(NudgeRow)
USERS = table_of(UserRow)


@dataclass(frozen=True, slots=True)
class Logged:
    """A nudge as the operator may see it: for whom, which kind, and what became of it."""

    person: str
    due: datetime
    kind: str
    platform: str
    state: str
    outcome: str


def newest(connection: Connection, count: int) -> list[Logged]:
    """Return the ``count`` nudges that were due last, newest first."""
    c = NUDGES.c
    same = (USERS.c.workspace_id == c.workspace_id) & (USERS.c.id == c.user_id)
    found = connection.execute(
        select(
            USERS.c.name,
            USERS.c.external,
            c.due_at,
            c.kind,
            c.platform,
            c.state,
            c.outcome,
        )
        .join(USERS, same)
        .where(c.state != "held")
        .order_by(c.due_at.desc(), c.workspace_id, c.user_id, c.number.desc())
        .limit(count)
    ).all()
    return [
        Logged(row.name or row.external, row.due_at, row.kind, row.platform, row.state, row.outcome)
        for row in found
    ]
