"""Who is heard: people who say something, not apps, not edits, not the app itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    posts_of,
    rows,
)
from tests.adapters.slack.inbound.pressing import a_card, direct, heard, press

pytestmark = pytest.mark.usefixtures("room_for_pace")


UNHEARD: tuple[dict[str, Any], ...] = (
    {"bot_id": "B0OTHER"},
    {"app_id": "A0OTHER"},
    {"bot_profile": {"id": "B0OTHER"}},
    {"subtype": "bot_message"},
    {"subtype": "message_changed", "message": {"user": "U1", "text": "help"}},
    {"subtype": "message_deleted"},
    {"subtype": "channel_join"},
    {"subtype": "message_replied"},
    {"subtype": 7.5, "hidden": True},
    {"hidden": True},
    {"user": ""},
    {"user": None},
    {"user": "U\0"},
    {"channel_type": "channel"},
    {"channel_type": "mpim"},
)
UNHEARD_MENTIONS: tuple[dict[str, Any], ...] = (
    {"bot_id": "B0OTHER"},
    {"edited": {"user": "U1", "ts": "1.2"}},
    {"channel": "D0DIRECT"},
)


async def test_apps_edits_and_what_was_said_to_others_are_not_heard(
    house: House, slack: FakeSlack, ana: User
) -> None:
    said = {"type": "message", "channel_type": "im", "user": ana.id, "text": "help", "ts": "1.1"}
    said["channel"] = direct(slack, ana)
    for odd in UNHEARD:
        assert await heard(house, said | odd) == 0, odd
    assert rows(house.database, "arrivals") == 0
    assert await heard(house, said) == 1


async def test_a_mention_by_an_app_by_an_edit_or_in_a_direct_message_is_not_heard(
    house: House, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    said = {"type": "app_mention", "channel": room.id, "user": ana.id, "text": "help", "ts": "1.1"}
    for odd in UNHEARD_MENTIONS:
        assert await heard(house, said | odd) == 0, odd
    assert await heard(house, said) == 1


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
async def test_a_message_with_a_file_and_one_from_a_thread_are_heard(
    house: House, slack: FakeSlack, ana: User, subtype: str
) -> None:
    said = {"type": "message", "channel_type": "im", "user": ana.id, "text": "help", "ts": "1.1"}
    said |= {"channel": direct(slack, ana), "subtype": subtype}
    assert await heard(house, said) == 1


async def test_the_bots_own_words_are_not_heard_though_nothing_marks_them(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.message(ana, "help")
    await posts_of(slack, ana)
    installation = slack.world.installed_in(TEAM)
    assert installation is not None
    own = {"type": "message", "channel_type": "im", "user": installation.bot_user, "text": "help"}
    assert await heard(house, own | {"channel": direct(slack, ana), "ts": "1.1"}) == 0
    assert rows(house.database, "arrivals") == 1


async def test_a_bot_user_that_merely_speaks_has_no_answer(
    house: House, slack: FakeSlack, ana: User
) -> None:
    robot = slack.world.person("Robo", kind="bot")
    room = slack.world.channel("general", ana, robot)
    said = {"type": "app_mention", "channel": room.id, "user": robot.id, "text": "help"}
    for number in range(5):
        assert await heard(house, said | {"ts": f"{number}.1"}) == 0
    assert rows(house.database, "users") == 0


async def test_a_press_by_an_app_gets_an_answer_that_no_app_can_hear(
    house: House, slack: FakeSlack, ana: User
) -> None:
    robot = slack.world.person("Robo", kind="bot")
    shown = a_card(slack, ana)
    slack.world.channels[shown.channel].members.add(robot.id)
    await press(house, robot, shown, {"action_id": "closes:0:k", "block_id": "card:0:k"})
    assert rows(house.database, "users") == 0
    assert slack.posts_to(ana) == [shown]
