"""A small app on Slack's own framework finds its way with this Slack, by HTTP and by socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.blocks import FORM, buttons

Json = dict[str, Any]


def small_app(slack: FakeSlack) -> AsyncApp:
    """Return an app that answers a command, a word, a button and a form."""
    client = AsyncWebClient(slack.world.token(), base_url=slack.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=slack.world.app.signing_secret)

    @app.command("/netlead")
    async def command(ack: AsyncAck, body: Json) -> None:
        await ack(text=f"You said {body['text']}", blocks=[buttons(("Write it down", "helped"))])

    @app.event("message")
    async def message(event: Json, say: AsyncSay) -> None:
        await say(text=f"Heard: {event['text']}")

    @app.action("helped")
    async def press(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("done")
    async def done(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("Well done", replace_original=True)

    @app.view("helped")
    async def form(ack: AsyncAck, view: Json, body: Json, client: AsyncWebClient) -> None:
        await ack()
        name = view["state"]["values"]["block-Name"]["value"]["value"]
        await client.chat_postMessage(channel=body["user"]["id"], text=f"You helped {name}")

    return app


@asynccontextmanager
async def by_http(slack: FakeSlack) -> AsyncIterator[SlackSide]:
    runner = web.AppRunner(small_app(slack).web_app("/slack/events"), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    async with SlackSide(slack, f"http://{host}:{port}/slack/events") as side:
        yield side
    await runner.cleanup()


@asynccontextmanager
async def by_socket(slack: FakeSlack) -> AsyncIterator[SlackSide]:
    app = small_app(slack)
    client = AsyncWebClient(base_url=slack.api_url)
    handler = AsyncSocketModeHandler(app, slack.world.app.app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.until(lambda: slack.sockets.links)
    async with SlackSide(slack) as side:
        yield side
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("way", [by_http, by_socket])
async def test_a_dialogue(slack: FakeSlack, ada: User, way: Any) -> None:  # noqa: ANN401 - one of two functions
    async with way(slack) as side:
        await side.message(ada, "hello")
        await slack.until(lambda: slack.posts_to(ada))
        answer = await side.command(ada, "helped")
        await side.click(ada, answer.shown, "Write it down")
        await slack.until(lambda: slack.view_of(ada))
        await side.submit(ada, {"Name": "Grace"})
        said = await slack.until(lambda: slack.posts_to(ada)[1:])
        client = AsyncWebClient(slack.world.token(), base_url=slack.api_url)
        await client.chat_postMessage(
            channel=ada.id, text="Nudge", blocks=[buttons(("Done", "done"))]
        )
        nudge = slack.posts_to(ada)[-1]
        await side.click(ada, nudge, "Done")
        await slack.until(lambda: nudge.text == "Well done")

    assert slack.posts_to(ada)[0].text == "Heard: hello"
    assert answer.shown.text == "You said helped"
    assert said[0].text == "You helped Grace"
    assert side.complaints == []
    assert slack.violations == []
