"""What could not be stored in time is not stored later either: whoever was told so may rely on it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

import psycopg
import pytest

from adapters.base import Arrival
from bot import gathering
from bot.arrivals import LEASE, TRIES, StoredArrivals
from bot.database import Database
from bot.gathering import Gathering
from bot.ticket import Ticket
from coaching.clock import StoppedClock
from tests.adapters.slack.inbound.moving_in import rows


class Kitchen:
    """Serves when it is let, to those who still want it."""

    def __init__(self) -> None:
        self.served: list[list[int]] = []
        self.go = asyncio.Event()
        self.tickets: dict[int, Ticket] = {}
        self.gathering: Gathering[int, int] = Gathering(self._serve, most=9)

    async def want(self, wish: int, within: float = 5.0) -> int:
        ticket = self.tickets[wish] = Ticket()
        return await self.gathering.add(wish, within, ticket.take)

    async def _serve(self, wishes: Sequence[int]) -> Sequence[int]:
        await self.go.wait()
        taken = [wish for wish in wishes if self.tickets[wish].take()]
        self.served.append(taken)
        return [wish if wish in taken else 0 for wish in wishes]


async def test_a_wish_that_is_given_up_is_called_off() -> None:
    kitchen = Kitchen()
    with pytest.raises(TimeoutError):
        await kitchen.want(1, 0.02)
    kitchen.go.set()
    assert await kitchen.want(2) == 2
    assert kitchen.served == [[], [2]]


async def test_a_wish_that_nobody_waits_for_is_not_even_handed_on() -> None:
    kitchen = Kitchen()
    first = asyncio.create_task(kitchen.want(1))
    await asyncio.sleep(0)
    for number in (2, 3):
        with pytest.raises(TimeoutError):
            await kitchen.want(number, 0.01)
    kitchen.go.set()
    assert await first == 1
    await asyncio.sleep(0.01)
    assert kitchen.served == [[1]]


async def test_a_wish_whose_owner_leaves_is_called_off_too() -> None:
    kitchen = Kitchen()
    leaving = asyncio.create_task(kitchen.want(1))
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    kitchen.go.set()
    await kitchen.want(2)
    assert [1] not in kitchen.served


class Decided(Kitchen):
    """Has each wish in hands at once, and is slow with it."""

    async def _serve(self, wishes: Sequence[int]) -> Sequence[int]:
        taken = [self.tickets[wish].take() for wish in wishes]
        assert all(taken)
        await self.go.wait()
        return wishes


@pytest.mark.parametrize("soon", [True, False])
async def test_a_wish_that_is_being_granted_has_a_moment_more(
    monkeypatch: pytest.MonkeyPatch, *, soon: bool
) -> None:
    monkeypatch.setattr(gathering, "GRACE", 0.1)
    kitchen = Decided()
    waiting = asyncio.create_task(kitchen.want(1, 0.05))
    await asyncio.sleep(0.08)
    assert not waiting.done()
    if soon:
        kitchen.go.set()
        assert await waiting == 1
    else:
        with pytest.raises(TimeoutError):
            await waiting
    kitchen.go.set()


# The database


async def test_what_was_given_up_while_the_database_was_locked_is_not_there_afterwards(
    database: Database, clock: StoppedClock
) -> None:
    arrivals = StoredArrivals(database, clock, "slack")
    assert await arrivals.keep(Arrival("known", "T1", "x"), 5)
    with locked(database):
        gone = [arrivals.keep(Arrival(f"gone{n}", "T1", "x"), 0.2) for n in range(3)]
        again = arrivals.keep(Arrival("known", "T1", "x"), 0.2)
        began = time.monotonic()
        found = await asyncio.gather(*gone, again, return_exceptions=True)
        assert [type(error) for error in found] == [TimeoutError] * 4
        assert time.monotonic() - began < 1.0
        patient = asyncio.create_task(arrivals.keep(Arrival("stays", "T1", "x"), 10))
        same = asyncio.create_task(arrivals.keep(Arrival("gone0", "T1", "x"), 10))
        await asyncio.sleep(0.1)
    assert await patient
    assert await same
    assert rows(database, "arrivals") == 3


@contextlib.contextmanager
def locked(database: Database) -> Iterator[None]:
    """Hold what everybody needs to store something."""
    url = database.engine.url
    if url.drivername == "sqlite":
        other = sqlite3.connect(str(url.database), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.rollback()
            other.close()
    else:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as connection:
            connection.execute("LOCK TABLE arrivals")
            yield


async def test_each_beginning_counts_as_one_try_however_it_ended(
    database: Database, clock: StoppedClock
) -> None:
    arrivals = StoredArrivals(database, clock, "slack")
    await arrivals.keep(Arrival("e1", "T1", "x"), 5)
    tries = []
    arrival = Arrival("e1", "T1", "x")
    for number in range(TRIES):
        if number % 2:
            clock.set(clock.now() + LEASE)  # its process died
        else:
            await arrivals.put_back(arrival)
            clock.set(clock.now() + timedelta(hours=1))
        taken = await arrivals.left_over(10)
        if taken:
            (arrival,) = taken
            tries.append(arrival.tries)
    assert tries == list(range(1, TRIES))
    await arrivals.put_back(arrival)
    assert rows(database, "arrivals", "state = 'dead'") == 1


async def test_each_failure_is_rested_from_longer_than_the_one_before(
    database: Database, clock: StoppedClock
) -> None:
    arrivals = StoredArrivals(database, clock, "slack")
    await arrivals.keep(Arrival("e1", "T1", "x"), 5)
    arrival, pauses = Arrival("e1", "T1", "x"), []
    for _ in range(TRIES - 1):
        await arrivals.put_back(arrival)
        began = clock.now()
        while not (taken := await arrivals.left_over(1)):
            clock.set(clock.now() + timedelta(seconds=10))
        (arrival,) = taken
        pauses.append((clock.now() - began).total_seconds())
    assert pauses == [10, 40, 160, 640]
