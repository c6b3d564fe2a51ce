"""What every adapter keeps: its name, its addresses, and that a card is sent or refused in a known way."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.routing import BaseRoute

from adapters.base import Adapter, DeliveryError
from adapters.console.adapter import ConsoleAdapter
from adapters.slack.adapter import SlackAdapter
from adapters.web import WebAdapter
from bot.database import open_database
from coaching.clock import StoppedClock
from coaching.messages import Button, Card, Exchange, Message, Sender
from coaching.models.cipher import Cipher
from coaching.nudges import kinds
from coaching.nudges.base import nudge_card
from tests.adapters.contract import see_only_delivery_errors
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.house import living

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WITHOUT_END = 3.0
"""Seconds within which an adapter has ended once it was told to."""


@dataclass
class Platform:
    """An adapter with a conversation in which somebody can be reached, and one that never was."""

    adapter: Adapter
    somebody: str
    nobody: str


Opened = Callable[[Path, Cipher], AbstractAsyncContextManager[Platform]]


async def _nothing(_: Message) -> Card | None:
    return None


async def _no_past(_: Sender, __: int) -> Sequence[Exchange]:
    return ()


@asynccontextmanager
async def web(_: Path, __: Cipher) -> AsyncIterator[Platform]:
    adapter = WebAdapter(_nothing, _no_past, b"secret", StoppedClock(NOW), None, "token")
    yield Platform(adapter, "web:you", "web:nobody")


@asynccontextmanager
async def console(_: Path, __: Cipher) -> AsyncIterator[Platform]:
    yield Platform(ConsoleAdapter(lambda *_: None), "console:Ada", "console:nobody")


@asynccontextmanager
async def slack(file: Path, cipher: Cipher) -> AsyncIterator[Platform]:
    database = open_database(f"sqlite:///{file}", cipher)
    with FakeSlack() as there, pytest.MonkeyPatch.context() as patch:
        there.limits.per_second = 0
        patch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
        patch.setattr("adapters.slack.outbound.pacing.BURST", 1_000.0)
        ana = there.world.person("Ana Sousa")
        async with living(database, there) as house:
            somebody = f"slack:{ana.team}:{ana.id}"
            yield Platform(house.adapter, somebody, f"slack:{ana.team}:U0NOBODY")
        assert there.violations == []
    database.close()


@pytest.fixture(params=[web, console, slack], ids=lambda opened: opened.__name__)
async def platform(
    request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path, cipher: Cipher
) -> AsyncIterator[Platform]:
    """Yield each platform, at work."""
    opened: Opened = request.param
    file = tmp_path / "netlead.db"
    shutil.copy(migrated_file, file)
    async with opened(file, cipher) as made:
        yield made


async def test_every_kind_of_nudge_is_sent(platform: Platform) -> None:
    for number, kind in enumerate(kinds().values()):
        card = nudge_card(kind.example, number)
        await platform.adapter.send(platform.somebody, card, f"nudge-{number}")


async def test_cards_of_any_shape_and_places_that_are_none_are_too(platform: Platform) -> None:
    buttons = tuple(Button(label=f"{n}", command="x" * 3_000) for n in range(30))
    cards = [Card(), Card(title="t" * 5_000, body="\x00\ud800" * 9_000), Card(buttons=buttons)]
    for conversation in (platform.somebody, platform.nobody, f"{platform.adapter.name}:", ""):
        await see_only_delivery_errors(platform.adapter, conversation, cards)


async def test_an_address_that_a_send_tells_is_one_of_its_own_that_works(
    platform: Platform,
) -> None:
    adapter, card = platform.adapter, Card(title="Thank Ada")
    told = await adapter.send(platform.somebody, card, "first")
    assert told is None or told.startswith(f"{adapter.name}:")
    assert await adapter.send(told or platform.somebody, card, "second") is None


async def test_what_arrived_is_said_to_have_or_nothing_is_said(platform: Platform) -> None:
    adapter, card = platform.adapter, Card(title="Thank Ada")
    where = await adapter.send(platform.somebody, card, "sent") or platform.somebody
    # A platform that shows the same key once may always say no.
    assert await adapter.delivered(where, "sent", NOW) in (True, False, None)
    assert await adapter.delivered(where, "never sent", NOW) in (False, None)


async def test_a_look_into_a_place_that_is_none_fails_in_a_known_way(platform: Platform) -> None:
    for conversation in (platform.nobody, f"{platform.adapter.name}:", ""):
        try:
            arrived = await platform.adapter.delivered(conversation, "any", NOW)
        except DeliveryError:
            continue
        assert arrived in (False, None)


async def test_it_serves_routes_and_ends_when_told_to(platform: Platform) -> None:
    assert all(isinstance(route, BaseRoute) for route in platform.adapter.routes())
    running = asyncio.create_task(platform.adapter.run())
    await asyncio.sleep(0.01)
    running.cancel()
    async with asyncio.timeout(WITHOUT_END):
        await asyncio.gather(running, return_exceptions=True)


async def test_its_addresses_begin_with_its_name(platform: Platform) -> None:
    assert platform.somebody.startswith(f"{platform.adapter.name}:")


def test_the_adapters_have_names_of_their_own() -> None:
    names = [WebAdapter.name, ConsoleAdapter.name, SlackAdapter.name]
    assert len(set(names)) == len(names)
