"""Commands, buttons and shortcuts reach the app as Slack sends them, and its answers count."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.blocks import FORM, OPTIONS, buttons, text
from tests.adapters.slack.fake_tests.conftest import error, posted
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp


async def test_a_command_reaches_the_app_as_a_form(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    answer = await side.command(ada, "tip giving", team)

    assert answer.accepted
    assert app.last["command"] == "/netlead"
    assert app.last["text"] == "tip giving"
    assert app.last["user_id"] == ada.id
    assert app.last["team_id"] == "T0ACME0001"
    assert (app.last["channel_id"], app.last["channel_name"]) == (team.id, "team")
    assert app.last["trigger_id"]
    assert app.last["response_url"].startswith("http://127.0.0.1:")
    assert side.complaints == []


async def test_a_command_answered_at_once_is_seen_by_one_person(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.append({"text": "Ask for a story", "blocks": [buttons(("Another", "tip"))]})
    answer = await side.command(ada, "tip")

    assert answer.shown is slack.ephemerals_to(ada)[0]
    assert slack.ephemerals_to(ada)[0].labels == ["Another"]


async def test_an_answer_in_text_is_shown_too(side: SlackSide, app: ScriptedApp, ada: User) -> None:
    app.answers.append("Just words")
    answer = await side.command(ada, "help")

    assert answer.shown
    assert answer.shown.text == "Just words"


async def test_blocks_that_slack_would_not_show_are_complained_of(
    side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.append({"text": "Tip", "blocks": [buttons(("", "tip"))]})
    answer = await side.command(ada, "tip")

    assert answer.shown is None
    assert side.complaints
    assert side.complaints[0].startswith("invalid_blocks")


async def test_no_answer_within_three_seconds_is_a_failed_command(
    slack: FakeSlack, app: ScriptedApp, ada: User
) -> None:
    async with SlackSide(slack, app.url, patience=0.3) as side:
        app.answers.append(2.0)
        await side.command(ada, "tip")
        app.answers.append(503)
        await side.command(ada, "tip")

    assert side.complaints == ["operation_timeout: http_timeout", "dispatch_failed: 503"]


async def test_a_pressed_button_brings_its_message(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    post = await posted(slack, client, ada.id, buttons(("Done", "done 3"), ("Why?", "why 3")))
    await side.click(ada, post, "Why?")

    assert app.last["type"] == "block_actions"
    assert app.last["user"]["id"] == ada.id
    assert app.last["message"]["ts"] == post.ts
    assert app.last["message"]["blocks"] == post.blocks
    assert app.last["container"] == {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": post.channel,
        "is_ephemeral": False,
    }
    action = app.last["actions"][0]
    assert (action["action_id"], action["value"]) == ("why 3", "why 3")
    assert action["block_id"] == post.blocks[0]["block_id"]


async def test_a_press_on_what_one_person_sees_brings_no_message(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.append({"text": "Tip", "blocks": [buttons(("Another", "tip"))]})
    await side.command(ada, "tip")
    await side.click(ada, slack.ephemerals_to(ada)[0], "Another")

    assert "message" not in app.last
    assert app.last["container"]["is_ephemeral"]
    assert app.last["response_url"]


async def test_nobody_presses_what_she_cannot_see(
    slack: FakeSlack, side: SlackSide, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    post = await posted(slack, client, ada.id, buttons(("Done", "done")))

    with pytest.raises(LookupError):
        await side.click(grace, post, "Done")
    with pytest.raises(LookupError, match="Undone"):
        await side.click(ada, post, "Undone")


async def test_somebody_of_another_company_presses_in_the_workspace_that_has_the_channel(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    far = slack.world.person("Far Away", team=slack.world.workspace("Elsewhere").id)
    shared = slack.world.channel("shared", ada, far, shared=True)
    post = await posted(slack, client, shared.id, buttons(("Count me in", "in")))
    await side.click(far, post, "Count me in")

    assert app.last["team"]["id"] == "T0ACME0001"
    assert app.last["user"]["team_id"] == far.team
    with pytest.raises(LookupError):
        await side.command(far, "tip")


async def test_a_menu_brings_what_was_picked(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    menu = {
        "type": "static_select",
        "action_id": "circle",
        "placeholder": text("Circle"),
        "options": OPTIONS,
    }
    post = await posted(slack, client, ada.id, {"type": "actions", "elements": [menu]})
    await side.click(ada, post, "Circle", pick="Closest 5")

    assert app.last["actions"][0]["selected_option"] == OPTIONS[0]


async def test_an_answer_to_a_press_has_nothing_to_say(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    post = await posted(slack, client, ada.id, buttons(("Done", "done")))
    app.answers.append({"text": "Thank you"})
    await side.click(ada, post, "Done")

    assert side.complaints


async def test_a_press_on_app_home_brings_the_view_and_no_response_url(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    view = {"type": "home", "blocks": [buttons(("Today", "today"))]}
    await client.views_publish(user_id=ada.id, view=view)
    home = slack.home_of(ada)
    assert home
    await side.click(ada, home, "Today")

    assert app.last["container"] == {"type": "view", "view_id": home.id}
    assert app.last["view"]["hash"] == home.hash
    assert "response_url" not in app.last
    assert "channel" not in app.last


async def test_shortcuts_bring_their_message_and_what_opens_a_form(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    elsewhere = slack.world.channel("elsewhere", ada, grace, with_bot=False)
    post = slack.world.say(grace, elsewhere, "I fixed the deck")
    await side.message_shortcut(ada, "log_helped_me", post)

    assert app.last["type"] == "message_action"
    assert app.last["callback_id"] == "log_helped_me"
    assert app.last["message"]["user"] == grace.id
    assert app.last["channel"]["id"] == elsewhere.id
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)

    await side.global_shortcut(ada, "log_contact")
    assert app.last["type"] == "shortcut"
    again = client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    assert (await again)["ok"]
    assert await error(client.views_open(trigger_id="1.2.x", view=FORM)) == "invalid_trigger_id"
