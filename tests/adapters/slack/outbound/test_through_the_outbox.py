"""Nudges from the database to Slack: nobody starves, nothing is lost, and addresses are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.pacing import BURST
from bot.database import Database
from bot.outbox import BATCH, Outbox
from coaching.clock import MovableClock, StoppedClock
from coaching.deliveries import Deliveries
from coaching.messages import Card
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import dropped, server_error
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.kills.people import conversations, key_of, nudges, plan, states
from tests.adapters.slack.outbound.outfit import Outfit, a_slack
from tests.bot.people import MONDAY

FULL = int(BURST)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """Yield a Slack in which it is Monday morning."""
    with a_slack() as made:
        made.world.clock = MovableClock(StoppedClock(MONDAY))
        yield made
        assert made.violations == []


class Platform:
    """What goes out, as the outbox sees it."""

    name = "slack"

    def __init__(self, outfit: Outfit) -> None:
        self._outfit = outfit

    def routes(self) -> tuple[()]:
        return ()

    async def run(self) -> None: ...

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        return await self._outfit.sender.send(conversation, card, key)

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        return await self._outfit.sender.delivered(conversation, key, since)


def box(outfit: Outfit, database: Database) -> Outbox:
    deliveries = Deliveries(database.transaction, outfit.clock)
    return Outbox(database, deliveries, {"slack": Platform(outfit)}, "w")


async def test_a_crowd_in_one_workspace_does_not_hold_up_another(
    outfit: Outfit, home: Installation, sqlite: Database, slack: FakeSlack
) -> None:
    there = outfit.install(slack.world.workspace("Beta").id)
    for number in range(3 * BATCH):
        plan(sqlite, slack.world.person(f"Person {number}"), 1)
    bo = slack.world.person("Bo Li", team=there.team_id)
    plan(sqlite, bo, 1, at=MONDAY + timedelta(seconds=1))
    outfit.later(seconds=1)
    assert await box(outfit, sqlite).deliver() == FULL + 1
    assert len(slack.posts_to(bo)) == 1
    assert Counter(states(sqlite)) == {"sent": FULL + 1, "due": 3 * BATCH - FULL}
    assert {row.failures for row in nudges(sqlite)} == {0}
    dues = sorted(row.due_at for row in nudges(sqlite) if row.state == "due")
    assert dues[-1] - dues[0] > timedelta(seconds=len(dues) - 3)
    assert len(slack.calls_of("users.info")) == FULL + 1
    assert home.active


async def test_where_a_first_nudge_went_is_where_the_next_one_is_looked_for(
    outfit: Outfit, home: Installation, sqlite: Database, slack: FakeSlack, ana: User
) -> None:
    plan(sqlite, ana, 1)
    await box(outfit, sqlite).deliver()
    (post,) = slack.posts_to(ana)
    assert conversations(sqlite) == [f"slack:{home.tenant}:{ana.id}:{post.channel}"]

    plan(sqlite, ana, 1, slot="next")
    outfit.later(seconds=5)
    slack.fail_next("chat.postMessage", dropped("after"))
    restarted = Outfit(slack)
    restarted.shelf = outfit.shelf
    restarted.tokens._installations = outfit.shelf  # noqa: SLF001 another process, the same database
    assert await box(restarted, sqlite).deliver() == 0
    assert states(sqlite) == ["sent", "unsure"]
    outfit.later(minutes=2)
    assert await box(outfit, sqlite).deliver() == 1
    assert states(sqlite) == ["sent", "sent"]
    assert len(slack.posts_to(ana)) == 2
    await restarted.client.close()


async def test_a_bad_hour_at_slack_costs_nobody_a_nudge_and_brings_nobody_two(
    outfit: Outfit, sqlite: Database, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.outbound.outages.REST", 0.0)
    monkeypatch.setattr("adapters.slack.outbound.pacing.BURST", 1_000.0)
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
    outfit.install()
    there = slack.world.installations[0]
    for number in range(5):
        person = slack.world.person(f"Person {number}")
        plan(sqlite, person, 1, direct=slack.world.direct(there, person.id).id)
    slack.script.fail_always("chat.postMessage", server_error(503))
    slack.fail_next("chat.postMessage", server_error(503, accepted=True))
    outbox = box(outfit, sqlite)
    for minute in range(180):
        if minute == 60:
            slack.script.heal()
        await outbox.deliver()
        outfit.later(minutes=1)
    assert states(sqlite) == ["sent"] * 5
    assert [len(outfit.copies(key_of(row))) for row in nudges(sqlite)] == [1] * 5


async def test_an_app_that_was_taken_out_keeps_its_nudges_for_a_day(
    outfit: Outfit, home: Installation, sqlite: Database, slack: FakeSlack, ana: User
) -> None:
    plan(sqlite, ana, 1)
    slack.world.tokens.bots[home.token].revoked = True
    outbox = box(outfit, sqlite)
    for _ in range(6):
        await outbox.deliver()
        outfit.later(minutes=20)
    assert [(row.state, row.failures) for row in nudges(sqlite)] == [("due", 0)]
    outfit.install()
    await outbox.deliver()
    assert states(sqlite) == ["sent"]
