"""The whole way out to Teams, put together as the adapter does it, with time that tests can move."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import Any

import httpx
import pytest

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.connector import Connector
from adapters.teams.outbound.identity import token_request
from adapters.teams.outbound.pacing import Pacing
from adapters.teams.outbound.tokens import Tokens
from adapters.teams.outbound.verdicts import CallError
from adapters.teams.turns import Address, Person
from adapters.transport import Pool
from tests.adapters.teams.fake import FakeCloud, nouns


@cache
def authorities() -> ssl.SSLContext:
    """Return whom the world trusts: to read that takes longer than most tests."""
    return httpx.create_ssl_context()


@dataclass
class Seconds:
    """Counts seconds; who naps lets them pass."""

    now: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Wire:
    """The way out, and the cloud it leads to."""

    cloud: FakeCloud
    config: TeamsConfig
    pool: Pool
    tokens: Tokens
    pacing: Pacing
    connector: Connector
    seconds: Seconds


@asynccontextmanager
async def wired(
    cloud: FakeCloud,
    *,
    in_real_time: bool = False,
    chance: float = 0.0,
    **settings: Any,  # noqa: ANN401 any setting
) -> AsyncIterator[Wire]:
    """Yield the way out to ``cloud``; pauses take no time unless it is ``in_real_time``."""
    config = cloud.config(**settings)
    pool, seconds, pacing = Pool(authorities()), Seconds(), Pacing()
    time = monotonic if in_real_time else seconds
    tokens = Tokens(pool, lambda: token_request(config, pool, cloud.world.base_url), time=time)
    connector = Connector(
        config,
        pool,
        tokens,
        pacing,
        sleep=asyncio.sleep if in_real_time else seconds.nap,
        time=time,
        chance=lambda: chance,
    )
    try:
        yield Wire(cloud, config, pool, tokens, pacing, connector, seconds)
    finally:
        await tokens.close()
        await pool.close()


def address_of(cloud: FakeCloud, room: nouns.Conversation, thread: str = "") -> Address:
    """Return how the bot reaches a conversation, or one thread of a channel."""
    return Address(
        tenant=room.tenant,
        service_url=cloud.service_url,
        conversation=f"{room.id};messageid={thread}" if thread else room.id,
        scope=room.scope,
        bot=cloud.world.app.bot,
    )


def a_person(who: nouns.Person) -> Person:
    """Return somebody as an activity names them."""
    return Person(mri=who.mri, object_id=who.object_id, name=who.name)


def words(text: str) -> dict[str, Any]:
    """Return a message that says ``text``."""
    return {"type": "message", "text": text}


def texts(cloud: FakeCloud) -> list[str]:
    """Return what stands in all conversations, in order."""
    return [post.activity["text"] for post in cloud.world.posts.values() if not post.deleted]


async def failing(work: Awaitable[object]) -> CallError:
    """Return how a call fails."""
    with pytest.raises(CallError) as caught:
        await work
    return caught.value
