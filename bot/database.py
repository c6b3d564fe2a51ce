"""The database as the rest sees it: units of work, each one hop to a database thread.

SQLite has one writer thread that commits what is waiting together (group commit), each unit of
work behind its own savepoint. PostgreSQL has a small pool of threads and connections.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import AbstractContextManager
from time import monotonic, sleep
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event

from bot.sqlite import SQLite
from bot.ticket import Ticket, to_the_end
from coaching.models.cipher import Cipher
from coaching.models.types import CIPHER
from coaching.repository.facts import SCRUB, write_fact

T = TypeVar("T")

POSTGRES_THREADS = 8
SWITCH_PATIENCE = 5.0
"""Seconds that the first connection waits for another process that prepares the same file."""
PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-65536",
)


class Database(Protocol):
    """Runs units of work; each commits whole or not at all."""

    engine: Engine

    def transaction(self) -> AbstractContextManager[Connection]:
        """Open one unit of work in the calling thread."""
        ...

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through to the work
        """Call ``work(*args)`` in a database thread; return once what it wrote is committed.

        Cancelled before the work began, it is not done; cancelled later, it is done to its end.
        """
        ...

    async def scrub(self) -> bool:
        """Wipe what erased rows left in the database's files; say whether all of it is gone."""
        ...

    def close(self) -> None:
        """Finish what was handed in, then let go of threads and connections."""
        ...


def build_engine(url: str, cipher: Cipher) -> Engine:
    """Return an engine whose encrypted columns use ``cipher``; errors never show parameters."""
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=url.startswith("postgresql"))
    setattr(engine.dialect, CIPHER, cipher)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver must not open transactions by itself: they all begin IMMEDIATE (below).
    connection.isolation_level = None
    for pragma in PRAGMAS:
        _set(connection, pragma)


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    # SQLite does not wait by itself while another process turns a new file to WAL.
    end = monotonic() + SWITCH_PATIENCE
    while True:
        try:
            connection.execute(pragma)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.02)
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def open_database(url: str, cipher: Cipher) -> Database:
    """Open the database behind a SQLAlchemy ``url``; nothing is created in it."""
    engine = build_engine(url, cipher)
    return SQLite(engine) if engine.dialect.name == "sqlite" else Postgres(engine)


class Postgres:
    """A few threads, each with a pooled connection."""

    def __init__(self, engine: Engine) -> None:
        """Prepare the threads over ``engine``."""
        self.engine = engine
        self._threads = ThreadPoolExecutor(POSTGRES_THREADS, thread_name_prefix="database")

    def transaction(self) -> AbstractContextManager[Connection]:
        """Open a transaction on a pooled connection."""
        return self.engine.begin()

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through to the work
        """Call ``work`` in one of the threads."""
        ticket = Ticket()

        def begin() -> T:
            if not ticket.take():
                raise CancelledError
            return work(*args)

        future = asyncio.get_running_loop().run_in_executor(self._threads, begin)
        return await to_the_end(future, ticket)

    async def scrub(self) -> bool:
        """Note that nothing is to be done: the server's own vacuum reuses what was erased."""
        return await self.run(self._scrub)

    def _scrub(self) -> bool:
        with self.engine.begin() as connection:
            write_fact(connection, SCRUB, "")
        return True

    def close(self) -> None:
        """Wait for the threads and close the pool."""
        self._threads.shutdown()
        self.engine.dispose()
