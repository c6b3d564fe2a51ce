"""SQLite's one writer thread: what waits while it works is committed together (group commit)."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from bot.ticket import Ticket, to_the_end
from coaching.repository.facts import SCRUB, write_fact

T = TypeVar("T")

BATCH = 64
"""The most units of work that share one commit."""
LONGEST_BATCH = 0.04
"""Seconds after which a batch takes no more work, so that no transaction gets long."""
SCRUB_PATIENCE = 1000
"""Milliseconds that a scrub waits for other processes; people wait meanwhile."""


@dataclass(slots=True)
class _Job:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    alone: bool = False
    ticket: Ticket = field(default_factory=Ticket)
    result: Any = None
    error: BaseException | None = field(default=None)

    def settle(self) -> None:
        if self.future.done():
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
        self._waiting: _Job | None = None
        self._local = threading.local()
        self._closed = False
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
        driver: Any = shared.connection.driver_connection
        driver.execute("SAVEPOINT work")
        try:
            yield shared
        except BaseException:
            driver.execute("ROLLBACK TO work")
            driver.execute("RELEASE work")
            raise
        driver.execute("RELEASE work")

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through to the work
        """Queue ``work`` for the writer thread and wait for the commit."""
        return await self._hand_in(work, args)

    async def scrub(self) -> bool:
        """Rewrite the file and empty the journal, between two batches."""
        return await self._hand_in(self._scrub, (), alone=True)

    def close(self) -> None:
        """Let the writer thread finish its queue and stop."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()
            self.engine.dispose()

    async def _hand_in(
        self, work: Callable[..., T], args: tuple[Any, ...], *, alone: bool = False
    ) -> T:
        if self._closed:
            reason = "the database is closed"
            raise RuntimeError(reason)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        job = _Job(work, args, loop, future, alone)
        self._jobs.put(job)
        return await to_the_end(future, job.ticket)

    def _serve(self) -> None:
        while job := self._waiting or self._jobs.get():
            self._waiting = None
            if job.alone:
                _work(job)
                _settle([job])
            else:
                _settle(self._commit_together(job))

    def _commit_together(self, first: _Job) -> list[_Job]:
        batch = [first]
        try:
            with self.engine.begin() as connection:
                self._local.connection = connection
                self._work_through(batch, connection)
        except BaseException as error:  # noqa: BLE001 the commit failed: nobody's work stands
            for job in batch:
                job.error = error
        finally:
            self._local.connection = None
        return batch

    def _work_through(self, batch: list[_Job], connection: Connection) -> None:
        """Do the first job of ``batch`` and what waits behind it, for a short while."""
        end = monotonic() + LONGEST_BATCH
        while True:
            _work(batch[-1])
            if not _is_open(connection):
                # SQLite took the whole transaction back (disk full, for one), so nothing before
                # this job stands either, and what came after would be committed by itself.
                raise batch[-1].error or RuntimeError("the transaction is gone")
            if len(batch) == BATCH or monotonic() > end:
                return
            job = self._next_in_line()
            if job is None:
                return
            batch.append(job)

    def _next_in_line(self) -> _Job | None:
        """Return what may join a batch now; what may not stays for later."""
        try:
            job = self._jobs.get_nowait()
        except queue.Empty:
            return None
        if job is None:
            self._jobs.put(None)
            return None
        if job.alone:
            self._waiting = job
            return None
        return job

    def _scrub(self) -> bool:
        # These statements work outside transactions only, so they go past SQLAlchemy.
        pooled = self.engine.raw_connection()
        cursor = pooled.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout={SCRUB_PATIENCE}")
            cursor.execute("VACUUM")
            blocked = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.close()
            # A connection of its own settings does not go back into the pool.
            pooled.invalidate()
            pooled.close()
        if not blocked:
            with self.engine.begin() as connection:
                write_fact(connection, SCRUB, "")
        return not blocked


def _work(job: _Job) -> None:
    if not job.ticket.take():
        return  # nobody wants it any more
    try:
        job.result = job.work(*job.args)
    except BaseException as error:  # noqa: BLE001 it is raised where the job was handed in
        job.error = error


def _is_open(connection: Connection) -> bool:
    driver: Any = connection.connection.dbapi_connection
    return bool(driver.in_transaction)


def _settle(batch: list[_Job]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in batch:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, jobs in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_settle_here, jobs)


def _settle_here(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()
