"""What tests of outgoing things share: a Slack, the parts that write to it, an eye on the log."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Odd, Outfit, a_slack, as_it_is


@pytest.fixture(autouse=True)
def written_down(log: io.StringIO) -> io.StringIO:
    """Let NetLead write down what it says about itself."""
    return log


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with a_slack() as made:
        yield made
        assert made.violations == []


@pytest.fixture
async def outfit(slack: FakeSlack) -> AsyncIterator[Outfit]:
    made = Outfit(slack)
    yield made
    await made.client.close()


@pytest.fixture
def home(outfit: Outfit) -> Installation:
    """Install the app in the first workspace."""
    return outfit.install()


@pytest.fixture
def ana(slack: FakeSlack) -> User:
    return slack.world.person("Ana Sousa", tz="Europe/Lisbon")


@pytest.fixture
async def odd() -> AsyncIterator[Odd]:
    """Yield what makes a client of a Slack that answers everything with the same bytes."""
    answer: list[tuple[bytes, str]] = []
    clients: list[SlackClient] = []

    async def anything(_: web.Request) -> web.Response:
        body, kind = answer[-1]
        return web.Response(body=body, headers={"Content-Type": kind})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", anything)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]

    def start(body: bytes, kind: str = "application/json") -> SlackClient:
        answer.append((body, kind))
        clients.append(SlackClient(f"http://{host}:{port}/api/", as_it_is))
        return clients[-1]

    yield start
    for client in clients:
        await client.close()
    await runner.cleanup()
