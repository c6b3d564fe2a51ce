"""A typed command through inbox, coach and SQLite, beside the same rows by bare sqlite3 and ORM.

The command is ``helped <somebody>: planning``. Each side reads and writes the same rows for it: the
person, the message's earlier answer, the contact by name, whether there was a touch today, moments
of the lab, guesses, open promises, recent help and the last touches, of which one with its contact
whole; then the touch, the contact's ledger, the history entry, the person, the answer. Only NetLead parses, decides, encrypts and words an answer.
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
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.database import PRAGMAS
from bot.inbox import Inbox
from coaching.models import (
    ChangeRow,
    ContactRow,
    InboxRow,
    NudgeRow,
    PromiseRow,
    ReachOutRow,
    TouchRow,
    UserRow,
)
from coaching.models.cipher import Cipher
from coaching.models.types import CIPHER
from tests.bench.book import KEY, NOW, full_book, message, name
from tests.bench.sides import Goal, interleaved, percentile

Command = Callable[[int], Awaitable[None]]
"""Does one command for the person with that number."""
CALLERS, COMMANDS, ONE_BY_ONE = 64, 1_500, 400
TEXT = "x" * 120  # as long as a short encrypted note
SINCE = date(2026, 2, 16)
REPLY = "x" * 700  # as long as an encrypted answer


def main() -> list[Goal]:
    """Measure all sides and print them."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Goal]:
    database, coach = full_book(folder, "ours.db", CALLERS)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for other in ("bare.db", "orm.db"):
        shutil.copy(folder / "ours.db", folder / other)
    bare, orm = Bare(folder / "bare.db"), ORM(folder / "orm.db")
    inbox, numbers = Inbox(database, coach), count()

    async def ours(caller: int) -> None:
        number = next(numbers)
        who = f"ana{caller}" if caller > 1 else "ana"
        await inbox.handle(message(number, f"helped {name(number % 150)}: planning", who))

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


def _throughput(command: Command, commands: int) -> float:
    async def run() -> float:
        left = iter(range(commands))

        async def caller(number: int) -> None:
            for _ in left:
                await command(number)

        started = time.perf_counter()
        await asyncio.gather(*(caller(number + 1) for number in range(CALLERS)))
        return commands / (time.perf_counter() - started)

    return asyncio.run(run())


async def _one_by_one(command: Command) -> list[float]:
    taken = []
    for _ in range(ONE_BY_ONE):
        started = time.perf_counter()
        await command(1)
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

    async def command(self, person: int) -> None:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._jobs.put((loop, done, person))
        await done

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        for batch in self._batches():
            connection.execute("BEGIN IMMEDIATE")
            for _, _, person in batch:
                self._one(connection, person)
            connection.execute("COMMIT")
            for loop, done, _ in batch:
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

    def _one(self, connection: sqlite3.Connection, person: int) -> None:
        number = next(self._numbers)
        now, today = NOW.isoformat(), NOW.date().isoformat()
        key = (1, person)
        connection.execute(
            "SELECT * FROM users WHERE workspace_id = 1 AND external = ?",
            ("ana" if person == 1 else f"ana{person}",),
        ).fetchone()
        connection.execute(
            "SELECT reply FROM inbox WHERE workspace_id = 1 AND message_id = ?", (f"m{number}",)
        ).fetchone()
        contact = connection.execute(
            "SELECT * FROM contacts WHERE workspace_id = ? AND user_id = ? AND folded >= ? AND folded < ?",
            (*key, name(number % 150).lower(), name(number % 150).lower() + "!"),
        ).fetchone()
        mine = (*key, contact[2])
        connection.execute(
            'SELECT number FROM touches WHERE workspace_id=? AND user_id=? AND contact=? AND "on"=? LIMIT 1',
            (*mine, today),
        ).fetchone()
        connection.execute(
            'INSERT INTO touches (workspace_id, user_id, number, contact, "on", kind, what, weight,'
            " created_at, because_of) VALUES (?,?,?,?,?,?,?,?,?,0)",
            (*key, 2 * number, contact[2], today, "helped", TEXT, 1.0, now),
        )
        connection.execute(
            "UPDATE contacts SET given=?, received=?, given_count=?, ledger_on=?"
            " WHERE workspace_id=? AND user_id=? AND number=?",
            (1.0, 1.0, number, today, *mine),
        )
        connection.execute(
            "SELECT * FROM nudges WHERE workspace_id=? AND user_id=? AND contact=?"
            " AND hold_chance > 0 AND created_at > ? AND acted_at IS NULL",
            (*mine, now),
        ).fetchall()
        connection.execute(
            "SELECT * FROM reach_outs WHERE workspace_id=? AND user_id=? AND contact=?", mine
        ).fetchall()
        connection.execute(
            "SELECT * FROM promises WHERE workspace_id=? AND user_id=? AND settled_at IS NULL"
            " ORDER BY due, number",
            key,
        ).fetchall()
        connection.execute(
            'SELECT number FROM touches WHERE workspace_id=? AND user_id=? AND contact=? AND "on">=?'
            " AND kind='got' LIMIT 1",
            (*mine, "2026-02-16"),
        ).fetchone()
        connection.execute(
            'SELECT number, contact, kind FROM touches WHERE workspace_id=? AND user_id=? AND "on">=?'
            ' AND "on"<=? ORDER BY "on" DESC, number DESC LIMIT 40',
            (*key, "2026-01-31", today),
        ).fetchall()
        for table, number_ in (("touches", 1), ("contacts", 1 + number % 150)):
            connection.execute(
                f"SELECT * FROM {table} WHERE workspace_id=? AND user_id=? AND number=?",
                (*key, number_),
            ).fetchone()
        connection.execute(
            "INSERT INTO changes VALUES (?,?,?,?,?,?,?)",
            (*key, 2 * number + 1, now, TEXT, REPLY, None),
        )
        connection.execute(
            "UPDATE users SET last_number=?, last_seen_at=?, next_look_at=? WHERE workspace_id=? AND id=?",
            (number, now, now, *key),
        )
        connection.execute(
            "INSERT INTO inbox VALUES (?,?,?,?,?,?,?,?)",
            (1, f"m{number}", person, now, TEXT, REPLY, "", ""),
        )


class ORM:
    """The same rows as objects of a SQLModel AsyncSession over aiosqlite, a session a command."""

    def __init__(self, path: Path) -> None:

        self._engine: AsyncEngine = create_async_engine(f"sqlite+aiosqlite:///{path}")
        setattr(self._engine.sync_engine.dialect, CIPHER, Cipher([KEY]))
        self._numbers = count(10_000)
        self._lock: asyncio.Lock | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def command(self, person: int) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # a lock, so that SQLite's own does not make it look worse
            self._loop, self._lock = loop, asyncio.Lock()
            await self._engine.dispose(close=False)
        assert self._lock is not None
        async with self._lock, AsyncSession(self._engine, expire_on_commit=False) as session:
            await self._one(session, person, next(self._numbers))

    def close(self) -> None:
        asyncio.run(self._engine.dispose(close=False))

    async def _one(self, session: AsyncSession, person: int, number: int) -> None:
        mine = {"workspace_id": 1, "user_id": person}
        user = (await session.exec(select(UserRow).where(UserRow.id == person))).one()
        await session.exec(
            select(InboxRow).where(InboxRow.workspace_id == 1, InboxRow.message_id == f"m{number}")
        )
        wanted = name(number % 150).lower()
        contact = (
            await session.exec(
                select(ContactRow).where(
                    ContactRow.workspace_id == 1,
                    ContactRow.user_id == person,
                    ContactRow.folded == wanted,
                )
            )
        ).one()
        recent = select(TouchRow).where(
            TouchRow.workspace_id == 1,
            TouchRow.user_id == person,
            TouchRow.contact == contact.number,
        )
        await session.exec(recent.where(TouchRow.on == NOW.date()).limit(1))
        lab = select(NudgeRow).where(
            NudgeRow.workspace_id == 1,
            NudgeRow.user_id == person,
            NudgeRow.contact == contact.number,
            NudgeRow.hold_chance > 0,
        )
        await session.exec(lab)
        guesses = select(ReachOutRow).where(
            ReachOutRow.workspace_id == 1,
            ReachOutRow.user_id == person,
            ReachOutRow.contact == contact.number,
        )
        await session.exec(guesses)
        await session.exec(
            select(PromiseRow).where(PromiseRow.workspace_id == 1, PromiseRow.user_id == person)
        )
        await session.exec(recent.where(TouchRow.on >= SINCE, TouchRow.kind == "got").limit(1))
        mine_ = (TouchRow.workspace_id == 1, TouchRow.user_id == person)
        last = select(TouchRow.number, TouchRow.contact, TouchRow.kind).where(*mine_)
        await session.exec(last.order_by(TouchRow.on.desc()).limit(40))  # type: ignore[attr-defined]  # a column, to mypy a date
        await session.exec(select(TouchRow).where(*mine_, TouchRow.number == 1))
        contact.given, contact.received, contact.given_count = 1.0, 1.0, number
        contact.ledger_on = NOW.date()
        user.last_number, user.last_seen_at = number, NOW
        session.add(
            TouchRow(
                **mine,
                number=2 * number,
                contact=contact.number,
                on=NOW.date(),
                kind="helped",
                what="planning",
                weight=1.0,
                created_at=NOW,
            )
        )
        session.add(
            ChangeRow(
                **mine, number=2 * number + 1, at=NOW, line="met", before="[]", undone_at=None
            )
        )
        session.add(
            InboxRow(
                workspace_id=1,
                message_id=f"m{number}",
                user_id=person,
                received_at=NOW,
                said="met",
                reply=REPLY[:400],
                pressed="",
                label="",
            )
        )
        await session.commit()
