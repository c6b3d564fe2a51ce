"""One person's rows: every read and write scoped by workspace and user, every write undoable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Executable,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    select,
)
from sqlalchemy.types import Date, TypeEngine
from sqlmodel import SQLModel

from coaching.models.types import UTCDateTime
from coaching.repository.prepared import Record, prepared

Values = dict[str, Any]


def table_of(model: type[SQLModel]) -> Table:
    """Return the table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel leaves it untyped
    return table


@cache
def _insert(table: Table) -> Insert:
    return table.insert().values({name: bindparam(name) for name in table.c.keys()})  # noqa: SIM118 not a dict


@cache
def _insert_of(table: Table, columns: tuple[str, ...]) -> Insert:
    return table.insert().values({name: bindparam(name) for name in columns})


@cache
def _update(table: Table, columns: tuple[str, ...]) -> Update:
    return (
        table.update()
        .where(
            table.c.workspace_id == bindparam("the_workspace"),
            table.c.user_id == bindparam("the_user"),
            table.c.number == bindparam("the_number"),
        )
        .values({name: bindparam(name) for name in columns})
    )


@cache
def _delete(table: Table) -> Delete:
    return table.delete().where(
        table.c.workspace_id == bindparam("the_workspace"),
        table.c.user_id == bindparam("the_user"),
        table.c.number == bindparam("the_number"),
    )


@cache
def select_mine(table: Table) -> Select[Any]:
    """Return the prebuilt statement for all of the person's rows in ``table``."""
    return select(table).where(
        table.c.workspace_id == bindparam("the_workspace"),
        table.c.user_id == bindparam("the_user"),
    )


@cache
def select_numbered(table: Table) -> Select[Any]:
    """Return the prebuilt statement for one of the person's rows, by number."""
    return select_mine(table).where(table.c.number == bindparam("the_number"))


@dataclass(frozen=True, slots=True)
class Change:
    """How to take one write back: the columns as they were; None for a row that did not exist."""

    table: str
    number: int
    before: Values | None
    whole: bool = False


@dataclass(slots=True)
class Rows:
    """The rows of one person within one unit of work.

    ``changes`` collects what it takes to undo the writes, in the order they were made.
    """

    connection: Connection
    workspace_id: int
    user_id: int
    now: datetime
    changes: list[Change] = field(default_factory=list)

    def scope(self) -> Values:
        """Return the parameters that every statement of `select_mine` needs."""
        return {"the_workspace": self.workspace_id, "the_user": self.user_id}

    def run(self, statement: Executable, values: Values) -> None:
        """Run a lasting statement that returns nothing."""
        prepared(statement, self.connection).run(self.connection, values)

    def fetch(self, statement: Select[Any], **values: object) -> list[Record]:
        """Return the rows of a scoped statement."""
        return prepared(statement, self.connection).all(
            self.connection,
            {"the_workspace": self.workspace_id, "the_user": self.user_id, **values},
        )

    def first(self, statement: Select[Any], **values: object) -> Record | None:
        """Return the first row of a scoped statement, or None."""
        return prepared(statement, self.connection).first(
            self.connection,
            {"the_workspace": self.workspace_id, "the_user": self.user_id, **values},
        )

    def insert(self, table: Table, number: int, values: Values) -> None:
        """Add a row under ``number``; ``values`` gives every other column."""
        own = {"workspace_id": self.workspace_id, "user_id": self.user_id, "number": number}
        self.run(_insert(table), {**values, **own})
        self.changes.append(Change(table.name, number, None))

    def insert_all(self, table: Table, rows: Mapping[int, Values]) -> None:
        """Add many rows at once; ``rows`` gives the columns of each by its number."""
        own = {"workspace_id": self.workspace_id, "user_id": self.user_id}
        values = [{**row, **own, "number": number} for number, row in rows.items()]
        if values:
            self.connection.execute(_insert(table), values)
        self.changes += [Change(table.name, number, None) for number in rows]

    def update(self, table: Table, number: int, before: Mapping[Any, Any], after: Values) -> None:
        """Change the columns of ``after``; ``before`` holds at least the same columns."""
        if not after:
            return
        self.quietly(table, number, after)
        self.changes.append(Change(table.name, number, {name: before[name] for name in after}))

    def quietly(self, table: Table, number: int, after: Values) -> None:
        """Change columns without a trace in the undo log."""
        if not after:
            return
        values = {**after, **self.scope(), "the_number": number}
        self.run(_update(table, tuple(sorted(after))), values)

    def delete(self, table: Table, row: Record) -> None:
        """Remove a row that was read whole."""
        values = dict(row._mapping)  # noqa: SLF001 SQLAlchemy's public name for it
        self.run(_delete(table), {**self.scope(), "the_number": row.number})
        self.changes.append(Change(table.name, row.number, values, whole=True))

    def revert(self, change: Change) -> None:
        """Take one write back, as it was made: the last one first."""
        table = SQLModel.metadata.tables[change.table]
        if change.before is None:
            self.run(_delete(table), {**self.scope(), "the_number": change.number})
        elif change.whole:
            # Without the columns that an upgrade has added since; they get their defaults.
            self.run(_insert_of(table, tuple(sorted(change.before))), typed(table, change.before))
        else:
            self.quietly(table, change.number, typed(table, change.before))


def typed(table: Table, values: Mapping[str, Any]) -> Values:
    """Return values that were JSON as the Python types of the table's columns."""
    return {name: _typed(table.c[name].type, value) for name, value in values.items()}


def _typed(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 any column's value
    if isinstance(value, str) and isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(value, list):
        return tuple(value)
    return value
