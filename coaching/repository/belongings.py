"""All that is kept of a person: counted, exported row by row, erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlmodel import SQLModel

INTERNAL = frozenset({"workspace_id", "user_id", "folded", "reply", "before"})
"""Columns that repeat others or only name the owner; exports leave them out."""


def tables_of_people() -> Iterator[Table]:
    """Yield every table with rows of single people, the users' table last."""
    for name, table in sorted(SQLModel.metadata.tables.items()):
        if "user_id" in table.c:
            yield table
        elif name == "users":
            users = table
    yield users


def _mine(table: Table, workspace_id: int, user_id: int) -> Any:  # noqa: ANN401 SQLAlchemy's own union
    key = table.c.id if table.name == "users" else table.c.user_id
    return (table.c.workspace_id == workspace_id) & (key == user_id)


def count_rows(connection: Connection, workspace_id: int, user_id: int) -> dict[str, int]:
    """Return how many rows of the person each table holds."""
    return {
        table.name: connection.execute(
            select(func.count()).select_from(table).where(_mine(table, workspace_id, user_id))
        ).scalar_one()
        for table in tables_of_people()
    }


def export_rows(
    connection: Connection, workspace_id: int, user_id: int
) -> dict[str, list[dict[str, Any]]]:
    """Return every row of the person by table, readable, without the internal columns."""
    return {
        table.name: [
            {name: value for name, value in row._mapping.items() if name not in INTERNAL}  # noqa: SLF001 SQLAlchemy's public name for it
            for row in connection.execute(
                select(table).where(_mine(table, workspace_id, user_id))
            ).all()
        ]
        for table in tables_of_people()
    }


def erase(connection: Connection, workspace_id: int, user_id: int) -> int:
    """Remove every row of the person; return how many there were."""
    return sum(
        connection.execute(table.delete().where(_mine(table, workspace_id, user_id))).rowcount
        for table in tables_of_people()
    )
