"""Wishes that come while one piece of work runs are served together by the next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.gathering import Gathering


class Kitchen:
    """Serves what it gets, and remembers what it served together."""

    def __init__(self) -> None:
        self.served: list[list[int]] = []
        self.open = asyncio.Event()
        self.broken = False

    async def serve(self, wishes: Sequence[int]) -> Sequence[int]:
        self.served.append(list(wishes))
        await self.open.wait()
        if self.broken:
            raise OSError("no gas")
        return [10 * wish for wish in wishes]


async def test_everybody_gets_what_came_of_her_own_wish() -> None:
    kitchen = Kitchen()
    gathering: Gathering[int, int] = Gathering(kitchen.serve, most=3)
    kitchen.open.set()
    assert await asyncio.gather(*(gathering.add(n) for n in range(5))) == [0, 10, 20, 30, 40]


async def test_what_comes_meanwhile_is_served_together_up_to_the_most() -> None:
    kitchen = Kitchen()
    gathering: Gathering[int, int] = Gathering(kitchen.serve, most=3)
    first = asyncio.create_task(gathering.add(0))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(gathering.add(n)) for n in range(1, 6)]
    await asyncio.sleep(0.01)
    kitchen.open.set()
    await asyncio.gather(first, *others)
    assert kitchen.served == [[0], [1, 2, 3], [4, 5]]


async def test_what_goes_wrong_is_told_to_all_it_was_for_and_the_next_are_served() -> None:
    kitchen = Kitchen()
    gathering: Gathering[int, int] = Gathering(kitchen.serve, most=9)
    kitchen.broken = True
    kitchen.open.set()
    found = await asyncio.gather(gathering.add(1), gathering.add(2), return_exceptions=True)
    assert [type(error) for error in found] == [OSError, OSError]
    kitchen.broken = False
    assert await gathering.add(3) == 30


async def test_who_does_not_wait_any_more_does_not_hurt_the_others() -> None:
    kitchen = Kitchen()
    gathering: Gathering[int, int] = Gathering(kitchen.serve, most=9)
    gone, stays = (asyncio.create_task(gathering.add(n)) for n in (1, 2))
    await asyncio.sleep(0.01)
    gone.cancel()
    kitchen.open.set()
    assert await stays == 20
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_who_waits_too_long_is_told_so_and_the_wish_is_served_all_the_same() -> None:
    kitchen = Kitchen()
    gathering: Gathering[int, int] = Gathering(kitchen.serve, most=9)
    with pytest.raises(TimeoutError):
        await gathering.add(1, 0.02)
    kitchen.open.set()
    assert await gathering.add(2, 5.0) == 20
    assert kitchen.served == [[1], [2]]
