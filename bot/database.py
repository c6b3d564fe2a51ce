"""The database as the rest sees it: units of work, each one hop to a database thread.

SQLite has one writer thread that commits what is waiting together (group commit), each unit of
work behind its own savepoint. PostgreSQL has a small pool of threads and connections.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from cryptography.fernet import MultiFernet
from sqlalchemy import Connection, Engine, create_engine, event

from coaching.models.types import CIPHER

T = TypeVar("T")

BATCH = 64
"""The most units of work that share one commit."""
POSTGRES_THREADS = 8
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
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
        """Call ``work(*args)`` in a database thread; return once what it wrote is committed."""
        ...

    def close(self) -> None:
        """Finish what was handed in, then let go of threads and connections."""
        ...


def build_engine(url: str, cipher: MultiFernet) -> Engine:
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
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def open_database(url: str, cipher: MultiFernet) -> Database:
    """Open the database behind a SQLAlchemy ``url``; nothing is created in it."""
    engine = build_engine(url, cipher)
    return SQLite(engine) if engine.dialect.name == "sqlite" else Postgres(engine)


@dataclass(slots=True)
class _Job:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = field(default=None)

    def settle(self) -> None:
        if self.future.cancelled():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class SQLite:
    """One writer thread; what waits while it works is committed together."""

    def __init__(self, engine: Engine) -> None:
        """Start the writer thread over ``engine``."""
        self.engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._local = threading.local()
        self._thread = threading.Thread(target=self._serve, name="database", daemon=True)
        self._thread.start()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a unit of work: a savepoint in the writer thread, a transaction elsewhere."""
        shared: Connection | None = getattr(self._local, "connection", None)
        if shared is None:
            with self.engine.begin() as connection:
                yield connection
            return
        shared.exec_driver_sql("SAVEPOINT work")
        try:
            yield shared
        except BaseException:
            shared.exec_driver_sql("ROLLBACK TO work")
            shared.exec_driver_sql("RELEASE work")
            raise
        shared.exec_driver_sql("RELEASE work")

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through to the work
        """Queue ``work`` for the writer thread and wait for the commit."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, args, loop, future))
        return await future

    def close(self) -> None:
        """Let the writer thread finish its queue and stop."""
        self._jobs.put(None)
        self._thread.join()
        self.engine.dispose()

    def _serve(self) -> None:
        open_for_work = True
        while open_for_work:
            batch, open_for_work = self._next_batch()
            if batch:
                self._commit_together(batch)
                _settle(batch)

    def _next_batch(self) -> tuple[list[_Job], bool]:
        batch: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == BATCH:
                return batch, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False

    def _commit_together(self, batch: list[_Job]) -> None:
        try:
            with self.engine.begin() as connection:
                self._local.connection = connection
                for job in batch:
                    try:
                        job.result = job.work(*job.args)
                    except Exception as error:  # noqa: BLE001 it is raised where the job was handed in
                        job.error = error
        except Exception as error:  # noqa: BLE001 the commit failed: nobody's work stands
            for job in batch:
                job.error = error
        finally:
            self._local.connection = None


def _settle(batch: list[_Job]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in batch:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, jobs in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle_here, jobs)


def _settle_here(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()


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
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def close(self) -> None:
        """Wait for the threads and close the pool."""
        self._threads.shutdown()
        self.engine.dispose()
