"""A nudge on its way: claimed, begun, sent; what fails is known, doubted, looked up or given up."""

from __future__ import annotations

import asyncio
import io
from collections import Counter
from datetime import timedelta

import pytest
from cryptography.fernet import MultiFernet

from adapters.base import DeliveryError
from bot.database import Database, open_database
from bot.outbox import Outbox
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.deliveries import TRIES, Deliveries
from coaching.repository.deliveries import CONTACTS, NUDGES, USERS
from tests.bot.fakes import Fault, ScriptedAdapter, SinkAdapter, a_sink, until
from tests.bot.people import MONDAY, a_message, nudges, plan_nudges, states

MINUTE = timedelta(minutes=1)


def outbox(
    database: Database,
    clock: StoppedClock,
    adapter: ScriptedAdapter | SinkAdapter,
    worker: str = "w",
) -> Outbox:
    deliveries = Deliveries(database.transaction, clock)
    return Outbox(database, deliveries, {adapter.name: adapter}, worker, send_within=0.5)


def later(clock: StoppedClock, by: timedelta) -> None:
    clock.set(clock.now() + by)


async def test_what_is_due_is_sent_once_under_its_key(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 3)
    adapter = ScriptedAdapter()
    box = outbox(database, clock, adapter)
    assert await box.deliver() == 3
    assert await box.deliver() == 0
    assert adapter.sent == [("web:ana", f"nudge:1.1.{n}") for n in (1, 2, 3)]
    assert adapter.cards[0].title == "Thank number 0"
    assert {(row.state, row.sent_at) for row in nudges(database)} == {("sent", MONDAY)}


async def test_what_is_not_due_yet_waits(database: Database, clock: StoppedClock) -> None:
    plan_nudges(database, 1, at=MONDAY + MINUTE)
    adapter = ScriptedAdapter()
    box = outbox(database, clock, adapter)
    assert await box.deliver() == 0
    later(clock, MINUTE)
    assert await box.deliver() == 1


async def test_nudges_for_a_platform_that_is_not_here_are_left_alone(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    deliveries = Deliveries(database.transaction, clock)
    assert await Outbox(database, deliveries, {}, "w").deliver() == 0
    assert states(database) == ["due"]


async def test_nudges_go_where_the_person_spoke_last(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    with database.transaction() as connection:
        connection.execute(USERS.update().values(conversation="web:elsewhere"))
    adapter = ScriptedAdapter()
    await outbox(database, clock, adapter).deliver()
    assert adapter.sent == [("web:elsewhere", "nudge:1.1.1")]


@pytest.mark.parametrize(
    ("fault", "state", "accepted"),
    [
        (None, "sent", 1),
        ("busy", "due", 0),
        ("gone", "stopped", 0),
        ("before", "unsure", 0),
        ("after", "unsure", 1),
    ],
)
async def test_the_platform_s_answer_decides_the_state(
    sqlite: Database, clock: StoppedClock, fault: Fault | None, state: str, accepted: int
) -> None:
    plan_nudges(sqlite, 1)
    with a_sink(fault) as sink:
        await outbox(sqlite, clock, SinkAdapter(sink.port, looks=True)).deliver()
        assert states(sqlite) == [state]
        assert len(sink.accepted) == accepted


async def test_a_refused_nudge_is_tried_again_when_the_platform_said(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    with a_sink("busy") as sink:
        box = outbox(database, clock, SinkAdapter(sink.port, looks=True))
        assert await box.deliver() == 0
        later(clock, timedelta(seconds=29))
        assert await box.deliver() == 0
        later(clock, timedelta(seconds=1))
        assert await box.deliver() == 1
        assert list(sink.counts.values()) == [1]


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


async def test_a_nudge_that_cannot_be_read_does_not_stop_the_others_and_is_given_up(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 3)
    with database.transaction() as connection:
        poison = NUDGES.update().where(NUDGES.c.number == 2).values(content="not a suggestion")
        connection.execute(poison)
    box = outbox(database, clock, ScriptedAdapter())
    assert await box.deliver() == 2
    assert states(database) == ["sent", "due", "sent"]
    for _ in range(TRIES):
        later(clock, timedelta(minutes=5))
        await box.deliver()
    assert states(database) == ["sent", "stopped", "sent"]


async def test_a_platform_that_refuses_for_ever_is_left_in_peace(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    tried: list[str] = []

    def refuse(_: str, key: str) -> DeliveryError:
        tried.append(key)
        return DeliveryError("busy", verdict="retry")

    adapter = ScriptedAdapter(refuse)
    box = outbox(sqlite, clock, adapter)
    for _ in range(20):
        await box.deliver()
        later(clock, timedelta(minutes=10))
    assert states(sqlite) == ["stopped"]
    assert len(tried) == TRIES


async def test_look_ups_that_fail_for_ever_end_as_unknown(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Unreachable(ScriptedAdapter):
        async def delivered(self, conversation: str, key: str) -> bool | None:
            raise ConnectionError(conversation, key)

    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, Unreachable(lambda _, __: DeliveryError("", verdict="unsure")))
    for _ in range(20):
        await box.deliver()
        later(clock, 3 * MINUTE)
    assert states(sqlite) == ["unknown"]


async def test_a_closed_conversation_can_tell_nothing_about_a_doubtful_send(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Closed(ScriptedAdapter):
        async def delivered(self, conversation: str, key: str) -> bool | None:
            raise DeliveryError(conversation + key, verdict="stop")

    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, Closed(lambda _, __: DeliveryError("", verdict="unsure")))
    await box.deliver()
    later(clock, 3 * MINUTE)
    await box.deliver()
    assert states(sqlite) == ["unknown"]


async def test_a_conversation_gets_its_nudges_in_order_and_others_do_not_wait(
    sqlite: Database, clock: StoppedClock
) -> None:
    for user in ("ana", "bo"):
        plan_nudges(sqlite, 4, user)
    stuck = asyncio.Event()
    adapter = ScriptedAdapter(lambda conversation, _: stuck if conversation == "web:ana" else None)
    delivering = asyncio.create_task(outbox(sqlite, clock, adapter).deliver())
    await until(lambda: len(adapter.sent) == 4)
    assert {conversation for conversation, _ in adapter.sent} == {"web:bo"}
    stuck.set()
    assert await delivering == 8
    assert [key for c, key in adapter.sent if c == "web:ana"] == [
        f"nudge:1.1.{n}" for n in (1, 2, 3, 4)
    ]


async def test_a_nudge_is_not_sent_at_night_though_it_was_planned_by_day(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    adapter = ScriptedAdapter()
    clock.set(MONDAY.replace(hour=20))
    assert await outbox(database, clock, adapter).deliver() == 0
    assert states(database) == ["due"]
    clock.set(MONDAY.replace(day=3, hour=9))
    assert await outbox(database, clock, adapter).deliver() == 1


async def test_a_nudge_whose_day_is_over_is_let_go(database: Database, clock: StoppedClock) -> None:
    plan_nudges(database, 1)
    clock.set(MONDAY.replace(day=4))
    assert await outbox(database, clock, ScriptedAdapter()).deliver() == 0
    assert states(database) == ["expired"]


async def test_somebody_who_was_erased_meanwhile_gets_nothing(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 2)
    deliveries = Deliveries(database.transaction, clock)
    claimed = deliveries.claim("w", ("web",), 20)
    with database.transaction() as connection:
        for table in (NUDGES, CONTACTS, USERS):
            connection.execute(table.delete())
    assert [deliveries.begin(delivery) for delivery in claimed] == [None, None]


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
    url: str, cipher: MultiFernet, clock: StoppedClock
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
