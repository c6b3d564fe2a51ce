"""What was planned for a person already, so that it is not planned again."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, or_

from coaching.repository.deliveries import NUDGES, WAITING
from coaching.repository.rows import Rows, select_mine

LOST = ("stopped", "unknown", "expired")
"""States of a nudge that came to nothing, as far as anybody knows."""


@cache
def _keys_on_the_way() -> Select[Any]:
    # Written out: a list ("IN") would have to be put together anew each time (`prepared`).
    waiting = or_(*(NUDGES.c.state == state for state in WAITING))
    # A reminder that came to nothing has had its time: else it would stand before all that follow.
    lost = or_(*(NUDGES.c.state == state for state in LOST))
    known = or_(waiting, lost & NUDGES.c.promised)
    return select_mine(NUDGES).with_only_columns(NUDGES.c.key).where(known)


def keys_on_the_way(rows: Rows) -> frozenset[str]:
    """Return the keys of a person's nudges that were planned and have not arrived, or never will."""
    return frozenset(row.key for row in rows.fetch(_keys_on_the_way()))
