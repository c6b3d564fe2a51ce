"""A typed command through inbox, coach and SQLite, beside the same rows by bare sqlite3 and ORM.

Each side does for every command: read the person, the message's earlier answer and the contact by
name; write the touch, the contact's aggregates, the history entry, the person and the answer.
"""

from __future__ import annotations

import asyncio
import queue
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.database import _PRAGMAS
from bot.inbox import Inbox
from coaching.models import ChangeRow, ContactRow, InboxRow, TouchRow, UserRow
from coaching.models.types import CIPHER
from tests.bench.book import KEY, NOW, full_book, message, name
from tests.bench.sides import Goal, interleaved, percentile

CALLERS, COMMANDS, ONE_BY_ONE = 64, 1_500, 400
TEXT = "x" * 120  # as long as a short encrypted note
REPLY = "x" * 700  # as long as an encrypted answer


def main() -> list[Goal]:
    """Measure all sides and print them."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Goal]:
    database, coach = full_book(folder, "ours.db")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for other in ("bare.db", "orm.db"):
        shutil.copy(folder / "ours.db", folder / other)
    bare, orm = Bare(folder / "bare.db"), ORM(folder / "orm.db")
    inbox, numbers = Inbox(database, coach), count()

    async def ours() -> None:
        number = next(numbers)
        await inbox.handle(message(number, f"met {name(number % 150)}: planning"))

    sides = {
        "NetLead": lambda: _throughput(ours, COMMANDS),
        "bare sqlite3, group commit": lambda: _throughput(bare.command, COMMANDS),
        "SQLModel AsyncSession": lambda: _throughput(orm.command, COMMANDS // 5),
    }
    found = interleaved(sides, rounds=5)
    slowest = percentile(asyncio.run(_one_by_one(ours)), 0.99) * 1000
    orm.close()
    bare.close()
    database.close()
    for side, figure in found.items():
        print(f"  {side:28} {figure:8.0f} commands/s, {CALLERS} callers")
    ours_, bare_, orm_ = found.values()
    return [
        Goal("command throughput / bare sqlite3 with group commit", ours_ / bare_, 0.40),
        Goal("command throughput / SQLModel AsyncSession", ours_ / orm_, 4),
        Goal("p99 of a command, one at a time, ms", slowest, 30, at_least=False),
    ]


def _throughput(command: Callable[[], Awaitable[None]], commands: int) -> float:
    async def run() -> float:
        left = iter(range(commands))

        async def caller() -> None:
            for _ in left:
                await command()

        started = time.perf_counter()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        return commands / (time.perf_counter() - started)

    return asyncio.run(run())


async def _one_by_one(command: Callable[[], Awaitable[None]]) -> list[float]:
    taken = []
    for _ in range(ONE_BY_ONE):
        started = time.perf_counter()
        await command()
        taken.append(time.perf_counter() - started)
    return taken


class Bare:
    """The same rows with nothing but sqlite3: one writer thread that commits what waits together."""

    def __init__(self, path: Path) -> None:
        self._jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._numbers = count(10_000)
        self._path = path
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    async def command(self) -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._jobs.put((loop, done))
        await done

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        for batch in self._batches():
            connection.execute("BEGIN IMMEDIATE")
            for _ in batch:
                self._one(connection)
            connection.execute("COMMIT")
            for loop, done in batch:
                loop.call_soon_threadsafe(done.set_result, None)
        connection.close()

    def _batches(self) -> Iterator[list[Any]]:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            while len(batch) < CALLERS:
                try:
                    batch.append(self._jobs.get_nowait())
                except queue.Empty:
                    break
            yield batch

    def _one(self, connection: sqlite3.Connection) -> None:
        number = next(self._numbers)
        now, today = NOW.isoformat(), NOW.date().isoformat()
        key = (1, 1)
        connection.execute(
            "SELECT * FROM users WHERE workspace_id = 1 AND external = 'ana'"
        ).fetchone()
        connection.execute(
            "SELECT reply FROM inbox WHERE workspace_id = 1 AND message_id = ?", (f"m{number}",)
        ).fetchone()
        contact = connection.execute(
            "SELECT * FROM contacts WHERE workspace_id = ? AND user_id = ? AND folded >= ? AND folded < ?",
            (*key, f"contact{number % 150:03d} name", f"contact{number % 150:03d} name!"),
        ).fetchone()
        connection.execute(
            "INSERT INTO touches VALUES (?,?,?,?,?,?,?,?,?)",
            (*key, 2 * number, contact[2], today, "met", TEXT, 1.0, now),
        )
        connection.execute(
            "UPDATE contacts SET s14=?, s60=?, peak_s60=?, active_days=?, last_on=?, first_on=?, strength_on=?"
            " WHERE workspace_id=? AND user_id=? AND number=?",
            (1.0, 1.0, 2.0, 3, today, today, today, *key, contact[2]),
        )
        connection.execute(
            "INSERT INTO changes VALUES (?,?,?,?,?,?,?)", (*key, 2 * number + 1, now, TEXT, REPLY, None)
        )
        connection.execute(
            "UPDATE users SET last_number=?, last_seen_at=?, next_look_at=? WHERE workspace_id=? AND id=?",
            (number, now, now, *key),
        )
        connection.execute(
            "INSERT INTO inbox VALUES (?,?,?,?,?,?,?,?)",
            (1, f"m{number}", 1, now, TEXT, REPLY, "", ""),
        )


class ORM:
    """The same rows as objects of a SQLModel AsyncSession over aiosqlite, a session a command."""

    def __init__(self, path: Path) -> None:
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 only this side needs it

        self._engine: AsyncEngine = create_async_engine(f"sqlite+aiosqlite:///{path}")
        setattr(self._engine.sync_engine.dialect, CIPHER, MultiFernet([Fernet(KEY)]))
        self._numbers = count(10_000)
        self._lock: asyncio.Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def command(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # a lock, so that SQLite's own does not make it look worse
            self._loop, self._lock = loop, asyncio.Lock()
            await self._engine.dispose(close=False)
        assert self._lock is not None
        async with self._lock, AsyncSession(self._engine, expire_on_commit=False) as session:
            await self._one(session, next(self._numbers))

    def close(self) -> None:
        asyncio.run(self._engine.dispose(close=False))

    async def _one(self, session: AsyncSession, number: int) -> None:
        mine = {"workspace_id": 1, "user_id": 1}
        user = (await session.exec(select(UserRow).where(UserRow.external == "ana"))).one()
        await session.exec(
            select(InboxRow).where(InboxRow.workspace_id == 1, InboxRow.message_id == f"m{number}")
        )
        wanted = f"contact{number % 150:03d} name"
        contact = (
            await session.exec(
                select(ContactRow).where(
                    ContactRow.workspace_id == 1, ContactRow.user_id == 1, ContactRow.folded == wanted
                )
            )
        ).one()
        contact.s14, contact.s60, contact.active_days = 1.0, 1.0, number
        contact.last_on = contact.strength_on = NOW.date()
        user.last_number, user.last_seen_at = number, NOW
        session.add(
            TouchRow(
                **mine, number=2 * number, contact=contact.number, on=NOW.date(), kind="met",
                what="planning", weight=1.0, created_at=NOW,
            )
        )
        session.add(ChangeRow(**mine, number=2 * number + 1, at=NOW, line="met", before="[]", undone_at=None))
        session.add(
            InboxRow(
                workspace_id=1, message_id=f"m{number}", user_id=1, received_at=NOW, said="met",
                reply=REPLY[:400], pressed="", label="",
            )
        )
        await session.commit()
