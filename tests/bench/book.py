"""The book that commands are measured on: 150 contacts with 5,000 touches in two years."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet

from bot.database import Database, build_engine, open_database
from bot.migrate import upgrade
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.messages import Message, Sender
from coaching.models import TouchRow
from coaching.repository.door import Door
from coaching.repository.rows import table_of

NOW = datetime.fromisoformat("2026-03-02T10:00:00+01:00")
CONTACTS, TOUCHES = 150, 5_000
KEY = Fernet.generate_key()


def sender(user: str = "ana") -> Sender:
    return Sender(platform="web", workspace="local", user=user, time_zone="Europe/Berlin")


def message(number: object, text: str, user: str = "ana") -> Message:
    return Message(id=f"{user}-{number}", sender=sender(user), conversation=f"web:{user}", text=text)


def name(index: int) -> str:
    return f"Contact{index:03d} Name"


def full_book(folder: Path, filename: str) -> tuple[Database, Coach]:
    """Return an open database with one person's full book, and a coach over it."""
    url = f"sqlite:///{folder / filename}"
    cipher = MultiFernet([Fernet(KEY)])
    engine = build_engine(url, cipher)
    upgrade(engine)
    engine.dispose()
    database = open_database(url, cipher)
    fill(database)
    return database, Coach(database.transaction, StoppedClock(NOW))


def fill(database: Database) -> None:
    """Write the book of one person."""
    rng = random.Random(7)  # noqa: S311 the same made-up book in every run
    with database.transaction() as connection:
        book, _ = Door().open(connection, sender(), NOW)
        today = NOW.date()
        people = [
            book.contacts.add(name(i), today, knows=("rust",) if i % 9 == 0 else ())
            for i in range(CONTACTS)
        ]
        days = sorted(rng.randrange(1, 730) for _ in range(TOUCHES))
        table = table_of(TouchRow)
        rows = [
            {
                "workspace_id": book.rows.workspace_id,
                "user_id": book.rows.user_id,
                "number": book.account.next_number(),
                "contact": rng.choice(people).number,
                "on": today - timedelta(days=day),
                "kind": rng.choice(("met", "met", "met", "helped", "got")),
                "what": "planning",
                "weight": 1.0,
                "created_at": NOW,
            }
            for day in reversed(days)
        ]
        connection.execute(table.insert(), rows)
        for person in people:
            book.touches.recount(person)
        book.account.save()
