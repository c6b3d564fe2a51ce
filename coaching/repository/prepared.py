"""Statements compiled once: what a hot path runs without building or translating anything.

A statement of SQLAlchemy Core is turned into the driver's SQL, the order of its parameters, and
the converters of its column types; running it costs little more than the driver itself.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
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
        given = {**self._constants, **values} if self._constants else values
        bound: Any
        if self._named:
            bound = {n: convert(given[n]) if convert else given[n] for n, convert in self._order}
        else:
            bound = [convert(given[n]) if convert else given[n] for n, convert in self._order]
        driver: Any = connection.connection.driver_connection
        try:
            cursor: DBAPICursor = driver.execute(self._sql, bound)
        except self._dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                self._sql, None, error, self._dialect.loaded_dbapi.Error, hide_parameters=True
            ) from error
        return cursor

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
