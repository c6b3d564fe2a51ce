"""Statements compiled once: what a hot path runs without building or translating anything.

A statement of SQLAlchemy Core is turned into the driver's SQL, the order of its parameters, and
the converters of its column types; running it costs little more than the driver itself.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Executable, Float, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Record = Any
"""A row as a named tuple with ``_mapping``, as SQLAlchemy's own rows have it."""
Convert = Callable[[Any], Any]

_PREPARED: WeakKeyDictionary[Dialect, dict[Executable, Prepared]] = WeakKeyDictionary()


class Prepared:
    """One statement for one kind of database."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        """Compile ``statement``."""
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement has it
        self._dialect = dialect
        self._sql = str(compiled)
        # A list whose length is only known at run time ("IN") is SQLAlchemy's to expand.
        self._expands = statement if "POSTCOMPILE" in self._sql else None
        self._constants = {n: b.value for n, b in compiled.binds.items() if not b.required}
        binders = {name: _binder(bind.type, dialect) for name, bind in compiled.binds.items()}
        self._named = compiled.positiontup is None
        order = compiled.positiontup or list(binders)
        self._order = [(name, binders[name]) for name in order]
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        self._readers = [
            (index, convert)
            for index, column in enumerate(columns)
            if (convert := _reader(column.type, dialect))
        ]
        self._record = _record([str(column.key) for column in columns])

    def run(self, connection: Connection, values: Mapping[str, Any]) -> DBAPICursor:
        """Run the statement in the connection's transaction; errors are SQLAlchemy's."""
        driver: Any = connection.connection.driver_connection
        try:
            cursor: DBAPICursor = driver.execute(self._sql, self._bound(values))
        except self._dialect.loaded_dbapi.Error as error:
            raise self._translated(error) from error
        return cursor

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
        """Run the statement for each of ``rows``; return how many rows of the table it touched."""
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        try:
            cursor.executemany(self._sql, [self._bound(values) for values in rows])
        except self._dialect.loaded_dbapi.Error as error:
            raise self._translated(error) from error
        return int(cursor.rowcount)

    def _bound(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 by name or by place, as the driver wants
        given = {**self._constants, **values} if self._constants else values
        if self._named:
            return {n: convert(given[n]) if convert else given[n] for n, convert in self._order}
        return [convert(given[n]) if convert else given[n] for n, convert in self._order]

    def _translated(self, error: Exception) -> Exception:
        driver_error = self._dialect.loaded_dbapi.Error
        return DBAPIError.instance(self._sql, None, error, driver_error, hide_parameters=True)

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Record:
        """Return the first row; None if there is none."""
        if self._expands is not None:
            return connection.execute(self._expands, values).first()
        row = self.run(connection, values).fetchone()
        return None if row is None else self._read(row)

    def all(self, connection: Connection, values: Mapping[str, Any]) -> list[Record]:
        """Return all rows."""
        if self._expands is not None:
            return list(connection.execute(self._expands, values).all())
        return [self._read(row) for row in self.run(connection, values).fetchall()]

    def _read(self, row: Any) -> Record:  # noqa: ANN401 the driver's own row
        cells = list(row)
        for index, convert in self._readers:
            if cells[index] is not None:
                cells[index] = convert(cells[index])
        return self._record._make(cells)


def prepared(statement: Executable, connection: Connection) -> Prepared:
    """Return ``statement`` compiled for the connection's database, the first time it is met.

    The statement must be a lasting object, such as one that a cached function returns.
    """
    known = _PREPARED.setdefault(connection.dialect, {})
    found = known.get(statement)
    if found is None:
        found = known[statement] = Prepared(statement, connection.dialect)
    return found


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Float):  # every driver gives floats as they are
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _record(names: list[str]) -> Any:  # noqa: ANN401 a class made of the statement's columns
    base = namedtuple("base", names)  # type: ignore[misc]  # noqa: PYI024 the names are only known here
    return type("Record", (base,), {"__slots__": (), "_mapping": property(base._asdict)})
