"""Socket Mode with Slack's own client: envelopes, acknowledgements, connections that end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.conftest import error


@dataclass
class Listener:
    """Acknowledges all but the next ``ignores`` envelopes, with ``payload`` where there is one."""

    client: SocketModeClient
    heard: list[SocketModeRequest] = field(default_factory=list)
    ignores: int = 0
    payload: dict[str, Any] | None = None

    async def take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        if self.ignores:
            self.ignores -= 1
            return
        answer = SocketModeResponse(request.envelope_id, self.payload)
        await client.send_socket_mode_response(answer)


@asynccontextmanager
async def listening(slack: FakeSlack) -> AsyncIterator[Listener]:
    before = len(slack.sockets.links)
    client = SocketModeClient(
        slack.world.app.app_token,
        web_client=AsyncWebClient(base_url=slack.api_url),
        ping_interval=0.05,
    )
    listener = Listener(client)
    client.socket_mode_request_listeners.append(listener.take)
    await client.connect()  # type: ignore[no-untyped-call]
    await slack.until(lambda: len(slack.sockets.links) > before)
    try:
        yield listener
    finally:
        await client.close()  # type: ignore[no-untyped-call]


@pytest.fixture
async def side(slack: FakeSlack) -> AsyncIterator[SlackSide]:
    async with SlackSide(slack) as running:
        yield running


async def test_events_commands_and_presses_come_by_envelope(
    slack: FakeSlack, side: SlackSide, client: AsyncWebClient, ada: User
) -> None:
    async with listening(slack) as listener:
        assert (await side.message(ada, "hello")).accepted
        assert (await side.command(ada, "tip")).accepted
        button = {
            "type": "button",
            "text": {"type": "plain_text", "text": "Done"},
            "value": "done",
        }
        blocks = [{"type": "actions", "elements": [button]}]
        await client.chat_postMessage(channel=ada.id, text="Look", blocks=blocks)
        assert (await side.click(ada, slack.posts_to(ada)[-1], "Done")).accepted

    assert [request.type for request in listener.heard] == [
        "events_api",
        "slash_commands",
        "interactive",
    ]
    event, command, press = (request.payload for request in listener.heard)
    assert event["event"]["text"] == "hello"
    assert command["text"] == "tip"
    assert press["actions"][0]["value"] == "done"
    assert [name for name, _ in slack.sockets.acknowledged] == [
        request.envelope_id for request in listener.heard
    ]


async def test_a_command_is_answered_in_its_acknowledgement(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    async with listening(slack) as listener:
        listener.payload = {"text": "Ask for a story"}
        answer = await side.command(ada, "tip")

    assert answer.shown is slack.ephemerals_to(ada)[0]
    assert slack.ephemerals_to(ada)[0].text == "Ask for a story"


async def test_an_event_that_is_not_acknowledged_is_sent_again(slack: FakeSlack, ada: User) -> None:
    async with listening(slack) as listener, SlackSide(slack, patience=0.6) as side:
        listener.ignores = 2
        delivery = await side.message(ada, "hello")

    assert delivery.accepted
    assert [request.retry_attempt for request in listener.heard] == [0, 1, 2]
    assert [request.retry_reason for request in listener.heard] == ["", *["http_timeout"] * 2]
    assert len({request.payload["event_id"] for request in listener.heard}) == 1


async def test_nobody_connected_is_a_failed_command(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    await side.command(ada, "tip")

    assert slack.sockets.links == []
    assert side.complaints == ["dispatch_failed: connection_failed"]


async def test_each_envelope_goes_to_one_of_the_connections(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    async with listening(slack) as one, listening(slack) as two:
        for number in range(4):
            await side.message(ada, str(number))

    assert (len(one.heard), len(two.heard)) == (2, 2)


async def test_the_client_comes_back_when_it_is_asked_to(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    async with listening(slack) as listener:
        await slack.run_async(slack.sockets.disconnect("refresh_requested", close=True))
        await slack.until(lambda: len(slack.calls_of("apps.connections.open")) > 1)
        await slack.until(lambda: slack.sockets.links)
        assert (await side.message(ada, "still there?")).accepted

    assert listener.heard[-1].payload["event"]["text"] == "still there?"


async def test_the_client_comes_back_when_its_connection_is_cut(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    async with listening(slack) as listener:
        await slack.run_async(slack.sockets.kill())
        await slack.until(lambda: len(slack.calls_of("apps.connections.open")) > 1)
        await slack.until(lambda: slack.sockets.links)
        assert (await side.message(ada, "still there?")).accepted

    assert listener.heard


async def test_an_event_whose_connection_is_cut_is_sent_again_on_another(
    slack: FakeSlack, side: SlackSide, ada: User
) -> None:
    async with listening(slack) as listener:
        listener.ignores = 1
        telling = asyncio.create_task(side.message(ada, "hello"))
        await slack.until(lambda: listener.heard)
        await slack.run_async(slack.sockets.kill())
        delivery = await telling

    assert delivery.attempts[0].reason == "connection_failed"


async def test_an_address_is_good_for_one_connection_and_needs_the_apps_own_token(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    opened = await client.apps_connections_open(app_token=slack.world.app.app_token)
    url = str(opened["url"])
    async with session.ws_connect(url) as link:
        hello = await link.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(url)

    wrong = client.apps_connections_open(app_token="xapp-1-made-up")
    assert await error(wrong) == "invalid_auth"
    bot = client.apps_connections_open(app_token=slack.world.token())
    assert await error(bot) == "not_allowed_token_type"


async def test_ten_connections_are_the_most(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    token, links = slack.world.app.app_token, []
    for _ in range(11):
        opened = await client.apps_connections_open(app_token=token)
        links.append(await session.ws_connect(str(opened["url"])))
    first = await links[-1].receive_json()

    assert first == {
        "type": "disconnect",
        "reason": "too_many_websockets",
        "debug_info": {"host": "applink-0"},
    }
    assert len(slack.sockets.links) == 10
