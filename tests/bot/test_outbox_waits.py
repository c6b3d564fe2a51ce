"""A platform that asks for patience: nothing is wrong, nothing is lost, nobody else waits."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from adapters.base import DeliveryError, Verdict
from bot.database import Database
from bot.outbox import BATCH
from coaching.clock import StoppedClock
from coaching.deliveries import TRIES, Deliveries
from coaching.repository.deliveries import LEASE, NUDGES, SETTLED
from tests.bot.fakes import ScriptedAdapter
from tests.bot.house import later, outbox
from tests.bot.people import MONDAY, nudges, plan_nudges, states

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
Script = Callable[[str, str], object]


def says(verdict: Verdict, seconds: float = 0.0) -> Script:
    """Return a script by which the platform gives the same answer to every card."""
    return lambda _, __: DeliveryError("not now", verdict=verdict, retry_after=seconds)


def promise_all(database: Database) -> None:
    """Let all nudges be reminders that somebody asked for."""
    with database.transaction() as connection:
        connection.execute(NUDGES.update().values(promised=True))


@pytest.mark.parametrize("seconds", [1, 90, 5 * 3600])
async def test_what_is_to_wait_is_due_exactly_then(
    database: Database, clock: StoppedClock, seconds: float
) -> None:
    plan_nudges(database, 1)
    patience = ScriptedAdapter(says("wait", seconds))
    await outbox(database, clock, patience).deliver()
    [row] = nudges(database)
    assert (row.state, row.failures) == ("due", 0)
    assert row.due_at == MONDAY + timedelta(seconds=seconds)
    adapter = ScriptedAdapter()
    box = outbox(database, clock, adapter)
    later(clock, timedelta(seconds=seconds) - SECOND)
    assert await box.deliver() == 0
    later(clock, SECOND)
    assert await box.deliver() == 1


async def test_waiting_ever_so_often_is_no_failure(sqlite: Database, clock: StoppedClock) -> None:
    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, ScriptedAdapter(says("wait", 60)))
    for _ in range(3 * TRIES):
        await box.deliver()
        later(clock, MINUTE)
    assert await outbox(sqlite, clock, ScriptedAdapter()).deliver() == 1


async def test_waits_between_failures_do_not_count_with_them(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    answers: list[Verdict] = ["retry", "wait"]
    asked: list[Verdict] = []

    def answer(_: str, __: str) -> DeliveryError:
        asked.append(answers[len(asked) % 2])
        return DeliveryError("not now", verdict=asked[-1])

    box = outbox(sqlite, clock, ScriptedAdapter(answer))
    for _ in range(3 * TRIES):
        await box.deliver()
        later(clock, 10 * MINUTE)
    assert states(sqlite) == ["stopped"]
    assert asked.count("retry") == TRIES


async def test_it_is_no_cause_for_alarm(
    sqlite: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    plan_nudges(sqlite, 1)
    await outbox(sqlite, clock, ScriptedAdapter(says("wait", 5))).deliver()
    assert "waits for its time" in log.getvalue()
    assert "warning" not in log.getvalue()


@pytest.mark.parametrize("seconds", [0.0, 1.0])
async def test_nothing_is_asked_twice_in_one_round_though_time_passes_in_it(
    sqlite: Database, clock: StoppedClock, seconds: float
) -> None:
    count = 2 * BATCH + 5
    for user in range(count):
        plan_nudges(sqlite, 1, f"user{user}")
    asked: Counter[str] = Counter()

    def slow(_: str, key: str) -> DeliveryError:
        asked[key] += 1
        later(clock, SECOND)
        return DeliveryError("not now", verdict="wait", retry_after=seconds)

    assert await outbox(sqlite, clock, ScriptedAdapter(slow)).deliver() == 0
    assert len(asked) == count
    assert set(asked.values()) == {1}
    assert set(states(sqlite)) == {"due"}


async def test_one_workspace_that_is_paced_does_not_keep_others_waiting(
    sqlite: Database, clock: StoppedClock
) -> None:
    for user in range(3 * BATCH):
        plan_nudges(sqlite, 1, f"paced{user}")
    plan_nudges(sqlite, 3, "bo", slot="later")

    def paced(conversation: str, _: str) -> DeliveryError | None:
        slow = conversation.startswith("web:paced")
        return DeliveryError("", verdict="wait", retry_after=1) if slow else None

    adapter = ScriptedAdapter(paced)
    assert await outbox(sqlite, clock, adapter).deliver() == 3
    assert [conversation for conversation, _ in adapter.sent] == ["web:bo"] * 3


async def test_a_workspace_of_one_message_a_second_gets_all_of_them_once(
    sqlite: Database, clock: StoppedClock
) -> None:
    count = BATCH + 10
    for user in range(count):
        plan_nudges(sqlite, 1, f"user{user}")
    free_at = clock.now()

    def paced(_: str, __: str) -> DeliveryError | None:
        nonlocal free_at
        wait = (free_at - clock.now()).total_seconds()
        if wait > 0:
            return DeliveryError("", verdict="wait", retry_after=wait)
        free_at = clock.now() + SECOND
        return None

    adapter = ScriptedAdapter(paced)
    box = outbox(sqlite, clock, adapter)
    for sent in range(1, count + 1):
        await box.deliver()
        assert len(adapter.sent) == sent
        later(clock, SECOND)
    assert set(Counter(key for _, key in adapter.sent).values()) == {1}
    assert {row.failures for row in nudges(sqlite)} == {0}


async def test_what_would_wait_longer_than_its_day_is_let_go_at_once(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    await outbox(database, clock, ScriptedAdapter(says("wait", 24 * 3600 + 1))).deliver()
    assert states(database) == ["expired"]


async def test_many_short_waits_do_not_add_up_to_more_than_its_day(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, ScriptedAdapter(says("wait", 3600)))
    for _ in range(30):
        await box.deliver()
        later(clock, HOUR)
    assert states(sqlite) == ["expired"]


async def test_a_reminder_that_was_asked_for_waits_a_day_at_most_and_is_never_let_go(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    promise_all(sqlite)
    box = outbox(sqlite, clock, ScriptedAdapter(says("wait", 99_999_999)))
    for day in range(1, 5):
        await box.deliver()
        [row] = nudges(sqlite)
        assert (row.state, row.due_at) == ("due", MONDAY + timedelta(days=day))
        later(clock, timedelta(days=1))
    assert await outbox(sqlite, clock, ScriptedAdapter()).deliver() == 1


@pytest.mark.parametrize("seconds", [math.nan, math.inf, -math.inf, -5.0, 1e300])
@pytest.mark.parametrize("verdict", ["wait", "retry"])
async def test_a_wait_that_makes_no_sense_loses_nothing(
    sqlite: Database, clock: StoppedClock, verdict: Verdict, seconds: float
) -> None:
    plan_nudges(sqlite, 1)
    promise_all(sqlite)
    await outbox(sqlite, clock, ScriptedAdapter(says(verdict, seconds))).deliver()
    [row] = nudges(sqlite)
    assert row.state == "due"
    assert MONDAY < row.due_at <= MONDAY + timedelta(days=1)


async def test_claims_that_came_to_nothing_are_no_failures(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    deliveries = Deliveries(database.transaction, clock)
    for _ in range(TRIES):
        [lost] = deliveries.claim("w", ("web",), 20)
        later(clock, LEASE)
        [given_back] = deliveries.claim("w", ("web",), 20)
        deliveries.release(given_back)
    assert lost.failures == 0
    assert await outbox(database, clock, ScriptedAdapter(says("retry"))).deliver() == 0
    [row] = nudges(database)
    assert (row.state, row.failures) == ("due", 1)


async def test_a_card_that_takes_worker_after_worker_with_it_is_given_up(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 1)
    promise_all(sqlite)
    deliveries = Deliveries(sqlite.transaction, clock)
    for _ in range(TRIES):
        [delivery] = deliveries.claim("w", ("web",), 20)
        assert deliveries.begin(delivery)
        later(clock, LEASE + SETTLED)
        [doubtful] = deliveries.claim("w", ("web",), 20)
        deliveries.looked_up(doubtful, arrived=False)
    assert states(sqlite) == ["stopped"]


async def test_a_look_up_that_is_to_wait_is_made_later_and_is_no_failure(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Patient(ScriptedAdapter):
        asked = 0

        async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
            self.asked += 1
            if self.asked <= 2 * TRIES:
                raise DeliveryError(f"{conversation}{key}{since}", verdict="wait", retry_after=60)
            return True

    plan_nudges(sqlite, 1)
    adapter = Patient(says("unsure"))
    box = outbox(sqlite, clock, adapter)
    await box.deliver()
    later(clock, 2 * MINUTE)
    for _ in range(2 * TRIES):
        await box.deliver()
        [row] = nudges(sqlite)
        assert (row.state, row.failures, row.due_at) == ("unsure", 1, clock.now() + MINUTE)
        later(clock, MINUTE)
    await box.deliver()
    assert states(sqlite) == ["sent"]


async def test_a_look_up_that_may_not_be_made_for_a_day_ends_as_unknown(
    sqlite: Database, clock: StoppedClock
) -> None:
    class Closed(ScriptedAdapter):
        async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
            raise DeliveryError(f"{conversation}{key}{since}", verdict="wait", retry_after=3600)

    plan_nudges(sqlite, 1)
    box = outbox(sqlite, clock, Closed(says("unsure")))
    for _ in range(30):
        await box.deliver()
        later(clock, HOUR)
    assert states(sqlite) == ["unknown"]
