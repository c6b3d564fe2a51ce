"""A state is good once, for ten minutes, in the browser that began."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from adapters.slack.installs.states import GOOD_FOR, STATES, States
from bot.database import Database
from coaching.clock import StoppedClock
from tests.adapters.slack.places import everything_in, later


@pytest.fixture
def states(database: Database, clock: StoppedClock) -> States:
    return States(database, clock)


def pending(database: Database) -> int:
    with database.transaction() as connection:
        count: int = connection.execute(select(func.count()).select_from(STATES)).scalar_one()
    return count


async def test_a_state_is_good_once(states: States) -> None:
    state, browser = await states.begin()

    assert await states.take(state, browser)
    assert not await states.take(state, browser)


async def test_of_many_who_come_with_the_same_state_one_gets_through(
    states: States, sibling: Database, clock: StoppedClock
) -> None:
    other = States(sibling, clock)
    for _ in range(10):
        state, browser = await states.begin()
        doors = (states, other) * 4
        taken = await asyncio.gather(*(door.take(state, browser) for door in doors))
        assert sorted(taken) == [False] * 7 + [True]


async def test_another_browser_gets_nowhere_and_spoils_nothing(states: States) -> None:
    state, browser = await states.begin()
    other_state, other_browser = await states.begin()

    assert not await states.take(state, other_browser)
    assert not await states.take(other_state, browser)
    assert await states.take(state, browser)
    assert await states.take(other_state, other_browser)


@pytest.mark.parametrize("odd", ["", "short", "a" * 44, "ü" * 43, "a" * 42 + "\n", "\x00" * 43])
async def test_what_is_no_state_is_not_looked_for(states: States, odd: str) -> None:
    state, browser = await states.begin()

    assert not await states.take(odd, browser)
    assert not await states.take(state, odd)
    assert not await states.take(odd, odd)


async def test_after_ten_minutes_it_is_too_late(states: States, clock: StoppedClock) -> None:
    state, browser = await states.begin()
    other, its_browser = await states.begin()

    later(clock, GOOD_FOR - timedelta(seconds=1))
    assert await states.take(other, its_browser)
    later(clock, timedelta(seconds=1))
    assert not await states.take(state, browser)


async def test_two_tabs_of_a_browser_do_not_spoil_each_other(states: States) -> None:
    first, browser = await states.begin()
    second, same = await states.begin(browser)

    assert same == browser
    assert await states.take(second, browser)
    assert await states.take(first, browser)


@pytest.mark.parametrize("odd", ["x", "a" * 44, "<script>", "\x00" * 43])
async def test_a_cookie_that_is_none_of_ours_is_replaced(states: States, odd: str) -> None:
    state, browser = await states.begin(odd)

    assert browser != odd
    assert await states.take(state, browser)


async def test_old_ones_are_cleared_away(
    states: States, database: Database, clock: StoppedClock
) -> None:
    for _ in range(5):
        await states.begin()
    assert pending(database) == 5

    later(clock, GOOD_FOR)
    await states.begin()
    assert pending(database) == 1


async def test_outsiders_cannot_fill_the_table(database: Database, clock: StoppedClock) -> None:
    states = States(database, clock, most=20)
    first = await states.begin()
    begun = []
    for _ in range(50):
        later(clock, timedelta(seconds=1))
        begun.append(await states.begin())

    assert pending(database) == 20
    assert not await states.take(*first)
    assert await states.take(*begun[-1])
    assert await states.take(*begun[-20])


async def test_only_hashes_are_kept(sqlite: Database, clock: StoppedClock, tmp_path: Path) -> None:
    state, browser = await States(sqlite, clock).begin()

    stored = everything_in(tmp_path)

    assert pending(sqlite) == 1
    assert state.encode() not in stored
    assert browser.encode() not in stored
    assert len({state, browser, *await States(sqlite, clock).begin()}) == 4
