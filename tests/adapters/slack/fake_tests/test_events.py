"""Events are signed, brought again until they are taken, and say what happened."""

from __future__ import annotations

import json

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.signing import Sign
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.fake_tests.conftest import error
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp


async def test_a_direct_message_comes_as_an_event(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    delivery = await side.message(ada, "met Grace yesterday")

    assert delivery.accepted
    envelope, event = app.last, app.last["event"]
    assert envelope["type"] == "event_callback"
    assert envelope["event_id"] == delivery.event_id
    assert envelope["team_id"] == TEAM
    assert envelope["authorizations"][0]["user_id"] == slack.world.installations[0].bot_user
    assert (event["type"], event["channel_type"]) == ("message", "im")
    assert (event["user"], event["text"]) == (ada.id, "met Grace yesterday")
    history = await client.conversations_history(channel=event["channel"])
    assert history["messages"][0]["ts"] == event["ts"]


async def test_a_mention_comes_from_a_channel_that_the_bot_is_in(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    shared = slack.world.channel("partners", ada, shared=True)
    await side.mention(ada, shared, "thanks <@U0GRACE>")

    bot = slack.world.installations[0].bot_user
    assert app.last["event"]["type"] == "app_mention"
    assert app.last["event"]["text"] == f"<@{bot}> thanks <@U0GRACE>"
    assert app.last["is_ext_shared_channel"] is True
    with pytest.raises(LookupError):
        await side.mention(ada, slack.world.channel("no", ada, with_bot=False), "hello")


async def test_the_app_is_told_of_what_people_and_itself_say_where_it_is(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    await side.message(ada, "thanks in advance", team, thread_ts="1.2")
    assert app.last["event"]["channel_type"] == "channel"
    assert app.last["event"]["thread_ts"] == "1.2"
    assert (await client.conversations_history(channel=team.id))["messages"] == []

    await client.chat_postMessage(channel=team.id, text="Well done")
    await side.echo(slack.posts_to(team)[0])
    assert app.last["event"]["bot_id"] == slack.world.installations[0].bot_id
    with pytest.raises(LookupError):
        await side.message(ada, "hello", slack.world.channel("no", ada, with_bot=False))


async def test_the_app_is_told_that_it_was_invited(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team", ada, with_bot=False)
    await side.invite(ada, team)

    event = app.last["event"]
    assert (event["type"], event["channel"], event["inviter"]) == (
        "member_joined_channel",
        team.id,
        ada.id,
    )
    assert event["user"] == slack.world.installations[0].bot_user
    assert (await client.chat_postMessage(channel=team.id, text="Hello"))["ok"]


async def test_an_event_is_brought_up_to_four_times_with_the_reason(
    side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.extend([503, 503, 503, 503])
    delivery = await side.message(ada, "hello")

    assert not delivery.accepted
    assert len({one.said["event_id"] for one in app.arrived}) == 1
    assert [one.headers.get("x-slack-retry-num") for one in app.arrived] == [None, "1", "2", "3"]
    assert {one.headers.get("x-slack-retry-reason") for one in app.arrived[1:]} == {"http_error"}


async def test_an_event_is_brought_no_more_once_it_is_taken(
    side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.extend([503, ""])
    delivery = await side.message(ada, "hello")

    assert delivery.accepted
    assert len(app.arrived) == 2


async def test_an_event_is_brought_again_when_the_answer_is_late(
    slack: FakeSlack, app: ScriptedApp, ada: User
) -> None:
    async with SlackSide(slack, app.url, patience=0.3) as side:
        app.answers.append(2.0)
        delivery = await side.message(ada, "hello")

    assert delivery.accepted
    assert app.arrived[1].headers["x-slack-retry-reason"] == "http_timeout"


async def test_nobody_at_home_is_a_connection_that_failed(slack: FakeSlack, ada: User) -> None:
    async with SlackSide(slack, "http://127.0.0.1:9/slack/events") as side:
        delivery = await side.message(ada, "hello")

    assert [answer.reason for answer in delivery.attempts] == ["connection_failed"] * 4


async def test_the_same_event_can_be_brought_twice_and_one_of_an_unknown_workspace(
    side: SlackSide, app: ScriptedApp
) -> None:
    event = {"type": "app_uninstalled"}
    await side.event(event, "T0UNKNOWN", event_id="Ev7")
    await side.event(event, "T0UNKNOWN", event_id="Ev7")

    assert [one.said["event_id"] for one in app.arrived] == ["Ev7", "Ev7"]
    assert app.last["team_id"] == "T0UNKNOWN"


async def test_an_opened_home_brings_what_is_published_there(
    side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.open_home(ada)
    assert "view" not in app.last["event"]
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    published = await client.views_publish(user_id=ada.id, view=view)
    await side.open_home(ada)
    assert app.last["event"]["view"]["hash"] == published["view"]["hash"]
    await side.open_home(ada, tab="messages")
    assert app.last["event"]["tab"] == "messages"
    assert app.last["event"]["channel"].startswith("D")


async def test_a_changed_account_is_told_with_all_that_is_known_of_it(
    side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    await side.user_change(ada, tz="Asia/Tokyo", name="Ada King")

    user = app.last["event"]["user"]
    assert (user["id"], user["tz"], user["real_name"]) == (ada.id, "Asia/Tokyo", "Ada King")


async def test_an_uninstalled_app_hears_of_it_and_its_tokens_are_dead(
    side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.uninstall(TEAM)

    assert [one.said["event"]["type"] for one in app.arrived] == [
        "tokens_revoked",
        "app_uninstalled",
    ]
    assert await error(client.auth_test()) == "account_inactive"
    with pytest.raises(LookupError):
        await side.command(ada, "tip")


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        ("good", 200),
        ("none", 401),
        ("wrong_secret", 401),
        ("stale_360s", 401),
        ("future_360s", 401),
    ],
)
async def test_requests_are_signed_well_or_badly(side: SlackSide, sign: Sign, status: int) -> None:
    answer = await side.raw(json.dumps({"type": "url_verification"}).encode(), sign=sign)

    assert answer.status == status


async def test_anything_can_be_sent_to_a_gate(side: SlackSide, app: ScriptedApp) -> None:
    stamp = {"Content-Type": "application/json", "X-Slack-Request-Timestamp": "17_95"}
    answer = await side.raw(b"{}", stamp, sign="good_over_ts_text", path="/slack/events")
    assert answer.status == 401

    raw = await side.raw(b"\xff\xfe{}", {"Content-Type": "text/plain"}, sign="none")
    assert raw.status == 401
    assert app.arrived == []
