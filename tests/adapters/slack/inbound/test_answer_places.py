"""Answers go to where they were asked for, in one piece, and late ones too."""

from __future__ import annotations

import time

import pytest

from coaching.coach import Answer, Coach
from coaching.messages import Message
from tests.adapters.slack.fake import FakeSlack, looking, payloads
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    bring_interaction,
    posts_of,
    rest,
    whispers_of,
)
from tests.adapters.slack.inbound.pressing import direct, heard

pytestmark = pytest.mark.usefixtures("room_for_pace")


async def test_a_mention_in_a_thread_is_answered_in_that_thread(
    house: House, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    thread = slack.world.say(ana, room, "what a day")
    said = {"type": "app_mention", "channel": room.id, "user": ana.id, "text": "ledger"}
    assert await heard(house, said | {"ts": "2.1", "thread_ts": thread.ts}) == 1
    (call,) = slack.calls_of("chat.postEphemeral")
    assert call.args["thread_ts"] == thread.ts


async def test_a_mention_where_the_app_is_not_is_answered_to_the_person(
    house: House, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana, with_bot=False)
    said = {"type": "app_mention", "channel": room.id, "user": ana.id, "text": "ledger"}
    await heard(house, said | {"ts": "2.1"})
    (post,) = slack.posts_to(ana)
    assert "Give and take" in post.words
    assert slack.posts_to(room) == []


async def test_an_answer_in_a_thread_of_the_direct_conversation_stays_there(
    house: House, slack: FakeSlack, ana: User
) -> None:
    said = {"type": "message", "channel_type": "im", "user": ana.id, "text": "help", "ts": "2.1"}
    thread = slack.world.say(ana, slack.world.channels[direct(slack, ana)], "hello")
    await heard(house, said | {"channel": direct(slack, ana), "thread_ts": thread.ts})
    (post,) = slack.posts_to(ana)
    assert post.thread_ts == thread.ts


async def test_an_answer_whose_message_is_gone_comes_as_a_new_one(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.message(ana, "met Ada: tea")
    (post,) = await posts_of(slack, ana)
    slack.fail_next("chat.update", refused("message_not_found"))
    await house.side.click(ana, post, "Undo")
    posts = await posts_of(slack, ana, 2)
    assert "Taken back" in posts[-1].words


async def test_an_answer_whose_window_is_closed_comes_as_a_message(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.global_shortcut(ana, "log_touch")
    await slack.until(lambda: slack.view_of(ana))
    await house.side.submit(ana, {"Or a name": "Ada"})
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    block, button = looking.find(view.blocks, "Undo")
    action = button | {"block_id": block["block_id"]}
    payload = payloads.block_actions(slack.world, ana, view, action, {})
    await house.side.close(ana)
    await bring_interaction(house.side, payload)
    (post,) = await posts_of(slack, ana)
    assert "Taken back" in post.words


async def test_an_answer_whose_address_is_used_up_comes_as_a_message(
    house: House, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    await house.side.command(ana, "met Ada: tea", room)
    (shown,) = await whispers_of(slack, ana)
    slack.fail_next("response_url", refused("used_url"))
    slack.script.fail_always("response_url", refused("used_url"))
    block, button = looking.find(shown.blocks, "Undo")
    payload = payloads.block_actions(
        slack.world, ana, shown, button | {"block_id": block["block_id"]}, {}
    )
    for address in slack.world.response_urls.values():
        address.uses = 5
    slack.script.heal()
    await bring_interaction(house.side, payload)
    (post,) = await posts_of(slack, ana)
    assert "Taken back" in post.words


async def test_an_answer_with_a_button_that_is_too_long_for_slack_comes_without_it(
    house: House, slack: FakeSlack, ana: User
) -> None:
    long = "met Ada: " + "lovely " * 400
    await house.side.command(ana, long)
    answer = await house.side.command(ana, "undo")
    assert "Taken back" in answer.data["text"]
    await house.side.message(ana, long)
    await house.side.message(ana, "undo")
    posts = await posts_of(slack, ana, 2)
    assert "Taken back" in posts[-1].words


async def test_files_that_come_late_come_all_the_same(
    house: House, slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.side.command(ana, "met Ada: tea")
    monkeypatch.setattr("adapters.slack.inbound.listeners.ANSWERED_WITHIN", 0.45)
    at_once = Coach.answer

    def slowly(coach: Coach, message: Message) -> Answer:
        time.sleep(0.8)
        return at_once(coach, message)

    monkeypatch.setattr(Coach, "answer", slowly)
    answer = await house.side.command(ana, "export")
    assert "no need to try again" in answer.data["text"]
    await rest(house)
    assert "Everything NetLead keeps of you" in slack.ephemerals_to(ana)[-1].words
    assert slack.calls_of("files.completeUploadExternal")
