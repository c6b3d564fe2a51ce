"""Many people at once, made quickly: one person's rows copied inside SQLite under other numbers."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bot.database import build_engine
from bot.migrate import upgrade
from coaching.models.cipher import Cipher
from coaching.nudges.base import Suggestion
from coaching.repository import Repository
from coaching.repository.deliveries import NUDGES, USERS
from coaching.repository.door import Door
from coaching.repository.touches import TOUCHES
from tests.bench.book import KEY, name, sender

NOW = datetime.fromisoformat("2026-03-02T14:30:00+01:00")
"""A Monday on which everybody's own moment has come."""
CIPHER = Cipher([KEY])
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"


def crowd(path: Path, people: int, *, due: bool, contacts: int = 0, touches: int = 0) -> str:
    """Make a database of ``people`` who had one nudge each; return its URL.

    ``due`` says whether all of them are to be looked at now, or nobody for a day.
    """
    url = f"sqlite:///{path}"
    engine = build_engine(url, CIPHER)
    upgrade(engine)
    with engine.begin() as connection:
        _first(connection, contacts, touches, NOW if due else NOW + timedelta(days=1))
    engine.dispose()
    driver = sqlite3.connect(path, isolation_level=None)
    driver.execute("PRAGMA journal_mode=OFF")
    driver.execute("PRAGMA synchronous=OFF")
    driver.execute("BEGIN")
    for table in ("users", "contacts", "touches", "nudges"):
        _copy(driver, table, people)
    driver.execute("COMMIT")
    driver.close()
    return url


def _first(connection: Connection, contacts: int, touches: int, look_at: datetime) -> None:
    book, _ = Door().open(connection, sender("user1"), NOW)
    today = NOW.date()
    for index in range(contacts):
        days_ago = timedelta(days=300 + index)
        book.contacts.add(
            name(index),
            today - days_ago,
            circle=(5, 15, 50, 150)[index % 4],
            side=("inside", "outside")[index % 2],
            knows=("rust", "pricing") if index % 3 == 0 else (),
        )
    if touches:
        _touches(connection, book, touches)
    _nudge(connection, book)
    book.account.note(conversation="web:user1", next_look_at=look_at, last_seen_at=NOW)
    book.account.save()


def _touches(connection: Connection, book: Repository, count: int) -> None:
    rng = random.Random(7)  # noqa: S311 the same made-up book in every run
    people = book.contacts.all()
    rows = [
        {
            "workspace_id": book.rows.workspace_id,
            "user_id": book.rows.user_id,
            "number": book.account.next_number(),
            "contact": rng.choice(people).number,
            "on": NOW.date() - timedelta(days=rng.randrange(1, 180)),
            "kind": rng.choice(("met", "met", "met", "helped", "got")),
            "what": "planning the summer",
            "weight": 1.0,
            "created_at": NOW,
        }
        for _ in range(count)
    ]
    connection.execute(TOUCHES.insert(), rows)
    for person in people:
        book.touches.recount(person)


def _nudge(connection: Connection, book: Repository) -> None:
    """Write a nudge that was sent and answered three weeks ago."""
    then = NOW - timedelta(days=21)
    suggestion = Suggestion(kind="check_in", priority=1.0, title="", reason="", evidence=())
    book.nudges.plan(suggestion, "then", target="", probability=1, variant="", eligible=())
    sent = {"state": "sent", "platform": "web", "outcome": "done", "content": ""}
    times = {"due_at": then, "sent_at": then, "created_at": then, "outcome_at": then}
    connection.execute(NUDGES.update().values(**sent, **times))


def _copy(connection: sqlite3.Connection, table: str, people: int) -> None:
    """Give the first person's rows of ``table`` to everybody up to number ``people``."""
    changed = {"id": "n.i", "external": "'user' || n.i", "conversation": "'web:user' || n.i"}
    if table != USERS.name:
        changed = {"user_id": "n.i"}
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    picked = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    owner = "id" if table == USERS.name else "user_id"
    # CROSS JOIN keeps the order: all rows of one person come together, as their key wants it.
    connection.execute(
        f"{_NUMBERS} INSERT INTO {table} SELECT {picked} FROM n CROSS JOIN {table} WHERE {owner} = 1",
        (people,),
    )
