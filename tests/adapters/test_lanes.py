"""Lanes: each person's wishes in their order, stored ones settled or put back, and none forgotten."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

from adapters.base import Arrival, BusyError
from adapters.lanes import SWEPT, Lanes, UndoneError, Work


class Shelf:
    """Arrivals in memory."""

    def __init__(self, *left: Arrival) -> None:
        self.left = list(left)
        self.settled: list[str] = []
        self.back: list[str] = []
        self.away = False

    async def keep(self, arrival: Arrival, within: float) -> bool:
        assert within
        self.left.append(arrival)
        return True

    async def settle(self, arrival: Arrival) -> None:
        if self.away:
            raise OSError("the database is away")
        self.settled.append(arrival.key)

    async def put_back(self, arrival: Arrival) -> None:
        if self.away:
            raise OSError("the database is away")
        self.back.append(arrival.key)

    async def left_over(self, count: int) -> Sequence[Arrival]:
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    async def forget(self, tenant: str) -> None:
        self.left = [item for item in self.left if item.tenant != tenant]


def raising(error: Exception) -> Work:
    async def work() -> None:
        raise error

    return work


async def test_one_persons_wishes_are_done_in_their_order_and_others_do_not_wait() -> None:
    shelf, done, gate = Shelf(), list[str](), asyncio.Event()
    lanes = Lanes(shelf)

    def work(name: str, *, waits: bool = False) -> Work:
        async def do() -> None:
            if waits:
                await gate.wait()
            done.append(name)

        return do

    lanes.begin(Arrival("1", "T", ""), "ana", work("first", waits=True))
    lanes.begin(Arrival("2", "T", ""), "ana", work("second"))
    lanes.begin(Arrival("3", "T", ""), "bo", work("bo"))
    lanes.begin(Arrival("4", "T2", ""), "ana", work("a namesake elsewhere"))
    await asyncio.sleep(0.05)
    assert done == ["bo", "a namesake elsewhere"]
    gate.set()
    await lanes.drain(1)
    assert done[2:] == ["first", "second"]
    assert sorted(shelf.settled) == ["1", "2", "3", "4"]


async def test_only_so_many_are_worked_off_at_the_same_time() -> None:
    running = most = 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.002)
        running -= 1

    lanes = Lanes(Shelf(), at_once=3)
    for number in range(12):
        lanes.begin(Arrival(str(number), "T", ""), str(number), work)
    await lanes.drain(5)
    assert most == 3


async def test_what_does_not_fit_into_memory_waits_in_the_database() -> None:
    shelf, gate = Shelf(), asyncio.Event()

    async def work() -> None:
        await gate.wait()

    lanes = Lanes(shelf, most_waiting=2)
    for number in range(5):
        lanes.begin(Arrival(str(number), "T", ""), str(number), work)
    gate.set()
    await lanes.drain(1)
    assert shelf.settled == ["0", "1"]
    assert shelf.back == []


async def test_what_failed_comes_again_unless_no_second_try_would_help(log: io.StringIO) -> None:
    shelf = Shelf()
    lanes = Lanes(shelf)
    lanes.begin(Arrival("busy", "T", ""), "a", raising(BusyError()))
    lanes.begin(Arrival("slow", "T", ""), "b", raising(TimeoutError()))
    lanes.begin(Arrival("later", "T", ""), "c", raising(UndoneError("unreachable")))
    lanes.begin(Arrival("never", "T", ""), "d", raising(UndoneError("blocked", final=True)))
    lanes.begin(Arrival("bug", "T", ""), "e", raising(ZeroDivisionError()))
    await lanes.drain(1)
    assert sorted(shelf.back) == ["bug", "busy", "later", "slow"]
    assert shelf.settled == ["never"]
    assert "unreachable" in log.getvalue()
    assert "ZeroDivisionError" in log.getvalue()


async def test_a_database_that_is_away_ends_nothing(log: io.StringIO) -> None:
    shelf = Shelf()
    shelf.away = True
    lanes = Lanes(shelf)
    lanes.begin(Arrival("1", "T", ""), "a", raising(BusyError()))
    await lanes.drain(1)
    assert "could not be given back" in log.getvalue()


async def test_what_others_left_behind_is_taken_up_a_handful_at_a_time() -> None:
    shelf = Shelf(*(Arrival(str(n), "T", "", 1) for n in range(SWEPT + 7)))
    lanes, done = Lanes(shelf), list[str]()

    async def take_up(arrival: Arrival) -> None:
        async def work() -> None:
            done.append(arrival.key)

        if arrival.key == "3":
            raise ValueError("this one cannot be read")
        lanes.begin(arrival, arrival.key, work)

    assert await lanes.sweep(take_up) == SWEPT
    assert await lanes.sweep(take_up) == 7
    assert await lanes.sweep(take_up) == 0
    await lanes.drain(1)
    assert len(done) == SWEPT + 6
    assert shelf.back == ["3"]


async def test_the_end_waits_for_what_is_under_way_but_not_for_ever() -> None:
    shelf, done, stuck = Shelf(), list[str](), asyncio.Event()
    lanes = Lanes(shelf)

    async def quick() -> None:
        await asyncio.sleep(0.02)
        done.append("quick")

    async def slow() -> None:
        await stuck.wait()

    lanes.hold(quick())
    lanes.begin(Arrival("slow", "T", ""), "a", slow)
    await lanes.drain(0.3)
    assert done == ["quick"]
    assert shelf.settled == []
    assert shelf.back == ["slow"]
    assert lanes.closing
    assert await lanes.sweep(nobody) == 0
    assert not lanes.closing


async def test_what_is_in_hand_is_not_begun_again() -> None:
    shelf, done, gate = Shelf(), list[str](), asyncio.Event()
    lanes = Lanes(shelf)
    mine = Arrival("1", "T", "")

    async def work() -> None:
        await gate.wait()
        done.append("once")

    async def take_up(arrival: Arrival) -> None:
        lanes.begin(arrival, "ana", work)

    await take_up(mine)
    await asyncio.sleep(0)
    shelf.left = [mine]
    assert await lanes.sweep(take_up) == 1
    gate.set()
    await lanes.drain(1)
    assert done == ["once"]


async def nobody(arrival: Arrival) -> None:
    raise AssertionError(arrival)
