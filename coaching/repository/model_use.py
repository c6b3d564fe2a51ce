"""A workspace's own switch for the language model, and how much of its day's tokens is used up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, case, or_, select

from coaching.models import WorkspaceRow
from coaching.repository.rows import Rows, table_of

WORKSPACES = table_of(WorkspaceRow)


@cache
def _since() -> Select[Any]:
    return select(WORKSPACES.c.model_since).where(WORKSPACES.c.id == bindparam("workspace"))


@cache
def _take() -> Update:
    same_day = WORKSPACES.c.model_day == bindparam("day")
    after = WORKSPACES.c.model_tokens + bindparam("tokens")
    return (
        WORKSPACES.update()
        .where(
            WORKSPACES.c.id == bindparam("workspace"),
            or_(
                WORKSPACES.c.model_day.is_(None),
                WORKSPACES.c.model_day != bindparam("day"),
                after <= bindparam("most"),
            ),
        )
        .values(
            model_day=bindparam("day"),
            model_tokens=case((same_day, after), else_=bindparam("tokens")),
        )
    )


@cache
def _correct() -> Update:
    corrected = WORKSPACES.c.model_tokens + bindparam("by")
    return (
        WORKSPACES.update()
        .where(
            WORKSPACES.c.id == bindparam("workspace"), WORKSPACES.c.model_day == bindparam("day")
        )
        .values(model_tokens=case((corrected < 0, 0), else_=corrected))
    )


def model_since(rows: Rows) -> datetime | None:
    """Return since when the workspace has the model switched on; None: it is off."""
    since: datetime | None = rows.connection.execute(
        _since(), {"workspace": rows.workspace_id}
    ).scalar()
    return since


def switch_model(rows: Rows, since: datetime | None) -> None:
    """Switch the model on as of ``since`` for everybody in the workspace; None: off."""
    here = WORKSPACES.c.id == rows.workspace_id
    rows.connection.execute(WORKSPACES.update().where(here).values(model_since=since))


@dataclass(frozen=True, slots=True)
class WorkspaceSwitch:
    """A workspace by its platform's own name, since when it is on, and its last day's tokens."""

    platform: str
    external: str
    since: datetime | None
    day: date | None
    tokens: int


def switches(connection: Connection) -> list[WorkspaceSwitch]:
    """Return how every workspace stands."""
    columns = (
        *(WORKSPACES.c.platform, WORKSPACES.c.external, WORKSPACES.c.model_since),
        *(WORKSPACES.c.model_day, WORKSPACES.c.model_tokens),
    )
    ordered = select(*columns).order_by(WORKSPACES.c.platform, WORKSPACES.c.external)
    return [WorkspaceSwitch(*row) for row in connection.execute(ordered).all()]


def switch_workspace(
    connection: Connection, platform: str, external: str, since: datetime | None
) -> bool:
    """Switch the model of a workspace, as `switch_model`; False if there is no such workspace."""
    named = (WORKSPACES.c.platform == platform) & (WORKSPACES.c.external == external)
    switched = WORKSPACES.update().where(named).values(model_since=since)
    return bool(connection.execute(switched).rowcount)


def take_tokens(rows: Rows, tokens: int, most: int) -> bool:
    """Book ``tokens`` on the workspace's day (UTC); False, and nothing is booked, beyond ``most``."""
    if tokens > most:
        return False
    values = {"workspace": rows.workspace_id, "day": _day(rows), "tokens": tokens, "most": most}
    return bool(rows.connection.execute(_take(), values).rowcount)


def correct_tokens(rows: Rows, by: int) -> None:
    """Put right what was booked too much or too little, if it was booked today."""
    values = {"workspace": rows.workspace_id, "day": _day(rows), "by": by}
    rows.connection.execute(_correct(), values)


def _day(rows: Rows) -> date:
    return rows.now.date()
