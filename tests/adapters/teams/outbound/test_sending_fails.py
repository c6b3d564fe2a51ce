"""Why a nudge did not reach Teams, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

import pytest

from adapters.base import DeliveryError
from adapters.teams.outbound import sending
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.known import known_person
from adapters.teams.outbound.patience import ONCE
from adapters.teams.outbound.sending import READY_WITHIN, Sender
from adapters.teams.turns import Address
from bot.database import Database
from bot.outbox import SEND_WITHIN
from coaching.messages import Card
from tests.adapters.teams.fake import FakeCloud, faults
from tests.adapters.teams.outbound.rooms import KEY, NUDGE, Room, rendered
from tests.adapters.teams.outbound.seeing import NOON
from tests.adapters.teams.outbound.wire import a_person

# To nobody


@pytest.mark.parametrize("conversation", ["teams:x:nobody", "slack:T1:U1", "teams:", "nonsense"])
async def test_what_leads_to_nobody_is_not_sent(room: Room, conversation: str) -> None:
    assert (await room.failing(conversation)).verdict == "stop"
    assert room.cloud.calls() == []


CLOSINGS: dict[str, Callable[[Room], None]] = {
    "blocked": lambda room: setattr(room.ada, "blocked", True),
    "taken out": lambda room: setattr(room.ada, "installed", False),
    "disabled": lambda room: room.cloud.world.disabled.add(room.ada.tenant),
    "not writable": lambda room: setattr(room.chat, "closed", "MessageWritesBlocked"),
    "gone": lambda room: setattr(room.chat, "closed", "ConversationNotFound"),
    "not registered": lambda room: setattr(room.cloud.world.app, "registered", False),
}


@pytest.mark.parametrize("name", CLOSINGS)
async def test_a_closed_chat_is_left_alone_until_something_comes_from_there(
    room: Room, name: str
) -> None:
    CLOSINGS[name](room)
    assert (await room.failing(room.hers)).verdict == "stop"
    asked = len(room.cloud.calls("send"))
    assert asked == 1
    assert (await room.failing(room.hers)).verdict == "stop"
    assert len(room.cloud.calls("send")) == asked
    room.ada.blocked, room.ada.installed, room.chat.closed = False, True, ""
    room.cloud.world.disabled.clear()
    room.cloud.world.app.registered = True
    await room.seen(room.ada, room.chat)
    await room.sender.send(room.hers, NUDGE, KEY)
    assert len(room.posts()) == 1


async def test_a_chat_that_cannot_be_opened_is_closed(room: Room) -> None:
    bo = room.cloud.world.person("Bo", installed=False)
    await room.seen(bo, room.channel)
    for _ in range(2):
        assert (await room.failing(str(Place(bo.tenant, bo.object_id)))).verdict == "stop"
    assert len(room.cloud.calls("create")) == 1


# Not now, or nobody knows


@pytest.mark.parametrize(
    ("fault", "verdict", "wait", "arrived"),
    [
        (faults.rate_limited("40"), "wait", 40, 0),
        (faults.rate_limited("junk"), "wait", 30, 0),
        (faults.answered(403, "Forbidden"), "retry", 0, 0),
        (faults.answered(413, "MessageSizeTooBig"), "retry", 0, 0),
        (faults.dropped("before"), "unsure", 30, 0),
        (faults.dropped("after"), "unsure", 30, 1),
        (faults.gateway(502), "unsure", 0, 0),
        (faults.gateway(504, accepted=True), "unsure", 0, 1),
        (faults.not_json(accepted=True), "unsure", 0, 1),
    ],
)
async def test_a_failure_is_told_as_it_is_and_nothing_is_sent_again(
    room: Room, fault: faults.Fault, verdict: str, wait: float, arrived: int
) -> None:
    room.cloud.fail_next("send", fault)
    error = await room.failing(room.hers)
    assert (error.verdict, error.retry_after) == (verdict, wait)
    assert len(room.posts()) == arrived
    assert len(room.cloud.calls("send")) == 1
    assert await room.alive()


async def test_without_a_token_nothing_is_wrong_with_a_nudge(room: Room) -> None:
    room.cloud.script.fail_always("login", faults.gateway(503))
    assert (await room.failing(room.hers)).verdict == "wait"
    assert room.cloud.calls("send") == []


async def test_a_slow_login_delays_a_nudge_and_leaves_no_doubt(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "READY_WITHIN", 0.2)
    room.cloud.fail_next("login", faults.slow(0.5))
    began = monotonic()
    assert (await room.failing(room.hers)).verdict == "wait"
    assert monotonic() - began < 0.45
    await room.cloud.until(lambda: room.cloud.calls("login")[0].status)
    await room.sender.send(room.hers, NUDGE, KEY)
    assert room.cloud.logins == 1


async def test_a_database_that_is_away_delays_a_nudge_and_leaves_no_doubt(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object) -> None:
        raise OSError("the database is away")

    monkeypatch.setattr(room.addresses, "find", away)
    assert (await room.failing(room.hers)).verdict == "wait"


async def test_what_teams_said_holds_though_it_cannot_be_written_down(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object) -> None:
        raise OSError("the database is away")

    monkeypatch.setattr(room.addresses, "lost", away)
    room.ada.blocked = True
    assert (await room.failing(room.hers)).verdict == "stop"


async def test_a_card_that_cannot_be_shown_is_not_sent(room: Room) -> None:
    def broken(card: Card, key: str) -> Sequence[Mapping[str, Any]]:
        raise ValueError(card.title + key)

    sender = Sender(room.wire.connector, room.addresses, broken)
    with pytest.raises(DeliveryError) as caught:
        await sender.send(room.hers, NUDGE, KEY)
    assert caught.value.verdict == "retry"
    assert room.cloud.calls() == []


async def test_an_evil_address_in_the_database_gets_nothing(
    room: Room, sqlite: Database, cloud: FakeCloud
) -> None:
    with FakeCloud() as evil:
        strict = Addresses(sqlite, cloud.config(dev=False, listens_on=""))
        elsewhere = Address(
            tenant=room.ada.tenant,
            service_url=evil.service_url,
            conversation=room.chat.id,
            scope="personal",
            bot="28:x",
        )
        await room.addresses.see([known_person(elsewhere, a_person(room.ada), NOON)])
        sender = Sender(room.wire.connector, strict, rendered)
        with pytest.raises(DeliveryError) as caught:
            await sender.send(room.hers, NUDGE, KEY)
        assert caught.value.verdict == "stop"
        assert evil.connections == 0


def test_all_of_it_takes_less_than_the_outbox_waits() -> None:
    # Some of what is left is for a look at who is in a room.
    assert READY_WITHIN + ONCE.for_a_place + ONCE.within <= SEND_WITHIN - 2


async def test_a_server_that_hangs_is_left_in_time(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "ONCE", replace(ONCE, within=0.3))
    room.cloud.fail_next("send", faults.hanging(accepted=True))
    began = monotonic()
    assert (await room.failing(room.hers)).verdict == "unsure"
    assert monotonic() - began < 1
    assert len(room.posts()) == 1
