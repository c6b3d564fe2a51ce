"""Work that was handed to the database can be called off until it begins, and not afterwards."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.database import Database, open_database
from coaching.models.cipher import Cipher
from coaching.repository.facts import read_fact, write_fact


def write(database: Database, key: str) -> str:
    with database.transaction() as connection:
        write_fact(connection, key, "written")
    return "done"


def fact(database: Database, key: str) -> str:
    with database.transaction() as connection:
        return read_fact(connection, key)


@pytest.fixture
def lone_thread(url: str, cipher: Cipher) -> Database:
    """Return the database with one thread alone, so that work can be kept waiting."""
    opened = open_database(url, cipher)
    threads = getattr(opened, "_threads", None)
    if threads is not None:
        threads._max_workers = 1  # noqa: SLF001 a pool of eight would need eight to hold it up
    return opened


async def test_work_that_waits_is_called_off_for_good(lone_thread: Database) -> None:
    go, held = threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        go.wait(10)

    first = asyncio.create_task(lone_thread.run(hold))
    await asyncio.to_thread(held.wait, 10)
    second = asyncio.create_task(lone_thread.run(write, lone_thread, "a"))
    await asyncio.sleep(0.02)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    go.set()
    await first
    assert await lone_thread.run(fact, lone_thread, "a") == ""
    lone_thread.close()


async def test_work_that_has_begun_is_done_to_its_end_and_its_outcome_returned(
    lone_thread: Database,
) -> None:
    go, begun = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait(10)
        return write(lone_thread, "a")

    work = asyncio.create_task(lone_thread.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    work.cancel()
    await asyncio.sleep(0.02)
    assert not work.done()
    go.set()
    assert await work == "done"
    assert work.cancelling() == 0
    assert await lone_thread.run(fact, lone_thread, "a") == "written"
    lone_thread.close()
