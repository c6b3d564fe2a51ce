"""A channel's weekly prompt on its way: at its time, to the channel, or not at all."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from adapters.base import DeliveryError, Verdict
from bot.database import Database, open_database
from coaching.clock import MovableClock, StoppedClock
from coaching.coach import Coach
from coaching.deliveries import TRIES, Deliveries
from coaching.messages import Card, Message, Room
from coaching.models.cipher import Cipher
from coaching.planner import Planner
from coaching.prompts import PROMPTS
from coaching.repository.deliveries import LEASE, USERS
from coaching.repository.programmes import PROGRAMMES
from coaching.repository.scope import Scope
from tests.bot.fakes import ScriptedAdapter
from tests.bot.house import House, later, outbox
from tests.bot.people import MONDAY, a_message, nudges, plan_nudges, states

ROOM = Room("web:room", "team", shared=False)
NEXT = MONDAY + timedelta(days=7)
"""When `set_up` lets the first post be due: it is 10:00 already, so in a week."""
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def say(
    database: Database, clock: StoppedClock, text: str, user: str = "ana", room: Room = ROOM
) -> Card:
    """Say something in a channel."""
    message: Message = a_message(text, f"{text}-{room.address}-{clock.now()}", user)
    in_room = replace(message, room=room, private=False)
    return Coach(database.transaction, clock).answer(in_room).card


def set_up(database: Database, clock: StoppedClock, user: str = "ana", room: Room = ROOM) -> None:
    """Set up prompts for each Monday at ten; nobody is to be looked at beside them."""
    assert say(database, clock, "prompts weekly Monday 10:00", user, room).fields
    with database.transaction() as connection:
        connection.execute(USERS.update().values(next_look_at=None))


def planned(database: Database, clock: StoppedClock) -> Deliveries:
    """Let the post of `set_up` be planned at its time; return what hands it out."""
    set_up(database, clock)
    clock.set(NEXT)
    planner = Planner(database.transaction, clock)
    assert [planner.plan_post(key) for key in planner.due_programmes(9)] > [0]
    return Deliveries(database.transaction, clock)


def programmes(database: Database) -> list[datetime]:
    """Return when each programme is looked at again."""
    with database.transaction() as connection:
        return [row.next_at for row in connection.execute(PROGRAMMES.select()).all()]


async def test_it_is_posted_to_the_channel_at_its_time_and_once(
    database: Database, clock: StoppedClock
) -> None:
    set_up(database, clock)
    house = House(database, clock)
    clock.set(NEXT - MINUTE)
    await house.ticker.tick()
    assert house.adapter.sent == []
    clock.set(NEXT)
    for _ in range(3):
        await house.ticker.tick()
    [(conversation, key)] = house.adapter.sent
    assert (conversation, key.partition(":")[0]) == (ROOM.address, "nudge")
    [card] = house.adapter.cards
    assert card.title in [prompt.title for prompt in PROMPTS]
    assert "Set up by ana · every Monday 10:00 · " in card.body
    assert not card.buttons
    assert states(database) == ["sent"]
    assert programmes(database) == [NEXT + timedelta(days=7)]


async def test_every_week_another_one_at_the_same_local_time_over_the_change_of_clocks(
    sqlite: Database, clock: StoppedClock
) -> None:
    movable = MovableClock(clock)
    say(sqlite, clock, "prompts weekly Monday 10:00 zone Europe/Berlin")
    with sqlite.transaction() as connection:
        connection.execute(USERS.update().values(next_look_at=None))
    house = House(sqlite, movable)
    await house.ticker.advance(timedelta(days=36))
    sent = [f"{row.sent_at:%d %b %H:%M}" for row in nudges(sqlite)]
    assert sent == ["09 Mar 09:00", "16 Mar 09:00", "23 Mar 09:00", "30 Mar 08:00", "06 Apr 08:00"]
    titles = [card.title for card in house.adapter.cards]
    assert len(set(titles)) == len(titles) == 5


async def test_a_pause_of_hers_and_her_hours_are_no_matter_to_the_channel(
    sqlite: Database, clock: StoppedClock
) -> None:
    set_up(sqlite, clock)
    for line in ("pause", "settings hours 20-21 days Sun weekly 0"):
        Coach(sqlite.transaction, clock).answer(a_message(line, line))
    clock.set(NEXT)
    house = House(sqlite, clock)
    await house.ticker.tick()
    assert [conversation for conversation, _ in house.adapter.sent] == [ROOM.address]


async def test_her_own_nudges_go_to_her_as_if_there_were_no_post(
    sqlite: Database, clock: StoppedClock
) -> None:
    planned(sqlite, clock)
    plan_nudges(sqlite, 1, at=NEXT)
    adapter = ScriptedAdapter()
    assert await outbox(sqlite, clock, adapter).deliver() == 2
    assert sorted(conversation for conversation, _ in adapter.sent) == ["web:ana", "web:room"]


@pytest.mark.parametrize("late", [2 * HOUR, 2 * HOUR + MINUTE])
async def test_a_platform_that_was_away_gets_it_within_two_hours_or_not_at_all(
    database: Database, clock: StoppedClock, late: timedelta
) -> None:
    planned(database, clock)
    clock.set(NEXT + late)
    in_time = late <= 2 * HOUR
    assert await outbox(database, clock, ScriptedAdapter()).deliver() == in_time
    assert states(database) == ["sent" if in_time else "expired"]


@pytest.mark.parametrize(("seconds", "state"), [(60, "due"), (7200, "due"), (7201, "expired")])
async def test_it_waits_for_two_hours_at_most(
    sqlite: Database, clock: StoppedClock, seconds: int, state: str
) -> None:
    planned(sqlite, clock)
    adapter = ScriptedAdapter(lambda _, __: DeliveryError("", verdict="wait", retry_after=seconds))
    await outbox(sqlite, clock, adapter).deliver()
    assert states(sqlite) == [state]


async def test_many_short_waits_are_not_more_than_two_hours_together(
    sqlite: Database, clock: StoppedClock
) -> None:
    planned(sqlite, clock)
    adapter = ScriptedAdapter(lambda _, __: DeliveryError("", verdict="wait", retry_after=900))
    box = outbox(sqlite, clock, adapter)
    for _ in range(12):
        await box.deliver()
        later(clock, 15 * MINUTE)
    assert states(sqlite) == ["expired"]


@pytest.mark.parametrize(
    "line", ["prompts stop", "undo", "delete me yes", "prompts weekly Tuesday"]
)
async def test_what_was_changed_or_ended_just_before_is_not_posted(
    database: Database, clock: StoppedClock, line: str
) -> None:
    planned(database, clock)
    clock.set(MONDAY)
    say(database, clock, line)
    clock.set(NEXT)
    adapter = ScriptedAdapter()
    assert await outbox(database, clock, adapter).deliver() == 0
    assert set(states(database)) <= {"expired"}


@pytest.mark.parametrize(("verdict", "state"), [("stop", "stopped"), ("unsure", "unsure")])
async def test_a_post_that_fails_leaves_the_programme_as_it_is(
    sqlite: Database, clock: StoppedClock, verdict: Verdict, state: str
) -> None:
    planned(sqlite, clock)
    adapter = ScriptedAdapter(lambda _, __: DeliveryError("", verdict=verdict))
    await outbox(sqlite, clock, adapter).deliver()
    assert states(sqlite) == [state]
    assert programmes(sqlite) == [NEXT + timedelta(days=7)]


async def test_a_doubtful_post_is_looked_up_in_the_channel(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Looking(ScriptedAdapter):
        looked: str = ""

        async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
            self.looked = f"{conversation} {key} {since}"
            return True

    planned(sqlite, clock)
    adapter = Looking(lambda _, __: DeliveryError("", verdict="unsure"))
    box = outbox(sqlite, clock, adapter)
    await box.deliver()
    later(clock, 3 * MINUTE)
    await box.deliver()
    assert adapter.looked.startswith(ROOM.address)
    assert states(sqlite) == ["sent"]


async def test_claims_of_posts_are_fenced_like_all_others(
    sqlite: Database, clock: StoppedClock
) -> None:
    deliveries = planned(sqlite, clock)
    [slow] = deliveries.claim("slow", ("web",), 20)
    later(clock, LEASE)
    [quick] = deliveries.claim("quick", ("web",), 20)
    assert deliveries.begin(slow) is None
    assert deliveries.begin(quick) is not None
    assert quick.failures == 0 < TRIES


async def test_two_processes_post_it_once(url: str, cipher: Cipher, clock: StoppedClock) -> None:
    databases = [open_database(url, cipher) for _ in range(2)]
    rooms = [Room(f"web:room{n}", "", shared=False) for n in range(10)]
    for room in rooms:
        set_up(databases[0], clock, room=room)
    clock.set(NEXT)
    houses = [House(database, clock) for database in databases]
    for _ in range(3):
        await asyncio.gather(*(house.ticker.tick() for house in houses))
    sent = [conversation for house in houses for conversation, _ in house.adapter.sent]
    assert sorted(sent) == sorted(room.address for room in rooms)
    for database in databases:
        database.close()


async def test_two_members_who_set_them_up_at_once_leave_one_programme(
    database: Database, clock: StoppedClock
) -> None:
    users = [f"user{n}" for n in range(4)]
    coach = Coach(database.transaction, clock)
    said = [
        database.run(
            coach.answer,
            replace(a_message("prompts weekly Monday 10:00 yes", "1", user), room=ROOM),
        )
        for user in users
    ]
    for user in users:
        plan_nudges(database, 0, user)
    await asyncio.gather(*said)
    with database.transaction() as connection:
        connection.execute(USERS.update().values(next_look_at=None))
    clock.set(NEXT)
    house = House(database, clock)
    await house.ticker.tick()
    assert [conversation for conversation, _ in house.adapter.sent] == [ROOM.address]


async def test_a_programme_that_cannot_be_made_sense_of_is_put_off_and_the_others_go_on(
    sqlite: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    others = Room("web:others", "", shared=False)
    for room in (ROOM, others):
        set_up(sqlite, clock, room=room)
    with sqlite.transaction() as connection:
        broken = PROGRAMMES.update().where(PROGRAMMES.c.room == ROOM.address)
        connection.execute(broken.values(time_zone="Nowhere/Atlantis"))
    clock.set(NEXT)
    house = House(sqlite, clock)
    await house.ticker.tick()
    assert [conversation for conversation, _ in house.adapter.sent] == [others.address]
    assert NEXT + HOUR in programmes(sqlite)
    assert "a channel's prompts could not be looked at" in log.getvalue()


async def test_what_was_put_off_for_an_hour_is_still_posted(
    sqlite: Database, clock: StoppedClock
) -> None:
    set_up(sqlite, clock)
    clock.set(NEXT)
    planner = Planner(sqlite.transaction, clock)
    [key] = planner.due_programmes(9)
    planner.put_off_post(key)
    assert planner.due_programmes(9) == []
    later(clock, HOUR)
    house = House(sqlite, clock)
    await house.ticker.tick()
    assert len(house.adapter.sent) == 1
    assert programmes(sqlite) == [NEXT + timedelta(days=7)]


def test_a_process_for_other_platforms_leaves_them_alone(
    sqlite: Database, clock: StoppedClock
) -> None:
    set_up(sqlite, clock)
    clock.set(NEXT)
    here, elsewhere = Scope(("web",)), Scope(("console",))
    assert len(Planner(sqlite.transaction, clock, here).due_programmes(9)) == 1
    assert Planner(sqlite.transaction, clock, elsewhere).due_programmes(9) == []
    assert Planner(sqlite.transaction, clock, here).next_look() == NEXT
    assert Planner(sqlite.transaction, clock, elsewhere).next_look() is None


async def test_the_operator_sees_a_post_among_the_nudges_without_its_words(
    sqlite: Database, clock: StoppedClock
) -> None:
    [logged] = planned(sqlite, clock).newest(5)
    assert (logged.kind, logged.platform, logged.state, logged.person) == (
        "prompt",
        "web",
        "due",
        "ana",
    )


def test_looking_for_what_is_due_reads_what_is_due_and_no_more(
    sqlite: Database, clock: StoppedClock
) -> None:
    said: list[tuple[str, Any]] = []

    def hear(*heard: Any) -> None:  # noqa: ANN401 SQLAlchemy's own arguments
        if heard[2].startswith("SELECT"):
            said.append((heard[2], heard[3]))

    event.listen(sqlite.engine, "before_cursor_execute", hear)
    planner = Planner(sqlite.transaction, clock, Scope(("web", "slack")))
    planner.due(9)
    planner.due_programmes(9)
    planner.next_look()
    assert len(said) == 4
    event.remove(sqlite.engine, "before_cursor_execute", hear)
    with sqlite.transaction() as connection:
        for statement, values in said:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert "USING COVERING INDEX ix_" in plan[0].detail, plan
            assert not [step for step in plan if "TEMP B-TREE" in step.detail]
