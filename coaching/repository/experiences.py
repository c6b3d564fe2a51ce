"""What came of the nudges of a whole workspace: counts over several people, nobody's own."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from coaching.experience import WINDOW, rates, reward
from coaching.models import NudgeRow
from coaching.repository.rows import table_of

NUDGES = table_of(NudgeRow)
_MEMORY = timedelta(days=400)
NEWEST = 20_000
"""So many of the newest nudges tell the rates of a workspace well enough, however large it is."""


def rates_of(connection: Connection, workspace_id: int, now: datetime) -> dict[str, float]:
    """Return how often each kind of nudge is acted on in the workspace (`experience.rates`)."""
    c = NUDGES.c
    newest = (
        select(c.kind, c.user_id, c.outcome, c.opened_at.is_not(None).label("opened"))
        .where(
            c.workspace_id == workspace_id,
            c.sent_at > now - _MEMORY,
            c.sent_at <= now - WINDOW,
            c.promised.is_(False),
            c.room == "",
        )
        .order_by(c.sent_at.desc())
        .limit(NEWEST)
        .subquery()
    )
    columns = (newest.c.kind, newest.c.user_id, newest.c.outcome, newest.c.opened)
    counted = connection.execute(select(*columns, func.count()).group_by(*columns)).all()
    return rates(
        (kind, user, reward(outcome, opened=opened) or 0.0, count)
        for kind, user, outcome, opened, count in counted
    )
