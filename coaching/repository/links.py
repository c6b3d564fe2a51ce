"""Which touch sprang from which other (`coaching.chains`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from coaching.network import RECEIVED, Touch
from coaching.repository.rows import Rows
from coaching.repository.touches import TOUCHES, bare_columns, bare_touch_of


@cache
def _linked() -> Select[Any]:
    return (
        select(*bare_columns())
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.because_of > 0,
        )
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
    )


@cache
def _latest() -> Select[Any]:
    # The kind is looked at afterwards: so the index alone bounds what is read.
    newest = (
        select(TOUCHES.c.number, TOUCHES.c.contact, TOUCHES.c.kind, TOUCHES.c.on)
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.on >= bindparam("start"),
            TOUCHES.c.on <= bindparam("end"),
        )
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
        .limit(bindparam("count"))
        .subquery()
    )
    received = or_(*(newest.c.kind == kind for kind in sorted(RECEIVED)))
    latest_first = (newest.c.on.desc(), newest.c.number.desc())
    return select(newest.c.number, newest.c.contact).where(received).order_by(*latest_first)


def linked(rows: Rows) -> list[Touch]:
    """Return the touches that spring from another, newest first, without words."""
    return [bare_touch_of(row) for row in rows.fetch(_linked())]


def fresh_help(rows: Rows, start: date, end: date, count: int) -> list[tuple[int, int]]:
    """Return (number, contact) of the help among the latest ``count`` touches of some days."""
    found = rows.fetch(_latest(), start=start, end=end, count=count)
    return [(row.number, row.contact) for row in found]


def link(rows: Rows, touch: Touch, source: int) -> None:
    """Let a touch spring from the one numbered ``source`` (`coaching.chains.may_link`)."""
    before = {"because_of": touch.because_of}
    rows.update(TOUCHES, touch.number, before, {"because_of": source})
