"""Units of work: together in one commit, each whole or not at all, and nobody hurts a neighbour."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event

from bot.database import Database
from bot.sqlite import BATCH
from coaching.repository.facts import read_fact, write_fact


def fact(database: Database, key: str) -> str:
    with database.transaction() as connection:
        return read_fact(connection, key)


def writing(database: Database, key: str, *, then: Callable[[], None] = lambda: None) -> None:
    with database.transaction() as connection:
        write_fact(connection, key, "written")
        then()


def fail() -> None:
    raise LookupError("on purpose")


def commits_of(database: Database) -> list[object]:
    seen: list[object] = []
    event.listen(database.engine, "commit", seen.append)
    return seen


async def held_up(database: Database) -> threading.Event:
    """Keep the writer thread busy until the event is set, so that a batch can gather."""
    go = threading.Event()
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait() -> None:
        loop.call_soon_threadsafe(started.set)
        go.wait(10)

    task = asyncio.create_task(database.run(wait))
    await started.wait()
    assert not task.done()
    return go


async def test_what_a_unit_of_work_wrote_is_there_afterwards(database: Database) -> None:
    await database.run(writing, database, "a")
    assert fact(database, "a") == "written"


async def test_a_unit_of_work_that_fails_writes_nothing_and_says_so(database: Database) -> None:
    with pytest.raises(LookupError):
        await database.run(lambda: writing(database, "a", then=fail))
    assert not fact(database, "a")


async def test_work_returns_what_it_found(database: Database) -> None:
    assert await database.run(lambda word, times: word * times, "ab", 2) == "abab"


async def test_what_waits_is_committed_together(sqlite: Database) -> None:
    go = await held_up(sqlite)
    commits = commits_of(sqlite)
    works = [asyncio.create_task(sqlite.run(writing, sqlite, f"k{n}")) for n in range(10)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*works)
    assert all(fact(sqlite, f"k{n}") for n in range(10))
    # The work that held them up, the ten together, and the ten looks afterwards.
    assert len(commits) <= 1 + 2 + 10


async def test_one_that_fails_in_a_batch_does_not_hurt_the_others(sqlite: Database) -> None:
    go = await held_up(sqlite)
    works = [
        asyncio.create_task(sqlite.run(writing, sqlite, "before")),
        asyncio.create_task(sqlite.run(lambda: writing(sqlite, "bad", then=fail))),
        asyncio.create_task(sqlite.run(writing, sqlite, "after")),
    ]
    await asyncio.sleep(0)
    go.set()
    first, second, third = await asyncio.gather(*works, return_exceptions=True)
    assert (first, third) == (None, None)
    assert isinstance(second, LookupError)
    assert [fact(sqlite, key) for key in ("before", "bad", "after")] == ["written", "", "written"]


async def test_a_commit_that_fails_fails_for_everybody_in_it(sqlite: Database) -> None:
    go = await held_up(sqlite)
    works = [asyncio.create_task(sqlite.run(writing, sqlite, f"k{n}")) for n in range(3)]
    await asyncio.sleep(0)

    def refuse(_: object) -> None:
        raise OSError("disk full, on purpose")

    event.listen(sqlite.engine, "commit", refuse)
    go.set()
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    event.remove(sqlite.engine, "commit", refuse)
    assert all(isinstance(outcome, OSError) for outcome in outcomes)
    assert not any(fact(sqlite, f"k{n}") for n in range(3))
    await sqlite.run(writing, sqlite, "later")
    assert fact(sqlite, "later") == "written"


async def test_nobody_is_told_saved_when_sqlite_takes_the_whole_batch_back(
    sqlite: Database,
) -> None:
    def lose_all() -> None:
        # What a full disk does: SQLite rolls everything back on its own.
        with sqlite.transaction() as connection:
            connection.exec_driver_sql("ROLLBACK")
            fail()

    go = await held_up(sqlite)
    works = [
        asyncio.create_task(sqlite.run(writing, sqlite, "before")),
        asyncio.create_task(sqlite.run(lose_all)),
        asyncio.create_task(sqlite.run(writing, sqlite, "after")),
    ]
    await asyncio.sleep(0)
    go.set()
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    for outcome, key in zip(outcomes, ("before", "lost", "after"), strict=True):
        assert bool(fact(sqlite, key)) == (outcome is None), key
    assert isinstance(outcomes[0], Exception)


async def test_a_batch_has_an_end(sqlite: Database) -> None:
    go = await held_up(sqlite)
    commits = commits_of(sqlite)
    works = [asyncio.create_task(sqlite.run(int)) for _ in range(2 * BATCH)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*works)
    assert len(commits) >= 3


async def test_slow_work_is_not_committed_with_all_that_waits_behind_it(sqlite: Database) -> None:
    commits = commits_of(sqlite)
    slow = threading.Event()
    await asyncio.gather(*(sqlite.run(slow.wait, 0.05) for _ in range(4)))
    assert len(commits) == 4


async def test_work_after_the_end_is_refused_rather_than_forgotten(sqlite: Database) -> None:
    sqlite.close()
    with pytest.raises(RuntimeError, match="closed"):
        await sqlite.run(int)


async def test_work_that_was_handed_in_is_finished_at_the_end(sqlite: Database) -> None:
    work = asyncio.create_task(sqlite.run(writing, sqlite, "last"))
    await asyncio.sleep(0)
    await asyncio.to_thread(sqlite.close)
    await work


async def test_scrubbing_waits_for_its_turn_and_notes_that_it_is_done(database: Database) -> None:
    with database.transaction() as connection:
        write_fact(connection, "scrub", "yes")
    done, *_ = await asyncio.gather(
        database.scrub(), *(database.run(writing, database, f"k{n}") for n in range(5))
    )
    assert done
    assert not fact(database, "scrub")
    assert all(fact(database, f"k{n}") for n in range(5))


async def test_a_scrub_that_a_reader_is_in_the_way_of_stays_noted(sqlite: Database) -> None:
    with sqlite.transaction() as connection:
        write_fact(connection, "scrub", "yes")
    reader = sqlite.engine.raw_connection()
    cursor = reader.cursor()
    cursor.execute("BEGIN")
    cursor.execute("SELECT count(*) FROM meta")
    assert not await sqlite.scrub()
    assert fact(sqlite, "scrub") == "yes"
    cursor.execute("ROLLBACK")
    cursor.close()
    reader.close()
    assert await sqlite.scrub()
    assert not fact(sqlite, "scrub")
