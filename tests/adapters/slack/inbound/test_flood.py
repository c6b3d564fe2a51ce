"""A flood from one person is answered kindly once and then with silence; others are served as ever."""

from __future__ import annotations

import asyncio
import time

import pytest

from adapters.slack.inbound import limits
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import rest, said_by, whispers_of

KIND = "Not so fast, please"


pytestmark = pytest.mark.usefixtures("room_for_pace")

A_MINUTE = 6


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a flood be small."""
    monkeypatch.setattr(limits, "A_MINUTE", A_MINUTE)


async def test_commands_beyond_the_limit_are_answered_once_and_not_done(
    house: House, slack: FakeSlack, ana: User, bo: User
) -> None:
    for _ in range(A_MINUTE + 10):
        await house.side.command(ana, "tip")
    shown = await whispers_of(slack, ana, A_MINUTE + 1)
    assert len(shown) == A_MINUTE + 1
    assert KIND in shown[-1].words
    assert said_by(house.database, ana) == A_MINUTE
    answer = await house.side.command(bo, "tip")
    assert "In a minute" in answer.data["text"]


async def test_messages_beyond_the_limit_are_answered_once_and_not_done(
    house: House, slack: FakeSlack, ana: User
) -> None:
    for _ in range(A_MINUTE + 10):
        delivery = await house.side.message(ana, "tip")
        assert delivery.accepted
    await rest(house)
    posts = slack.posts_to(ana)
    assert [KIND in post.words for post in posts].count(True) == 1
    assert len(posts) == A_MINUTE + 1
    assert said_by(house.database, ana) == A_MINUTE


async def test_presses_forms_and_shortcuts_count_as_well(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.command(ana, "met Ada: tea", slack.world.channel("general", ana))
    (card,) = await whispers_of(slack, ana)
    await house.side.global_shortcut(ana, "log_touch")
    await slack.until(lambda: slack.view_of(ana))
    for _ in range(A_MINUTE - 2):
        await house.side.command(ana, "tip")
    await house.side.click(ana, card, "Undo")
    told = (await whispers_of(slack, ana, A_MINUTE))[-1]
    assert KIND in told.words
    assert "Undo" in card.labels  # it can be pressed when she has paused
    await house.side.click(ana, card, "Undo")
    await house.side.global_shortcut(ana, "log_touch")
    answer = await house.side.submit(ana, {"Or a name": "Bob"})
    assert "more than I can follow" in str(answer.data)
    await rest(house)
    assert len(slack.ephemerals_to(ana)) == A_MINUTE
    assert len(slack.calls_of("views.open")) == 1
    assert said_by(house.database, ana) == A_MINUTE - 1


async def test_a_shortcut_may_be_what_is_too_much(
    house: House, slack: FakeSlack, ana: User, bo: User
) -> None:
    for _ in range(A_MINUTE):
        await house.side.command(ana, "tip")
    post = slack.world.say(bo, slack.world.channel("general", ana, bo), "here you are")
    await house.side.message_shortcut(ana, "log_helped_me", post)
    assert KIND in (await whispers_of(slack, ana, A_MINUTE + 1))[-1].words
    assert slack.calls_of("views.open") == []


async def test_others_are_served_while_somebody_floods(
    house: House, slack: FakeSlack, ana: User, bo: User
) -> None:
    await house.side.command(bo, "tip")

    async def flood() -> None:
        for _ in range(20):
            await asyncio.gather(*(house.side.command(ana, "tip") for _ in range(10)))

    flooding = asyncio.create_task(flood())
    for _ in range(A_MINUTE - 2):
        began = time.monotonic()
        await house.side.command(bo, "ledger")
        assert time.monotonic() - began < 2.0
    await flooding
    assert all(KIND not in shown.words for shown in slack.ephemerals_to(bo))
    assert said_by(house.database, ana) == A_MINUTE
