"""Deliveries of a platform are stored once, worked off once, and never forgotten on the way."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Row, select

from adapters.base import Arrival
from bot.arrivals import ARRIVALS, LEASE, TRIES, StoredArrivals
from bot.database import Database
from coaching.clock import StoppedClock
from coaching.tidy import Tidy
from tests.bot.people import MONDAY


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MONDAY)


@pytest.fixture
def arrivals(database: Database, clock: StoppedClock) -> StoredArrivals:
    return StoredArrivals(database, clock, "slack")


def rows(database: Database) -> list[Row[tuple[object, ...]]]:
    with database.transaction() as connection:
        return list(connection.execute(select(ARRIVALS).order_by(ARRIVALS.c.key)).all())


def later(clock: StoppedClock, by: timedelta = LEASE) -> None:
    clock.set(clock.now() + by)


async def test_the_same_delivery_is_new_once_however_often_it_comes(
    arrivals: StoredArrivals, database: Database
) -> None:
    same = Arrival("e1", "T1", "hello")
    assert await arrivals.keep(same, 5)
    assert not await arrivals.keep(same, 5)
    assert len(rows(database)) == 1


async def test_fifty_at_once_through_two_processes_count_once(
    database: Database, clock: StoppedClock
) -> None:
    doors = [StoredArrivals(database, clock, "slack") for _ in range(2)]
    same = Arrival("e1", "T1", "hello")
    found = await asyncio.gather(*(doors[n % 2].keep(same, 5) for n in range(50)))
    assert found.count(True) == 1


async def test_of_a_batch_only_what_is_new_counts(
    arrivals: StoredArrivals, database: Database
) -> None:
    await arrivals.keep(Arrival("e2", "T1", "b"), 5)
    batch = [Arrival(f"e{n}", "T1", "x") for n in (1, 2, 3, 3)]
    assert await asyncio.gather(*(arrivals.keep(a, 5) for a in batch)) == [True, False, True, False]
    assert [row.key for row in rows(database)] == ["e1", "e2", "e3"]


async def test_platforms_do_not_mix_up_their_keys(database: Database, clock: StoppedClock) -> None:
    assert await StoredArrivals(database, clock, "slack").keep(Arrival("e1", "T1", "a"), 5)
    assert await StoredArrivals(database, clock, "teams").keep(Arrival("e1", "T1", "a"), 5)


async def test_what_is_in_somebodys_hands_is_left_alone_until_the_lease_ends(
    arrivals: StoredArrivals, clock: StoppedClock
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "hello"), 5)
    assert await arrivals.left_over(10) == []
    later(clock)
    assert await arrivals.left_over(10) == [Arrival("e1", "T1", "hello", tries=1)]
    assert await arrivals.left_over(10) == []


async def test_what_was_worked_off_is_known_but_not_kept(
    arrivals: StoredArrivals, database: Database, clock: StoppedClock
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "hello"), 5)
    await arrivals.settle(Arrival("e1", "T1", ""))
    (row,) = rows(database)
    assert (row.state, row.body) == ("done", "")
    later(clock)
    assert await arrivals.left_over(10) == []
    assert not await arrivals.keep(Arrival("e1", "T1", "hello"), 5)


async def test_what_fails_is_tried_again_soon_and_given_up_in_the_end(
    arrivals: StoredArrivals, database: Database, clock: StoppedClock
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "hello"), 5)
    for _ in range(TRIES):
        await arrivals.put_back(Arrival("e1", "T1", ""))
        later(clock, timedelta(seconds=30))
    assert rows(database)[0].state == "dead"
    assert await arrivals.left_over(10) == []


async def test_what_kills_its_process_every_time_is_not_taken_for_ever(
    arrivals: StoredArrivals, clock: StoppedClock
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "hello"), 5)
    taken = 0
    for _ in range(3 * TRIES):
        later(clock)
        taken += len(await arrivals.left_over(10))
    assert taken == TRIES


async def test_the_words_are_not_readable_in_the_database(
    arrivals: StoredArrivals, database: Database
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "met Zenobia"), 5)
    with database.transaction() as connection:
        kept = connection.exec_driver_sql("SELECT body FROM arrivals").scalar_one()
    assert "Zenobia" not in kept


async def test_a_workspaces_deliveries_can_be_forgotten(
    arrivals: StoredArrivals, database: Database
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "a"), 5)
    await arrivals.keep(Arrival("e2", "T2", "b"), 5)
    await arrivals.forget("T1")
    assert [row.tenant for row in rows(database)] == ["T2"]


async def test_after_a_week_a_delivery_is_forgotten(
    arrivals: StoredArrivals, database: Database, clock: StoppedClock
) -> None:
    await arrivals.keep(Arrival("e1", "T1", "a"), 5)
    later(clock, timedelta(days=6))
    await arrivals.keep(Arrival("e2", "T1", "b"), 5)
    later(clock, timedelta(days=2))
    assert Tidy(database.transaction, clock).purge_arrivals() == 1
    assert [row.key for row in rows(database)] == ["e2"]
