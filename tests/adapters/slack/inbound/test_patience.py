"""Patience with many tasks at once: each gets its time, and who is in time notices nothing."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack.inbound.patience import Patience


async def waited(patience: Patience, seconds: float) -> float:
    """Wait within ``patience``; return how long that took, which is less where it ran out."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    try:
        with patience:
            await asyncio.sleep(seconds)
    except TimeoutError:
        return begun - loop.time()
    return loop.time() - begun


async def test_who_is_in_time_goes_on_and_who_is_not_is_told() -> None:
    patience = Patience(0.1)
    quick, slow = await asyncio.gather(waited(patience, 0.0), waited(patience, 5.0))
    assert 0.0 <= quick < 0.1
    assert 0.1 <= -slow < 1.0


async def test_each_has_the_same_time_however_many_came_before() -> None:
    patience = Patience(0.2)
    first = asyncio.create_task(waited(patience, 5.0))
    await asyncio.sleep(0.1)
    second, third = await asyncio.gather(waited(patience, 5.0), waited(patience, 0.0))
    assert 0.2 <= -(await first) < 0.3
    assert 0.2 <= -second < 0.3
    assert third >= 0.0


async def test_after_a_rest_time_is_counted_again() -> None:
    patience = Patience(0.05)
    assert await waited(patience, 0.0) >= 0.0
    await asyncio.sleep(0.1)
    assert await waited(patience, 5.0) < 0.0


async def test_a_task_that_was_out_of_time_can_wait_again() -> None:
    patience = Patience(0.05)
    assert await waited(patience, 5.0) < 0.0
    assert await waited(patience, 0.0) >= 0.0
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_who_is_cancelled_by_others_is_cancelled() -> None:
    waiting = asyncio.create_task(waited(Patience(5.0), 5.0))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_another_error_stays_what_it_is() -> None:
    with pytest.raises(LookupError), Patience(5.0):
        raise LookupError
