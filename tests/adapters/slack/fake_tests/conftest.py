"""A fake Slack with two colleagues and a channel, and Slack's own web client to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import Post, User
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp, serving

ALL_SCOPES = (
    *("chat:write", "commands", "dnd:read", "files:write", "users:read", "users.profile:read"),
    *("channels:history", "channels:read", "groups:history", "groups:read"),
    *("im:history", "im:read", "im:write", "mpim:read", "mpim:write"),
)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        running.world.install(scopes=ALL_SCOPES)
        yield running


@pytest.fixture
def ada(slack: FakeSlack) -> User:
    return slack.world.person("Ada Lovelace", tz="Europe/London")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def client(slack: FakeSlack, session: aiohttp.ClientSession) -> AsyncWebClient:
    return connected(slack, session, slack.world.token())


@pytest.fixture
async def app() -> AsyncIterator[ScriptedApp]:
    async with serving() as running:
        yield running


@pytest.fixture
async def side(slack: FakeSlack, app: ScriptedApp) -> AsyncIterator[SlackSide]:
    async with SlackSide(slack, app.url) as running:
        yield running


async def posted(
    slack: FakeSlack, client: AsyncWebClient, to: str, *blocks: dict[str, Any]
) -> Post:
    await client.chat_postMessage(channel=to, text="Look", blocks=list(blocks))
    return slack.posts_to(to)[-1]


def connected(slack: FakeSlack, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=slack.api_url, session=session, retry_handlers=[])


async def refusal(call: Any) -> SlackApiError:  # noqa: ANN401 - whatever the client's methods return
    """Return the error with which a call ends."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value


async def error(call: Any) -> str:  # noqa: ANN401 - whatever the client's methods return
    """Return Slack's name for why a call is refused."""
    return str((await refusal(call)).response["error"])
