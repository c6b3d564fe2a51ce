"""What answers read, through the repository, beside the same statements by bare sqlite3.

The bare side fetches the rows and converts nothing: no dates, no lists, no objects, and nothing
deciphered. As words are stored encrypted, each answer is measured with words and without.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from bot.database import Database, build_engine
from coaching.models.cipher import Cipher
from coaching.repository import Repository
from coaching.repository.door import Door
from tests.bench.book import CONTACTS, KEY, NOW, full_book, name, sender
from tests.bench.sides import Goal, interleaved, say

READS, NETWORKS, ROUNDS = 1_000, 30, 7
Read = Callable[[Repository, int], object]
Statements = list[tuple[str, Sequence[Any]]]


def who(book: Repository, number: int) -> object:
    """Read a contact by name, the last words with her, and what is promised."""
    (person,), _ = book.contacts.named(name(number % CONTACTS))
    latest = book.touches.with_contact(person.number, 5)
    return person, latest, book.promises.open()


def ties(book: Repository, number: int) -> object:
    """Read five contacts and the last five touches with anybody."""
    first = 1 + number % (CONTACTS - 5)
    return [book.contacts.get(first + i) for i in range(5)], book.touches.latest(5)


def network(book: Repository, _: int) -> object:
    """Read all that the rules look at."""
    return book.network(NOW)


ANSWERS: tuple[tuple[str, Read, int], ...] = (
    ("who Ada: contact, 5 touches, promises", who, READS),
    ("5 contacts and the last 5 touches", ties, READS),
    ("the whole network, for the rules", network, NETWORKS),
)


def main() -> list[Goal]:
    """Measure each answer's reads on both sides, with encrypted words and with none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reads.db"
        database, _ = full_book(path.parent, path.name)
        bare = sqlite3.connect(path, isolation_level=None)
        say(f"  {'µs a read':40} {'NetLead':>8} {'bare':>8} {'ratio':>6}")
        goals = _both(database, bare, "with words to decipher")
        with database.transaction() as connection:
            connection.exec_driver_sql("UPDATE touches SET what = ''")
        goals += _both(database, bare, "without words")
        bare.close()
        database.close()
    return goals


def _both(database: Database, bare: sqlite3.Connection, words: str) -> list[Goal]:
    say(f"  {words}")
    goals = []
    for title, read, times in ANSWERS:
        said = _said(str(database.engine.url), read)
        sides = {
            "NetLead": lambda read=read, times=times: _ours(database, read, times),
            "bare": lambda said=said, times=times: _bare(bare, said, times),
        }
        ours, theirs = interleaved(sides, ROUNDS).values()
        say(f"    {title:38} {ours * 1e6:8.0f} {theirs * 1e6:8.0f} {ours / theirs:6.2f}")
        if read is not network:  # no answer waits for that: it is printed to be known
            goals.append(
                Goal(f"time / bare sqlite3: {title}, {words}", ours / theirs, 3.5, at_least=False)
            )
    return goals


def _ours(database: Database, read: Read, times: int) -> float:
    door = Door()
    with database.transaction() as connection:
        started = time.perf_counter()
        for number in range(times):
            read(_opened(door, connection), number)
        return (time.perf_counter() - started) / times


def _opened(door: Door, connection: Connection) -> Repository:
    return door.open(connection, sender(), NOW)[0]


def _bare(connection: sqlite3.Connection, said: Sequence[Statements], times: int) -> float:
    connection.execute("BEGIN")
    started = time.perf_counter()
    for number in range(times):
        for sql, values in said[number % len(said)]:
            connection.execute(sql, values).fetchall()
    taken = (time.perf_counter() - started) / times
    connection.execute("COMMIT")
    return taken


class _Listening(sqlite3.Connection):
    """A connection that notes what it is told."""

    heard: Statements

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 sqlite3's own signature
        self.__dict__.setdefault("heard", []).append((sql, values))
        return super().execute(sql, values)


def _said(url: str, read: Read) -> list[Statements]:
    """Return the statements, with their values, of that read for each contact."""
    engine = build_engine(url, Cipher([KEY]))
    event.listen(engine, "do_connect", lambda *found: found[3].update(factory=_Listening))
    door, found = Door(), []
    with engine.begin() as connection:
        heard: Any = connection.connection.driver_connection
        read(_opened(door, connection), 0)
        for number in range(CONTACTS - 5):
            heard.heard = []
            read(_opened(door, connection), number)
            found.append(heard.heard)
    engine.dispose()
    return found
