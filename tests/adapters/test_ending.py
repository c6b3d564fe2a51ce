"""What runs as long as a platform does ends with it, even where it is in the database just then."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from adapters.ending import end
from bot.ticket import Ticket, to_the_end


async def looking(times: list[int]) -> None:
    """Look into a database, again and again, for as long as this is let."""
    while True:
        future = asyncio.get_running_loop().create_future()
        ticket = Ticket()
        assert ticket.take()
        asyncio.get_running_loop().call_later(0.02, future.set_result, None)
        await to_the_end(future, ticket)
        times.append(1)
        await asyncio.sleep(0.001)


async def test_a_task_that_is_in_the_database_is_ended_behind_it() -> None:
    times: list[int] = []
    task = asyncio.create_task(looking(times))
    await asyncio.sleep(0.03)
    seen = len(times)
    async with asyncio.timeout(2.0):
        await end([task])
    assert task.done()
    assert len(times) > seen


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
