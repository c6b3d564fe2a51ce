"""What people say is answered once, in order, kindly, and forgotten entirely when they ask."""

from __future__ import annotations

import asyncio
import io
import sqlite3
import threading
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.database import Database, open_database
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from coaching.clock import StoppedClock
from coaching.coach import Answer, Coach
from coaching.messages import Card, Message, Sender, plain_text
from coaching.models.cipher import Cipher
from coaching.repository.door import Door
from coaching.repository.facts import read_fact
from coaching.tidy import Tidy
from tests.bot.people import MONDAY, a_message, taken, users

SECRET = "Zanzibar Quetzalcoatl"


class Recorder:
    """A coach that writes down who came when; ``slow`` seconds for each answer."""

    def __init__(self, slow: float = 0.0) -> None:
        self.slow = slow
        self.said: list[str] = []

    def answer(self, message: Message) -> Answer:
        sleep(self.slow)
        self.said.append(message.text)
        return Answer(Card(body=message.text))


class Broken:
    """A coach that fails with an error that quotes what was said, as errors do."""

    def __init__(self, error: type[Exception] = KeyError) -> None:
        self.error = error

    def answer(self, message: Message) -> Answer:
        raise self.error(message.text)


class Locked:
    """A coach whose database stays locked."""

    def answer(self, message: Message) -> Answer:
        raise OperationalError("UPDATE", {}, TimeoutError(message.id))


class Forgetful:
    """A coach that erases whoever is speaking."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def answer(self, message: Message) -> Answer:
        with self.database.transaction() as connection:
            book, _ = Door().open(connection, message.sender, MONDAY)
            book.erase()
        return Answer(Card(body="All gone."), erased=True)


@pytest.fixture
def coach(database: Database, clock: StoppedClock) -> Coach:
    return Coach(database.transaction, clock)


async def test_the_same_message_delivered_again_counts_once(
    database: Database, coach: Coach
) -> None:
    inbox = Inbox(database, coach)
    answers = await asyncio.gather(*(inbox.handle(a_message("add Ada")) for _ in range(10)))
    assert len(set(map(plain_text, answers))) == 1
    assert len(taken(database)) == 1


async def test_the_same_message_at_two_doors_counts_once(
    database: Database, coach: Coach, clock: StoppedClock
) -> None:
    others = Coach(database.transaction, clock)
    doors = [Inbox(database, coach), Inbox(database, others)]
    await doors[0].handle(a_message("hello", 0))
    answers = await asyncio.gather(
        *(door.handle(a_message("add Ada")) for door in doors for _ in range(5))
    )
    assert len(set(map(plain_text, answers))) == 1
    assert len(taken(database)) == 2


async def test_somebody_new_who_says_two_things_at_once_is_one_person(
    database: Database, clock: StoppedClock
) -> None:
    doors = [Inbox(database, Coach(database.transaction, clock)) for _ in range(4)]
    await asyncio.gather(*(door.handle(a_message("hi", n)) for n, door in enumerate(doors)))
    assert len(users(database)) == 1
    assert len(taken(database)) == 4


async def test_a_conversation_is_answered_in_the_order_it_was_held(database: Database) -> None:
    recorder = Recorder(slow=0.001)
    inbox = Inbox(database, recorder)
    people = ("ana", "bo", "cy")
    said = [a_message(f"{user} {n}", n, user) for n in range(20) for user in people]
    await asyncio.gather(*(inbox.handle(message) for message in said))
    for user in people:
        mine = [text for text in recorder.said if text.startswith(user)]
        assert mine == [f"{user} {n}" for n in range(20)]


async def test_a_long_conversation_does_not_hold_up_another(
    sqlite: Database,
) -> None:
    recorder = Recorder()
    inbox = Inbox(sqlite, recorder)
    long = [inbox.handle(a_message(f"ana {n}", n)) for n in range(50)]
    tasks = [asyncio.create_task(work) for work in long]
    await asyncio.sleep(0)
    await inbox.handle(a_message("bo", 1, "bo"))
    assert recorder.said.index("bo") < 10
    await asyncio.gather(*tasks)


async def test_a_bug_is_answered_kindly_with_a_reference_that_stands_in_the_log(
    database: Database, log: io.StringIO
) -> None:
    card = await Inbox(database, Broken()).handle(a_message(f"met {SECRET}"))
    assert "nothing was saved" in card.body
    reference = card.body.partition("Reference ")[2][:6]
    assert f"key={reference}" in log.getvalue()
    assert "KeyError" in log.getvalue()


@pytest.mark.parametrize("coach", [Broken(), Broken(ValueError), Locked()])
async def test_no_word_of_a_message_that_failed_is_logged_or_repeated(
    sqlite: Database, log: io.StringIO, coach: Broken | Locked
) -> None:
    card = await Inbox(sqlite, coach).handle(a_message(f"met {SECRET}"))
    for word in SECRET.split():
        assert word not in log.getvalue()
        assert word not in plain_text(card)


async def test_every_error_has_a_reference_of_its_own(sqlite: Database) -> None:
    inbox = Inbox(sqlite, Broken())
    bodies = {(await inbox.handle(a_message("hi", n))).body for n in range(5)}
    assert len(bodies) == 5


async def test_after_a_bug_the_conversation_goes_on(sqlite: Database) -> None:
    class Moody(Recorder):
        def answer(self, message: Message) -> Answer:
            if message.text == "bad":
                raise LookupError
            return super().answer(message)

    inbox = Inbox(sqlite, Moody())
    said = [a_message(text, text) for text in ("good", "bad", "better")]
    answers = [await inbox.handle(message) for message in said]
    assert [card.body for card in answers][::2] == ["good", "better"]


async def test_a_busy_database_says_try_again(database: Database, log: io.StringIO) -> None:
    card = await Inbox(database, Locked()).handle(a_message("hi"))
    assert "try again" in card.body
    assert "busy" in log.getvalue()


async def test_a_locked_sqlite_file_says_try_again(
    sqlite: Database, sqlite_ready: str, cipher: Cipher, clock: StoppedClock
) -> None:
    sqlite.engine.dispose()
    event.listen(sqlite.engine, "connect", impatient)
    other = open_database(sqlite_ready, cipher)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with other.transaction():
            held.set()
            free.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    message = a_message("add Ada")
    inbox = Inbox(sqlite, Coach(sqlite.transaction, clock))
    card = await inbox.handle(message)
    free.set()
    thread.join()
    other.close()
    assert "try again" in card.body
    assert not taken(sqlite)
    await inbox.handle(message)
    assert len(taken(sqlite)) == 1


async def test_erasing_somebody_leaves_no_word_in_any_file(
    sqlite_ready: str, cipher: Cipher, clock: StoppedClock
) -> None:
    database = open_database(sqlite_ready, cipher)
    folder = Path(sqlite_ready.removeprefix("sqlite:///")).parent
    inbox = Inbox(database, Coach(database.transaction, clock))
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("").sender, MONDAY)
        for number in range(200):
            book.contacts.add(f"{SECRET} {number}", MONDAY.date(), tags=("Xylophonist",))
        book.account.save()
    await inbox.handle(a_message(f"note {SECRET} 1: plays the Xylophone", "m1"))
    await inbox.handle(a_message("add Neighbour", 1, "bo"))
    assert found_in(folder, "Zanzibar")
    assert found_in(folder, "Xylophonist")

    card = await Inbox(database, Forgetful(database)).handle(a_message("delete me"))

    assert card.body == "All gone."
    for word in (*SECRET.split(), "Xylophonist", "quetzalcoatl", "web:ana"):
        assert not found_in(folder, word), word
    with database.transaction() as connection:
        assert not read_fact(connection, "scrub")
    assert [row.external for row in users(database)] == ["bo"]
    database.close()
    assert not found_in(folder, "Zanzibar")


async def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(
    sqlite_ready: str, cipher: Cipher, clock: StoppedClock
) -> None:
    database = open_database(sqlite_ready, cipher)
    folder = Path(sqlite_ready.removeprefix("sqlite:///")).parent
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("").sender, MONDAY)
        book.contacts.add(SECRET, MONDAY.date())
        book.account.save()
    with database.transaction() as connection:
        Door().open(connection, a_message("").sender, MONDAY)[0].erase()
    assert found_in(folder, "Zanzibar")
    await Housekeeping(database, Tidy(database.transaction, clock)).keep()
    assert not found_in(folder, "Zanzibar")
    database.close()


def impatient(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA busy_timeout=50")


def found_in(folder: Path, word: str) -> list[str]:
    """Return the names of the files in ``folder`` in which ``word`` stands."""
    return [path.name for path in sorted(folder.iterdir()) if word.encode() in path.read_bytes()]


async def test_whoever_is_erased_is_told_to_her_platform_too(
    database: Database, clock: StoppedClock
) -> None:
    gone: list[str] = []

    async def forget(sender: Sender) -> None:
        gone.append(sender.user)

    inbox = Inbox(database, Coach(database.transaction, clock), forget)
    await inbox.handle(a_message("met +Ada: tea", 1))
    assert gone == []
    await inbox.handle(a_message("delete me yes", 2))
    assert gone == ["ana"]
