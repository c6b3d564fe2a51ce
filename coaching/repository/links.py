"""Which touch sprang from which other (`coaching.chains`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from coaching.network import Touch
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


def linked(rows: Rows) -> list[Touch]:
    """Return the touches that spring from another, newest first, without words."""
    return [bare_touch_of(row) for row in rows.fetch(_linked())]


def link(rows: Rows, touch: Touch, source: int) -> None:
    """Let a touch spring from the one numbered ``source`` (`coaching.chains.may_link`)."""
    before = {"because_of": touch.because_of}
    rows.update(TOUCHES, touch.number, before, {"because_of": source})
