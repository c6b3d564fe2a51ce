"""The tick: everybody due is looked at, what is due is sent, time can be played, the end is calm."""

from __future__ import annotations

import asyncio
import io
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from bot.database import Database
from bot.housekeeping import DAY, HOUR, Housekeeping
from bot.scheduler import AHEAD, HEARTBEAT, moved_ahead
from coaching.clock import Clock, MovableClock, StoppedClock
from coaching.planner import Planner
from coaching.repository.deliveries import USERS
from coaching.repository.facts import read_fact
from coaching.tidy import Tidy
from tests.bot.fakes import until
from tests.bot.house import House
from tests.bot.people import MONDAY, nudges, plan_nudges, states, users


class Mornings(Planner):
    """Plans a nudge for everybody at ten in the morning of each working day."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database.transaction, clock)
        self._database = database
        self._now = clock.now
        self.looks: list[tuple[datetime, int]] = []

    def plan(self, workspace_id: int, user_id: int) -> int:
        now = self._now()
        self.looks.append((now, user_id))
        if now.isoweekday() < 6:
            plan_nudges(self._database, 1, f"user{user_id}", now, slot=f"{now:%m-%d}")
        tomorrow = (now + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
        with self._database.transaction() as connection:
            mine = USERS.c.id == user_id
            connection.execute(USERS.update().where(mine).values(next_look_at=tomorrow))
        return workspace_id


def look_at(database: Database, when: datetime | None, *names: str) -> None:
    """Have people of these names, and let the planner look at them at ``when``."""
    for name in names:
        plan_nudges(database, 0, name, MONDAY)
    with database.transaction() as connection:
        connection.execute(USERS.update().values(next_look_at=when))


def fact(database: Database, key: str) -> str:
    with database.transaction() as connection:
        return read_fact(connection, key)


async def test_everybody_due_is_looked_at_and_gets_the_nudge_in_the_same_tick(
    database: Database, clock: StoppedClock
) -> None:
    look_at(database, MONDAY, *(f"user{n}" for n in range(1, 51)))
    house = House(database, clock, Mornings(database, clock))
    await house.ticker.tick()
    assert len(house.adapter.sent) == 50
    assert set(states(database)) == {"sent"}


async def test_a_person_whose_rows_are_broken_is_put_off_and_the_others_go_on(
    database: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    look_at(database, MONDAY, "ana", "bo", "cy")
    with database.transaction() as connection:
        broken = USERS.update().where(USERS.c.id == 2).values(time_zone="Nowhere/Atlantis")
        connection.execute(broken)
    await House(database, clock).ticker.tick()
    looks = {row.id: row.next_look_at for row in users(database)}
    assert looks[2] == MONDAY + timedelta(hours=1)
    assert looks[1] > MONDAY
    assert looks[3] > MONDAY
    assert "key=1.2" in log.getvalue()


async def test_somebody_who_stays_due_is_looked_at_once_a_tick(
    database: Database, clock: StoppedClock
) -> None:
    class Stubborn(Planner):
        looks = 0

        def plan(self, workspace_id: int, user_id: int) -> int:
            self.looks += 1
            return workspace_id - user_id

    look_at(database, MONDAY, "ana")
    planner = Stubborn(database.transaction, clock)
    await House(database, clock, planner).ticker.tick()
    assert planner.looks == 1


async def test_a_database_that_is_away_for_a_tick_is_no_end(
    sqlite: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    def refuse(_: object) -> None:
        raise OSError

    house = House(sqlite, clock)
    plan_nudges(sqlite, 1)
    event.listen(sqlite.engine, "commit", refuse)
    await house.ticker.tick()
    assert not house.ticker.is_alive()
    event.remove(sqlite.engine, "commit", refuse)
    await house.ticker.tick()
    assert house.ticker.is_alive()
    assert states(sqlite) == ["sent"]
    assert "a tick failed" in log.getvalue()


async def test_each_tick_shows_that_it_lives_but_not_more_often_than_needed(
    sqlite: Database, clock: StoppedClock
) -> None:
    house = House(sqlite, clock)
    await house.ticker.tick()
    assert fact(sqlite, HEARTBEAT) == MONDAY.isoformat()
    clock.set(MONDAY + timedelta(hours=1))
    await house.ticker.tick()
    assert fact(sqlite, HEARTBEAT) == MONDAY.isoformat()


async def test_once_started_it_ticks_by_itself(sqlite: Database, clock: StoppedClock) -> None:
    house = House(sqlite, clock)
    house.ticker.start()
    await until(house.ticker.is_alive)
    plan_nudges(sqlite, 1)
    await until(lambda: len(house.adapter.sent) == 1)
    await house.ticker.drain()
    assert not house.ticker.is_alive()


async def test_draining_finishes_the_send_in_flight_and_claims_nothing_more(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 2)
    go = asyncio.Event()
    ticker = House(sqlite, clock, script=lambda _, __: go).ticker
    ticker.start()
    await until(lambda: "sending" in states(sqlite))
    draining = asyncio.create_task(ticker.drain())
    await asyncio.sleep(0.05)
    assert not draining.done()
    go.set()
    await draining
    assert states(sqlite) == ["sent", "due"]
    await ticker.tick()
    assert states(sqlite) == ["sent", "due"]


async def test_a_week_played_in_the_demo_brings_each_day_s_nudge_at_its_own_time(
    sqlite: Database, clock: StoppedClock
) -> None:
    movable = MovableClock(clock)
    look_at(sqlite, MONDAY + timedelta(days=1), "user1", "user2")
    planner = Mornings(sqlite, movable)
    house = House(sqlite, movable, planner)
    await house.ticker.advance(timedelta(days=7))
    sent = [row.sent_at for row in nudges(sqlite) if row.state == "sent" and row.user_id == 1]
    assert [f"{at:%a %d %H}" for at in sent] == [
        "Tue 03 10", "Wed 04 10", "Thu 05 10", "Fri 06 10", "Mon 09 10",
    ]  # fmt: skip
    assert movable.now() == MONDAY + timedelta(days=7)


async def test_how_far_the_demo_s_clock_was_moved_outlives_a_restart(
    sqlite: Database, clock: StoppedClock
) -> None:
    assert moved_ahead(sqlite) == timedelta()
    movable = MovableClock(clock)
    house = House(sqlite, movable)
    await house.ticker.advance(timedelta(hours=1))
    await house.ticker.advance(timedelta(days=1))
    assert moved_ahead(sqlite) == timedelta(days=1, hours=1) == movable.ahead
    assert fact(sqlite, AHEAD)


async def test_playing_to_a_moment_that_has_passed_moves_nothing(
    sqlite: Database, clock: StoppedClock
) -> None:
    movable = MovableClock(clock)
    await House(sqlite, movable).ticker.play(MONDAY - timedelta(days=1))
    assert movable.ahead == timedelta()


async def test_playing_ends_even_if_somebody_stays_due(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Stubborn(Planner):
        def plan(self, workspace_id: int, user_id: int) -> int:
            return workspace_id - user_id

    movable = MovableClock(clock)
    look_at(sqlite, MONDAY, "ana")
    planner = Stubborn(sqlite.transaction, movable)
    await House(sqlite, movable, planner).ticker.advance(timedelta(hours=2))
    assert movable.now() == MONDAY + timedelta(hours=2)


async def test_only_the_demo_s_clock_can_be_moved(sqlite: Database, clock: StoppedClock) -> None:
    with pytest.raises(TypeError):
        await House(sqlite, clock).ticker.advance(timedelta(days=1))


class Steps(Tidy):
    """Counts the rounds of tidying."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database.transaction, clock)
        self.done: list[str] = []

    def purge_inbox(self) -> int:
        self.done.append("hour")
        return 0

    def purge_history(self) -> int:
        self.done.append("day")
        return 0

    def retire(self, workspace_id: int, user_id: int) -> int:
        self.done.append(f"person {workspace_id}.{user_id}")
        return 0


async def test_the_house_is_kept_each_hour_and_each_day(
    sqlite: Database, clock: StoppedClock
) -> None:
    look_at(sqlite, None, "ana", "bo")
    seconds = [0.0]
    steps = Steps(sqlite, clock)
    keeping = Housekeeping(sqlite, steps, lambda: seconds[0])
    everything = ["hour", "day", "person 1.1", "person 1.2"]
    await keeping.keep()
    assert steps.done == everything
    await keeping.keep()
    assert steps.done == everything
    seconds[0] = HOUR
    await keeping.keep()
    assert steps.done == [*everything, "hour"]
    seconds[0] = DAY
    await keeping.keep()
    assert steps.done == [*everything, "hour", *everything]
