"""Every place where people speak, press and fill in: who is heard, who is not, where answers go."""

from __future__ import annotations

import asyncio
import io
import time
from typing import Any

import pytest

from adapters.slack.cards import forms
from coaching.coach import Answer, Coach
from coaching.messages import Button, Card, Input, Message
from tests.adapters.slack.fake import FakeSlack, looking, payloads
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User, View
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    bring_event,
    bring_form,
    bring_interaction,
    posts_of,
    rest,
    rows,
    said_by,
    whispers_of,
)

GONE = "no longer have what this was about"


@pytest.fixture(autouse=True)
def room_for_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers to one person follow each other without a pause."""
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)


def direct(slack: FakeSlack, user: User) -> str:
    installation = slack.world.installed_in(user.team)
    assert installation is not None
    return slack.world.direct(installation, user.id).id


async def heard(house: House, event: dict[str, Any]) -> int:
    """Bring an event of the workspace; return how often NetLead spoke because of it."""
    body = payloads.event_callback(house.slack.world, event, TEAM, "")
    calls = ("chat.postMessage", "chat.postEphemeral")
    before = len(house.slack.calls_of(*calls))
    assert (await bring_event(house.side, body)).status == 200
    await rest(house)
    return len(house.slack.calls_of(*calls)) - before


# Who is heard


@pytest.mark.parametrize(
    "odd",
    [
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
    ],
    ids=str,
)
async def test_apps_edits_and_what_was_said_to_others_are_not_heard(
    house: House, slack: FakeSlack, ana: User, odd: dict[str, Any]
) -> None:
    said = {"type": "message", "channel_type": "im", "user": ana.id, "text": "help", "ts": "1.1"}
    said["channel"] = direct(slack, ana)
    assert await heard(house, said | odd) == 0
    assert await heard(house, said) == 1
    assert rows(house.database, "arrivals") == 1


@pytest.mark.parametrize(
    "odd",
    [{"bot_id": "B0OTHER"}, {"edited": {"user": "U1", "ts": "1.2"}}, {"channel": "D0DIRECT"}],
    ids=str,
)
async def test_a_mention_by_an_app_by_an_edit_or_in_a_direct_message_is_not_heard(
    house: House, slack: FakeSlack, ana: User, odd: dict[str, Any]
) -> None:
    room = slack.world.channel("general", ana)
    said = {"type": "app_mention", "channel": room.id, "user": ana.id, "text": "help", "ts": "1.1"}
    assert await heard(house, said | odd) == 0
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


async def test_two_apps_that_talk_to_each_other_soon_fall_silent(
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


# Where answers go


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


# What was pressed


def a_card(slack: FakeSlack, user: User) -> Post:
    """Return a message of the app's in somebody's direct conversation."""
    installation = slack.world.installed_in(TEAM)
    assert installation is not None
    return slack.world.keep(
        Post(
            channel=direct(slack, user),
            ts=slack.world.ts(),
            team=TEAM,
            user=installation.bot_user,
            text="Hello",
            blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}],
            bot_id=installation.bot_id,
        )
    )


async def press(
    house: House, user: User, shown: Post | Ephemeral | View, action: dict[str, Any]
) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "value": "help"}
    payload = payloads.block_actions(house.slack.world, user, shown, button | action, {})
    answer = await bring_interaction(house.side, payload)
    assert (answer.status, answer.body) == (200, b"")
    await rest(house)


ODD_ACTIONS: tuple[dict[str, Any], ...] = (
    {"action_id": "contact_open", "block_id": "b", "value": "1 OR 1=1; DROP TABLE contact;--"},
    {"action_id": "old", "block_id": "b", "type": "overflow", "selected_option": {"value": "x"}},
    {"action_id": "closes:0:k", "block_id": "card:0:k", "value": ""},
    {"action_id": "closes:0:k", "block_id": "card:0:k", "value": "x" * 2001},
    {"action_id": "closes:0:k", "block_id": "b"},
    {"action_id": None, "block_id": None, "text": None},
)


@pytest.mark.parametrize("odd", ODD_ACTIONS, ids=lambda odd: str(odd)[:40])
async def test_what_nobody_knows_is_said_to_be_gone_wherever_it_is_pressed(
    house: House, slack: FakeSlack, ana: User, odd: dict[str, Any]
) -> None:
    await press(house, ana, a_card(slack, ana), odd)
    assert GONE in slack.posts_to(ana)[-1].words
    room = slack.world.channel("general", ana)
    own: dict[str, Any] = {"team": TEAM, "user": ana.id, "blocks": []}
    await press(house, ana, Ephemeral(channel=room.id, ts="1.1", text="", via="", **own), odd)
    assert GONE in slack.ephemerals_to(ana)[-1].words
    await house.side.global_shortcut(ana, "log_touch")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    await press(house, ana, view, odd)
    assert GONE in view.words
    home = View(id="V9", body={"type": "home"}, hash="1", root="V9", **own)
    await press(house, ana, home, odd)
    drawn = slack.home_of(ana)
    assert drawn is not None
    assert GONE in drawn.words
    assert said_by(house.database, ana) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": [{"action_id": "a", "url": "https://example.com"}]},
        {"type": "block_actions", "actions": ["odd"]},
        {"type": "view_closed", "view": {"callback_id": "form"}, "is_cleared": True},
        {"type": "interactive_message", "callback_id": "old", "actions": [{"name": "a"}]},
        {"type": "dialog_submission", "callback_id": "old", "submission": {"a": "b"}},
        {"type": "dialog_cancellation", "callback_id": "old"},
        {"type": "dialog_suggestion", "callback_id": "old", "name": "a", "value": "b"},
        {"type": "workflow_step_edit"},
        {"type": "nothing known"},
        {},
    ],
    ids=lambda said: said.get("type", "nothing"),
)
async def test_what_asks_for_nothing_is_just_received(
    house: House, ana: User, said: dict[str, Any]
) -> None:
    payload = {"team": {"id": TEAM}, "user": {"id": ana.id, "team_id": TEAM}} | said
    answer = await bring_interaction(house.side, payload)
    assert (answer.status, answer.body) == (200, b"")
    assert rows(house.database, "arrivals") == 0


async def test_a_menu_that_asks_for_options_has_none(house: House, ana: User) -> None:
    payload = {"type": "block_suggestion", "team": {"id": TEAM}, "user": {"id": ana.id}}
    answer = await bring_interaction(house.side, payload | {"action_id": "a", "value": "x"})
    assert answer.data == {"options": []}


async def test_a_command_from_nobody_has_no_answer(house: House, slack: FakeSlack) -> None:
    answer = await bring_form(house.side, {"command": "/netlead", "team_id": TEAM, "text": "help"})
    assert (answer.status, answer.body) == (200, b"")
    assert rows(house.database, "users") == 0
    assert slack.ephemerals_to("") == []


# Shortcuts and forms


def form_label(shown: Ephemeral | View) -> str:
    """Return the label of the button that opens a form."""
    return next(label for label in shown.labels if label.endswith("…"))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"user": None}, "written by an app"),
        ({"bot_id": "B1"}, "written by an app"),
        ({"user": "{robot}"}, "written by an app"),
        ({"user": "{me}"}, "wrote that one yourself"),
        ({"user": "UNOBODY"}, "does not tell me at the moment who wrote"),
        ({"user": "{them}"}, "Cy Other helped you"),
    ],
    ids=["nobody", "an app", "a bot user", "oneself", "unknown", "another company"],
)
async def test_a_shortcut_on_a_message_is_kind_about_who_wrote_it(
    house: House, slack: FakeSlack, ana: User, bo: User, message: dict[str, Any], told: str
) -> None:
    world = slack.world
    away = world.workspace("Elsewhere").id
    names = {
        "{me}": ana.id,
        "{robot}": world.person("Robo", kind="bot").id,
        "{them}": world.person("Cy Other", team=away, as_id="U0CY").id,
    }
    world.channel("partners", ana, world.users["U0CY"], shared=True)
    post = world.say(bo, world.channel("general", ana, bo), "here you are")
    payload = payloads.message_shortcut(world, ana, "log_helped_me", post)
    payload["message"] |= {
        name: names.get(value, value) if isinstance(value, str) else value
        for name, value in message.items()
    }
    assert (await bring_interaction(house.side, payload)).body == b""
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert told in f"{view.title} {view.words}"


async def test_a_shortcut_that_is_no_more_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.global_shortcut(ana, "of_old")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert GONE in view.words


async def test_a_shortcut_from_another_company_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    away = slack.world.workspace("Elsewhere").id
    them = slack.world.person("Cy Other", team=away)
    payload = payloads.global_shortcut(slack.world, ana, "log_touch")
    payload["user"] = {"id": them.id, "team_id": away}
    await bring_interaction(house.side, payload)
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert "each for themselves" in view.words


async def test_a_form_that_cannot_be_opened_in_time_is_spoken_of(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.command(ana, "settings")
    (card,) = await whispers_of(slack, ana)
    slack.fail_next("views.open", refused("expired_trigger_id"))
    await house.side.click(ana, card, form_label(card))
    shown = await whispers_of(slack, ana, 2)
    assert "did not let me open it in time" in shown[-1].words
    slack.fail_next("views.open", refused("expired_trigger_id"))
    await house.side.global_shortcut(ana, "log_touch")
    (post,) = await posts_of(slack, ana)
    assert "did not let me open it in time" in post.words


async def test_a_forms_button_of_a_card_that_is_not_kept_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await press(
        house, ana, a_card(slack, ana), {"action_id": "form:0:gone", "block_id": "card:0:gone"}
    )
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert GONE in view.words


async def test_a_form_opens_in_the_place_of_the_window_that_it_was_asked_for_in(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.command(ana, "settings")
    (card,) = await whispers_of(slack, ana)
    block, button = looking.find(card.blocks, form_label(card))
    await house.side.global_shortcut(ana, "log_touch")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    await press(house, ana, view, button | {"block_id": block["block_id"]})
    assert slack.view_of(ana) is view
    assert "Time zone" in view.words
    slack.fail_next("views.update", refused("hash_conflict"))
    await press(house, ana, view, button | {"block_id": block["block_id"]})
    assert len(slack.world.modals[ana.id]) == 1


async def test_a_form_that_takes_its_time_is_opened_empty_and_filled(
    house: House, slack: FakeSlack, ana: User, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.errands.opening.AT_ONCE", 0.0)
    post = slack.world.say(bo, slack.world.channel("general", ana, bo), "here you are")
    await house.side.message_shortcut(ana, "log_helped_me", post)
    await slack.until(lambda: (view := slack.view_of(ana)) and view.title == "Bo Li helped you")
    assert len(slack.calls_of("views.open", "views.update")) == 2


async def test_what_is_missing_is_said_beside_the_field(
    house: House, slack: FakeSlack, ana: User
) -> None:
    form = Card(
        title="Add",
        inputs=(Input(name="who", label="Who", required=True),),
        buttons=(Button(label="Add", command="add", submits=True),),
    )
    body = forms.form(form, form.buttons[0], "key")
    blocks = slack.world.settled(body["blocks"])
    view = View(id="V", team=TEAM, user=ana.id, body=body, blocks=blocks, hash="1", root="V")
    (block,) = blocks
    state = {block["block_id"]: {block["element"]["action_id"]: {"type": "plain_text_input"}}}
    payload = payloads.view_submission(slack.world, ana, view, state)
    answer = await bring_interaction(house.side, payload)
    assert answer.data["response_action"] == "errors"
    assert set(answer.data["errors"]) == set(state)
    assert said_by(house.database, ana) == 0


async def test_a_window_is_drawn_by_whoever_presses_last(
    house: House, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    await house.side.command(ana, "met Ada: tea")
    await house.side.open_home(ana)
    home = await slack.until(lambda: slack.home_of(ana))
    assert home is not None
    await asyncio.gather(*(house.side.open_home(ana) for _ in range(5)))
    await rest(house)
    assert "level=error" not in log.getvalue()
