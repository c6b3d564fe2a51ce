"""What runs as long as a platform does ends with it, even where it is in the database just then."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from adapters.ending import end
from bot.ticket import Ticket, to_the_end


async def in_the_database(outcome: str | Exception) -> str:
    """Wait for a unit of work that has begun, and takes a moment."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[str] = loop.create_future()
    ticket = Ticket()
    assert ticket.take()
    if isinstance(outcome, str):
        loop.call_later(0.05, future.set_result, outcome)
    else:
        loop.call_later(0.05, future.set_exception, outcome)
    return await to_the_end(future, ticket)


@pytest.mark.parametrize("outcome", ["done", OSError("no")], ids=["done", "failed"])
async def test_who_is_always_in_the_database_ends_behind_the_work_that_has_begun(
    outcome: str | Exception,
) -> None:
    looks: list[str] = []

    async def looking() -> None:
        while True:
            looks.append("begun")
            with suppress(OSError):
                looks.append(await in_the_database(outcome))

    task = asyncio.create_task(looking())
    await asyncio.sleep(0.01)
    async with asyncio.timeout(2.0):
        await end([task])
    assert task.cancelled()
    assert looks == ["begun"]


async def test_any_other_cancellation_lets_the_work_and_what_follows_it_be_done() -> None:
    task = asyncio.create_task(in_the_database("done"))
    await asyncio.sleep(0.01)
    task.cancel()
    assert await task == "done"


async def test_it_goes_on_until_all_have_ended_whatever_came_of_them() -> None:
    async def fails() -> None:
        raise OSError

    async def stubborn() -> None:
        for _ in range(3):
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)

    tasks = [asyncio.create_task(work()) for work in (fails, stubborn, stubborn)]
    await asyncio.sleep(0)
    async with asyncio.timeout(2.0):
        await end(tasks)
    assert all(task.done() for task in tasks)


async def test_what_does_not_end_is_left_behind() -> None:
    gone = asyncio.Event()

    async def deaf() -> None:
        while not gone.is_set():
            with suppress(asyncio.CancelledError):
                await gone.wait()

    task = asyncio.create_task(deaf())
    await asyncio.sleep(0)
    async with asyncio.timeout(2.0):
        await end([task], within=0.2)
    assert not task.done()
    gone.set()
    await task


@pytest.mark.parametrize("count", [0, 1])
async def test_nothing_to_end_is_nothing(count: int) -> None:
    async def nothing() -> None:
        return

    await end([asyncio.create_task(nothing()) for _ in range(count)])
