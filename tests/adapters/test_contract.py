"""What every adapter keeps: its name, and that a card is sent or refused with the one known error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from adapters.base import Adapter
from adapters.console.adapter import ConsoleAdapter
from adapters.web import WebAdapter
from coaching.clock import StoppedClock
from coaching.messages import Card, Exchange, Message, Sender
from coaching.nudges import kinds
from coaching.nudges.base import nudge_card
from tests.adapters.contract import see_only_delivery_errors


async def _nothing(_: Message) -> Card | None:
    return None


async def _no_past(_: Sender, __: int) -> Sequence[Exchange]:
    return ()


def _web() -> Adapter:
    clock = StoppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return WebAdapter(_nothing, _no_past, b"secret", clock, None, "token")


def _console() -> Adapter:
    return ConsoleAdapter(lambda *_: None)


@pytest.mark.parametrize("make", [_web, _console])
async def test_every_nudge_is_sent_or_refused_in_a_known_way(make: type[Adapter]) -> None:
    adapter = make()
    cards = [nudge_card(kind.example, 7) for kind in kinds().values()]
    await see_only_delivery_errors(adapter, f"{adapter.name}:you", cards)
    assert await adapter.delivered(f"{adapter.name}:you", "any-0") in (True, False, None)


def test_the_adapters_have_names_of_their_own() -> None:
    assert {_web().name, _console().name} == {"web", "console"}
