"""A nudge on its way: claimed, begun, sent; in order, at its time, or given up for a reason."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.base import DeliveryError
from bot.database import Database
from bot.outbox import Outbox
from coaching.clock import StoppedClock
from coaching.deliveries import TRIES, Deliveries
from coaching.repository.deliveries import CONTACTS, NUDGES, USERS
from tests.bot.fakes import Fault, ScriptedAdapter, SinkAdapter, a_sink, until
from tests.bot.house import later, outbox
from tests.bot.people import MONDAY, nudges, plan_nudges, states

MINUTE = timedelta(minutes=1)


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
