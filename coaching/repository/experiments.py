"""The lab's moments: which nudges were sent or held by lot, and whether the person acted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, literal_column, or_, select

from coaching.experience import ENOUGH_PEOPLE
from coaching.lab import WITHIN, Moments
from coaching.models import NudgeRow
from coaching.network import PastNudge
from coaching.repository.account import Account
from coaching.repository.rows import Rows, select_mine, table_of

NUDGES = table_of(NudgeRow)
_MEMORY = timedelta(days=400)
_NEWEST = 100_000
"""The most moments of a workspace that are counted."""

Pooled = dict[str, tuple[int, list[Moments]]]
"""By kind: how many people have moments of it, and the moments of all of them."""


def _tried() -> Any:  # noqa: ANN401 SQLAlchemy's own union
    # Written out as in the index, which holds such rows only.
    return NUDGES.c.hold_chance > literal_column("0")


def _known() -> Any:  # noqa: ANN401 SQLAlchemy's own union
    c = NUDGES.c
    span = (c.created_at >= bindparam("since")) & (c.created_at <= bindparam("until"))
    return _tried() & span & or_(c.state == "sent", c.state == "held")


def _cells() -> tuple[Any, ...]:
    c = NUDGES.c
    held, acted = (c.state == "held").label("held"), c.acted_at.is_not(None).label("acted")
    return c.kind, held, c.hold_chance, acted


@cache
def _mine() -> Select[Any]:
    return _counted(select_mine(NUDGES).with_only_columns(*_cells()).where(_known()))


def _counted(moments: Select[Any]) -> Select[Any]:
    """Return how many of ``moments`` are alike in all their columns."""
    columns = tuple(moments.subquery().c)
    return select(*columns, func.count().label("times")).group_by(*columns)


@cache
def _held() -> Select[Any]:
    return (
        select_mine(NUDGES)
        .where(NUDGES.c.state == "held", _tried(), NUDGES.c.created_at >= bindparam("since"))
        .order_by(NUDGES.c.created_at.desc())
    )


@cache
def _open() -> Select[Any]:
    return select_mine(NUDGES).where(
        _tried(),
        NUDGES.c.contact == bindparam("contact"),
        NUDGES.c.created_at > bindparam("since"),
        NUDGES.c.acted_at.is_(None),
    )


def _cell(row: Any) -> Moments:  # noqa: ANN401 a row of either kind
    return Moments(bool(row.held), row.hold_chance, bool(row.acted), row.times)


def moments_of(rows: Rows) -> dict[str, list[Moments]]:
    """Return a person's own moments of the last 400 days, by kind; those still open are left out."""
    found: dict[str, list[Moments]] = {}
    until = rows.now - WITHIN
    for row in rows.fetch(_mine(), since=rows.now - _MEMORY, until=until):
        found.setdefault(row.kind, []).append(_cell(row))
    return found


def pooled(connection: Connection, workspace_id: int, now: datetime) -> Pooled:
    """Return the moments of a workspace, of each kind that enough people have moments of."""
    c = NUDGES.c
    newest = (
        select(c.user_id, *_cells())
        .where(c.workspace_id == workspace_id, _known())
        .order_by(c.created_at.desc())
        .limit(_NEWEST)
    )
    span = {"since": now - _MEMORY, "until": now - WITHIN}
    counted = connection.execute(_counted(newest), span).all()
    people: dict[str, set[int]] = {}
    cells: dict[str, list[Moments]] = {}
    for row in counted:
        people.setdefault(row.kind, set()).add(row.user_id)
        cells.setdefault(row.kind, []).append(_cell(row))
    return {
        kind: (len(people[kind]), found)
        for kind, found in cells.items()
        if len(people[kind]) >= ENOUGH_PEOPLE
    }


def held_of(rows: Rows, account: Account) -> tuple[PastNudge, ...]:
    """Return the moments held since the person joined the lab, newest first; none outside it."""
    since: datetime | None = account.row["lab_since"]
    if since is None:
        return ()
    return tuple(
        PastNudge(
            number=row.number, kind=row.kind, contact=row.contact, sent=row.created_at, key=row.key
        )
        for row in rows.fetch(_held(), since=since)
    )


def note_act(rows: Rows, account: Account, contact: int, on: date) -> None:
    """Write down that a touch of the day ``on`` came within 72 hours of moments about a contact."""
    local = account.person.schedule.local
    for row in rows.fetch(_open(), contact=contact, since=rows.now - WITHIN):
        if on >= local(row.created_at).date():
            rows.update(NUDGES, row.number, {"acted_at": None}, {"acted_at": rows.now})
