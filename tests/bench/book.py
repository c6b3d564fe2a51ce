"""The book that commands are measured on: 150 contacts with 5,000 touches in two years."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from sqlmodel import SQLModel

from bot.database import Database, build_engine, open_database
from bot.migrate import upgrade
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.messages import Message, Sender
from coaching.models import TouchRow
from coaching.models.cipher import Cipher
from coaching.repository.door import Door
from coaching.repository.rows import table_of

NOW = datetime.fromisoformat("2026-03-02T10:00:00+01:00")
CONTACTS, TOUCHES = 150, 5_000
FIRST = [
    "Ada",
    "Bo",
    "Cy",
    "Dee",
    "Eli",
    "Flo",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kim",
    "Lee",
    "Mia",
    "Ned",
    "Oda",
]
LAST = ["Abt", "Beck", "Cohn", "Diaz", "Egan", "Frey", "Gill", "Hahn", "Ibsen", "Jain"]
KEY = Fernet.generate_key()


def sender(user: str = "ana") -> Sender:
    return Sender(platform="web", workspace="local", user=user, time_zone="Europe/Berlin")


def message(number: object, text: str, user: str = "ana") -> Message:
    return Message(
        id=f"{user}-{number}", sender=sender(user), conversation=f"web:{user}", text=text
    )


def name(index: int) -> str:
    return f"{FIRST[index % 15]} {LAST[index // 15]}"


def full_book(folder: Path, filename: str, people: int = 1) -> tuple[Database, Coach]:
    """Return an open database with ``people`` full books, and a coach over it.

    The people are ``ana`` and then ``ana2``, ``ana3`` …, numbered as their rows are.
    """
    url = f"sqlite:///{folder / filename}"
    cipher = Cipher([KEY])
    engine = build_engine(url, cipher)
    upgrade(engine)
    engine.dispose()
    database = open_database(url, cipher)
    fill(database)
    copy_to_others(database, people)
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


def copy_to_others(database: Database, people: int) -> None:
    """Give everybody from number 2 to ``people`` a copy of the first person's book."""
    with database.transaction() as connection:
        for number in range(2, people + 1):
            book, _ = Door().open(connection, sender(f"ana{number}"), NOW)
            last = "(SELECT last_number FROM users WHERE id = 1)"
            connection.exec_driver_sql(f"UPDATE users SET last_number = {last} WHERE id = {number}")
            for table in ("contacts", "touches"):
                columns = [c.name for c in SQLModel.metadata.tables[table].c if c.name != "user_id"]
                names = ", ".join(f'"{column}"' for column in columns)
                connection.exec_driver_sql(
                    f"INSERT INTO {table} (user_id, {names})"
                    f" SELECT {book.rows.user_id}, {names} FROM {table} WHERE user_id = 1"
                )
