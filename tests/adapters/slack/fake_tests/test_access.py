"""Tokens, scopes and arguments: what lets a call in, and what Slack says where it does not."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.fake_tests.conftest import connected, error, refusal


async def test_a_token_tells_whose_it_is(slack: FakeSlack, client: AsyncWebClient) -> None:
    told = await client.auth_test()
    installation = slack.world.installations[0]

    assert told["team_id"] == TEAM
    assert told["user_id"] == installation.bot_user
    assert told["bot_id"] == installation.bot_id
    assert "chat:write" in told.headers["x-oauth-scopes"].split(",")


async def test_a_token_must_be_there_and_known(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    async def said(token: str) -> str:
        return await error(connected(slack, session, token).auth_test())

    assert await said("") == "not_authed"
    assert await said("xoxb-made-up") == "invalid_auth"


async def test_a_token_expires_is_revoked_and_dies_with_the_installation(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    short = connected(slack, session, slack.world.token(lives=60))
    long = connected(slack, session, slack.world.token())
    other = connected(slack, session, slack.world.token())
    await short.auth_test()
    slack.world.advance(61)
    assert await error(short.auth_test()) == "token_expired"

    await long.auth_revoke()
    assert await error(long.auth_test()) == "token_revoked"
    app = slack.world.app
    await other.apps_uninstall(client_id=app.client_id, client_secret=app.client_secret)
    assert await error(other.auth_test()) == "account_inactive"

    slack.world.install()
    assert await error(other.auth_test()) == "token_revoked"


async def test_only_the_app_itself_uninstalls_itself(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app = slack.world.app
    wrong = client.apps_uninstall(client_id=app.client_id, client_secret="guess")

    assert await error(wrong) == "bad_client_secret"
    wrong = client.apps_uninstall(client_id="1.1", client_secret=app.client_secret)
    assert await error(wrong) == "invalid_client_id"
    assert (await client.auth_test())["ok"]


async def test_a_scope_that_was_not_granted_is_named(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.world.install(scopes=("commands", "users:read"))
    said = {"channel": ada.id, "text": "Hi"}
    by_form = client.api_call("chat.postMessage", data=said)
    by_json = client.api_call("chat.postMessage", json=said)

    for posting in (by_form, by_json):
        refused = (await refusal(posting)).response
        assert refused["error"] == "missing_scope"
        assert refused["needed"] == "chat:write"
        assert refused["provided"] == "commands,users:read"


async def test_the_scope_depends_on_the_kind_of_channel(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    direct = slack.world.direct(slack.world.install(), ada.id)
    public, private = slack.world.channel("open", ada), slack.world.channel("in", private=True)
    slack.world.install(scopes=("im:history", "channels:read"))

    assert (await client.conversations_history(channel=direct.id))["ok"]
    assert (await client.conversations_info(channel=public.id))["ok"]
    for channel, needed in ((public, "channels:history"), (private, "groups:history")):
        refused = await refusal(client.conversations_history(channel=channel.id))
        assert refused.response["needed"] == needed
    refused = await refusal(client.conversations_open(users=[ada.id]))
    assert "im:write" in str(refused.response["needed"])


async def test_arguments_come_by_get_and_post_by_form_and_json(
    slack: FakeSlack, session: aiohttp.ClientSession, ada: User
) -> None:
    token = slack.world.token()
    by_header = {"Authorization": f"Bearer {token}"}
    url = f"{slack.api_url}users.info"
    got = [
        await session.get(url, params={"user": ada.id}, headers=by_header),
        await session.get(url, params={"user": ada.id, "token": token}),
        await session.post(url, data={"user": ada.id, "token": token}),
        await session.post(url, data={"user": ada.id}, headers=by_header),
    ]
    assert [(await answer.json())["ok"] for answer in got] == [True] * 4

    posting = f"{slack.api_url}chat.postMessage"
    said = {"channel": ada.id, "text": "Hi"}
    good = await session.post(posting, json=said, headers=by_header)
    assert (await good.json())["ok"]
    inside = await session.post(posting, json=said | {"token": token})
    assert (await inside.json())["error"] == "not_authed"
    broken = await session.post(
        posting, data=b"{", headers=by_header | {"Content-Type": "application/json"}
    )
    assert (await broken.json())["error"] == "invalid_json"
    listed = await session.post(posting, json=[said], headers=by_header)
    assert (await listed.json())["error"] == "json_not_object"


async def test_methods_without_json_do_not_look_into_it(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    refused = await refusal(client.api_call("users.info", json={"user": ada.id}))

    assert refused.response["error"] == "invalid_arguments"
    assert "missing required field: user" in str(refused.response["response_metadata"])
    assert slack.violations == []


async def test_unknown_methods_are_refused_and_unknown_arguments_noted(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    assert await error(client.api_call("chat.postMesage", json={})) == "unknown_method"

    await client.chat_postMessage(channel=ada.id, text="Hi", client_msg_id="1")
    assert slack.violations == ["chat.postMessage: unknown argument client_msg_id"]


async def test_every_call_is_kept(slack: FakeSlack, client: AsyncWebClient, ada: User) -> None:
    await client.auth_test()
    await error(client.users_info(user="U0NOBODY"))
    await client.chat_postMessage(channel=ada.id, text="Hi", blocks=[{"type": "divider"}])

    calls = slack.calls
    assert [(call.method, call.team, call.error) for call in calls] == [
        ("auth.test", TEAM, ""),
        ("users.info", TEAM, "user_not_found"),
        ("chat.postMessage", TEAM, ""),
    ]
    assert calls[2].args["blocks"] == [{"type": "divider"}]
    assert [call.args for call in slack.calls_of("users.info")] == [{"user": "U0NOBODY"}]


async def test_api_test_answers_what_it_was_asked(client: AsyncWebClient) -> None:
    assert (await client.api_test(foo="bar"))["args"]["foo"] == "bar"
    assert await error(client.api_test(error="my_error")) == "my_error"
