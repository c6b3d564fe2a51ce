"""Sends that may have arrived, workers that went away, two workers at once: nothing twice."""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from datetime import datetime, timedelta

import pytest

from adapters.base import DeliveryError
from bot.database import Database, open_database
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.deliveries import TRIES, Deliveries
from coaching.messages import Card
from coaching.models.cipher import Cipher
from coaching.repository.deliveries import NUDGES, USERS
from tests.bot.fakes import Fault, ScriptedAdapter, SinkAdapter, a_sink, until
from tests.bot.house import later, outbox
from tests.bot.people import a_message, plan_nudges, states, users

MINUTE = timedelta(minutes=1)


def move(database: Database, conversation: str) -> None:
    """Let the first person be reached somewhere else."""
    with database.transaction() as connection:
        connection.execute(USERS.update().where(USERS.c.id == 1).values(conversation=conversation))


def promise_all(database: Database) -> None:
    """Let all nudges be reminders that somebody asked for."""
    with database.transaction() as connection:
        connection.execute(NUDGES.update().values(promised=True))


def make_due_again(database: Database) -> None:
    """Let what was sent to the first person be due once more."""
    with database.transaction() as connection:
        again = NUDGES.update().where(NUDGES.c.user_id == 1)
        connection.execute(again.values(state="due", sent_at=None))


@pytest.mark.parametrize(("looks", "fault"), [(True, "before"), (True, "after")])
async def test_a_doubtful_send_is_looked_up_and_arrives_exactly_once(
    database: Database, clock: StoppedClock, fault: Fault, *, looks: bool
) -> None:
    plan_nudges(database, 1)
    with a_sink(fault) as sink:
        adapter = SinkAdapter(sink.port, looks=looks)
        box = outbox(database, clock, adapter)
        await box.deliver()
        assert states(database) == ["unsure"]
        assert not adapter.looked_up
        for _ in range(2):
            later(clock, 2 * MINUTE)
            await box.deliver()
        assert states(database) == ["sent"]
        assert sink.counts == {"nudge:1.1.1": 1}
        assert adapter.looked_up == ["nudge:1.1.1"]


@pytest.mark.parametrize("fault", ["before", "after"])
async def test_where_nobody_can_look_a_doubtful_send_is_never_repeated(
    database: Database, clock: StoppedClock, fault: Fault
) -> None:
    plan_nudges(database, 1)
    with a_sink(fault) as sink:
        box = outbox(database, clock, SinkAdapter(sink.port, looks=False))
        for _ in range(4):
            await box.deliver()
            later(clock, 2 * MINUTE)
        assert states(database) == ["unknown"]
        assert len(sink.accepted) <= 1


async def test_an_adapter_s_own_bug_and_a_send_without_an_end_are_doubtful(
    sqlite: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    plan_nudges(sqlite, 3)
    outcomes = {"nudge:1.1.1": ZeroDivisionError("met Ada"), "nudge:1.1.2": asyncio.Event()}
    adapter = ScriptedAdapter(lambda _, key: outcomes.get(key))
    assert await outbox(sqlite, clock, adapter).deliver() == 1
    assert states(sqlite) == ["unsure", "unsure", "sent"]
    assert "ZeroDivisionError" in log.getvalue()
    assert "TimeoutError" in log.getvalue()
    assert "Ada" not in log.getvalue()


async def test_look_ups_that_fail_for_ever_end_as_unknown(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Unreachable(ScriptedAdapter):
        async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
            raise ConnectionError(conversation, key, since)

    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, Unreachable(lambda _, __: DeliveryError("", verdict="unsure")))
    for _ in range(20):
        await box.deliver()
        later(clock, 61 * MINUTE)
    assert states(sqlite) == ["unknown"]


@pytest.mark.parametrize(("arrived", "state"), [(True, "sent"), (False, "stopped")])
async def test_the_last_try_too_is_looked_up_before_it_is_given_up(
    sqlite: Database, clock: StoppedClock, state: str, *, arrived: bool
) -> None:
    plan_nudges(sqlite, 1)
    promise_all(sqlite)
    sends: list[str] = []

    def fail(_: str, key: str) -> DeliveryError:
        sends.append(key)
        return DeliveryError("", verdict="unsure")

    adapter = ScriptedAdapter(fail)
    adapter.arrived = False
    box = outbox(sqlite, clock, adapter)
    for _ in range(2 * TRIES):
        await box.deliver()
        later(clock, 61 * MINUTE)
        if len(sends) == TRIES:
            break
    assert states(sqlite) == ["unsure"]
    adapter.arrived = arrived
    await box.deliver()
    assert states(sqlite) == [state]
    assert len(sends) == TRIES


async def test_a_platform_that_answers_nothing_for_hours_costs_nobody_a_nudge(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    back = clock.now() + timedelta(hours=3)

    def down(_: str, __: str) -> DeliveryError | None:
        return None if clock.now() >= back else DeliveryError("", verdict="unsure")

    adapter = ScriptedAdapter(down)
    adapter.arrived = False
    box = outbox(sqlite, clock, adapter)
    for _ in range(5 * 60):
        await box.deliver()
        later(clock, MINUTE)
    assert states(sqlite) == ["sent"]


async def test_what_the_platform_calls_a_conversation_now_is_where_the_next_nudge_goes(
    database: Database, clock: StoppedClock
) -> None:
    class Renaming(ScriptedAdapter):
        async def send(self, conversation: str, card: Card, key: str) -> str:
            await super().send(conversation, card, key)
            return f"{conversation}:room"

    plan_nudges(database, 1)
    plan_nudges(database, 1, "bo")
    adapter = Renaming()
    box = outbox(database, clock, adapter)
    await box.deliver()
    make_due_again(database)
    await box.deliver()
    told = [conversation for conversation, _ in adapter.sent]
    assert sorted(told[:2]) == ["web:ana", "web:bo"]
    assert told[2:] == ["web:ana:room"]


async def test_somebody_who_moved_while_she_was_written_to_is_left_where_she_is(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    deliveries = Deliveries(database.transaction, clock)
    [delivery] = deliveries.claim("w", ("web",), 20)
    assert deliveries.begin(delivery)
    move(database, "teams:ana")
    deliveries.sent(delivery, "web:ana:room")
    assert states(database) == ["sent"]
    assert [row.conversation for row in users(database)] == ["teams:ana"]


async def test_a_closed_conversation_can_tell_nothing_about_a_doubtful_send(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Closed(ScriptedAdapter):
        async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
            raise DeliveryError(f"{conversation}{key}{since}", verdict="stop")

    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, Closed(lambda _, __: DeliveryError("", verdict="unsure")))
    await box.deliver()
    later(clock, 3 * MINUTE)
    await box.deliver()
    assert states(sqlite) == ["unknown"]


async def test_a_worker_that_lost_its_lease_can_neither_send_nor_write(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    deliveries = Deliveries(database.transaction, clock)
    [slow] = deliveries.claim("slow", ("web",), 20)
    later(clock, MINUTE)
    [quick] = deliveries.claim("quick", ("web",), 20)
    assert deliveries.begin(slow) is None
    assert deliveries.begin(quick) is not None
    deliveries.failed(slow, "stop")
    deliveries.put_back(slow)
    deliveries.release(slow)
    assert states(database) == ["sending"]
    deliveries.sent(quick)
    assert states(database) == ["sent"]


async def test_a_send_that_began_late_in_its_lease_is_not_looked_up_while_it_lasts(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    deliveries = Deliveries(database.transaction, clock)
    [delivery] = deliveries.claim("w", ("web",), 20)
    later(clock, timedelta(seconds=59))
    assert deliveries.begin(delivery) is not None
    later(clock, timedelta(seconds=119))
    assert deliveries.claim("other", ("web",), 20) == []
    later(clock, timedelta(seconds=1))
    [doubtful] = deliveries.claim("other", ("web",), 20)
    assert doubtful.state == "unsure"


async def test_a_stopped_outbox_gives_back_what_it_had_not_begun(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 3)
    go = asyncio.Event()
    adapter = ScriptedAdapter(lambda _, __: go)
    box = outbox(sqlite, clock, adapter)
    delivering = asyncio.create_task(box.deliver())
    await until(lambda: "sending" in states(sqlite))
    box.stop()
    go.set()
    assert await delivering == 1
    assert states(sqlite) == ["sent", "due", "due"]
    assert await box.deliver() == 0


async def test_two_workers_send_five_hundred_nudges_once_each(
    url: str, cipher: Cipher, clock: StoppedClock
) -> None:
    databases = [open_database(url, cipher) for _ in range(2)]
    for user in range(50):
        plan_nudges(databases[0], 10, f"user{user}")
    adapter = ScriptedAdapter()
    boxes = [outbox(database, clock, adapter, f"w{n}") for n, database in enumerate(databases)]
    arrived = await asyncio.gather(*(box.deliver() for box in boxes))
    while len(adapter.sent) < 500:
        # On PostgreSQL a worker passes over what the other is claiming at that moment.
        arrived += await asyncio.gather(*(box.deliver() for box in boxes))
    assert sum(arrived) == len(adapter.sent) == 500
    assert set(Counter(key for _, key in adapter.sent).values()) == {1}
    assert set(states(databases[0])) == {"sent"}
    for database in databases:
        database.close()


async def test_answering_and_delivering_to_one_person_at_once_gets_in_nobody_s_way(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 20)
    coach = Coach(database.transaction, clock)
    box = outbox(database, clock, ScriptedAdapter())
    said = [database.run(coach.answer, a_message("add Ada", n)) for n in range(20)]
    await asyncio.gather(box.deliver(), *said)
    await box.deliver()
    assert set(states(database)) == {"sent"}
