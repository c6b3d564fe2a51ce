"""How a nudge came to be chosen, and when it was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select

from coaching.repository.nudge_statements import NUDGES
from coaching.repository.rows import Rows, select_numbered


@dataclass(frozen=True, slots=True)
class Choice:
    """What else could have been sent, as (kind, contact, priority), the best first.

    ``probability`` is how probable the choice was, ``answered`` when the person answered.
    """

    eligible: tuple[tuple[str, int, float], ...]
    probability: float
    answered: datetime | None


@cache
def _columns() -> Select[Any]:
    c = NUDGES.c
    return select_numbered(NUDGES).with_only_columns(c.eligible, c.probability, c.outcome_at)


def choice_of(rows: Rows, number: int) -> Choice:
    """Return how the nudge with that number was chosen; `LookupError` if there is none."""
    row = rows.first(_columns(), the_number=number)
    if row is None:
        raise LookupError(number)
    eligible = tuple(
        (kind, contact, priority) for kind, contact, priority in json.loads(row.eligible)
    )
    return Choice(eligible, row.probability, row.outcome_at)
