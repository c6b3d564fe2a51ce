"""What is tried again: answers to people by Microsoft's book, nudges never."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from time import monotonic

import pytest

from adapters.teams.outbound.patience import ONCE
from adapters.teams.turns import Address
from tests.adapters.teams.fake import FakeCloud, faults
from tests.adapters.teams.outbound.wire import (
    Wire,
    a_person,
    address_of,
    failing,
    texts,
    wired,
    words,
)

# Answers to people: by the book


BOOK: dict[str, faults.Fault] = {
    "412": faults.answered(412, "PreconditionFailed"),
    "429": faults.rate_limited("2"),
    "502": faults.gateway(502),
    "504": faults.gateway(504),
}


@pytest.mark.parametrize("fault", BOOK.values(), ids=BOOK)
async def test_an_answer_is_tried_four_times(
    wire: Wire, chat: Address, fault: faults.Fault
) -> None:
    wire.cloud.fail_next("send", fault, fault, fault)
    await wire.connector.send(chat, words("hello"))
    assert len(wire.cloud.calls("send")) == 4
    assert texts(wire.cloud) == ["hello"]


@pytest.mark.parametrize("fault", BOOK.values(), ids=BOOK)
async def test_and_not_five_times(wire: Wire, chat: Address, fault: faults.Fault) -> None:
    wire.cloud.script.fail_always("send", fault)
    error = await failing(wire.connector.send(chat, words("hello")))
    assert error.judgement.status == fault.status
    assert len(wire.cloud.calls("send")) == 4


async def test_the_pauses_grow(wire: Wire, chat: Address) -> None:
    wire.cloud.script.fail_always("send", faults.gateway(502))
    await failing(wire.connector.send(chat, words("hello")))
    assert wire.seconds.naps == [1, 2, 4]


async def test_teams_own_word_about_the_pause_is_heeded(wire: Wire, chat: Address) -> None:
    wire.cloud.fail_next("send", faults.rate_limited("7"), faults.rate_limited("soon"))
    await wire.connector.send(chat, words("hello"))
    assert wire.seconds.naps == [7, 2]


async def test_a_pause_of_an_hour_is_nobody_s_to_wait_for(wire: Wire, chat: Address) -> None:
    wire.cloud.fail_next("send", faults.rate_limited("3000"))
    error = await failing(wire.connector.send(chat, words("hello")))
    assert (error.verdict, error.retry_after) == ("wait", 3000)
    assert wire.seconds.naps == []


async def test_pauses_differ_by_chance(cloud: FakeCloud, chat: Address) -> None:
    async with wired(cloud, chance=1.0) as wire:
        cloud.fail_next("send", faults.gateway(502))
        await wire.connector.send(chat, words("hello"))
        assert wire.seconds.naps == [1.5]


async def test_an_answer_that_may_have_arrived_is_not_said_again(wire: Wire, chat: Address) -> None:
    wire.cloud.fail_next("send", faults.dropped("after"))
    assert (await failing(wire.connector.send(chat, words("hello")))).verdict == "unsure"
    assert texts(wire.cloud) == ["hello"]


async def test_an_answer_outlives_a_refused_token(wire: Wire, chat: Address) -> None:
    await wire.connector.send(chat, words("one"))
    wire.cloud.world.tokens.clear()
    await wire.connector.send(chat, words("two"))
    assert texts(wire.cloud) == ["one", "two"]
    assert wire.cloud.logins == 2


async def test_many_answers_with_a_refused_token_ask_for_one_new_one(
    wire: Wire, cloud: FakeCloud
) -> None:
    chats = [
        address_of(cloud, cloud.world.direct_chat(cloud.world.person(f"P{n}"))) for n in range(20)
    ]
    await wire.tokens.token()
    cloud.world.tokens.clear()
    await asyncio.gather(*(wire.connector.send(chat, words("x")) for chat in chats))
    assert len(texts(cloud)) == 20
    assert cloud.logins == 2


async def test_an_app_that_teams_does_not_take_does_not_storm_the_login(
    wire: Wire, chat: Address
) -> None:
    wire.cloud.script.fail_always("send", faults.answered(401, "Unauthorized"))
    for _ in range(10):
        assert (await failing(wire.connector.send(chat, words("x")))).verdict == "wait"
        wire.seconds.now += 10
    assert wire.cloud.logins == 2


SAFE: dict[str, Callable[[Wire, Address], Awaitable[object]]] = {
    "update": lambda wire, chat: wire.connector.update(chat, {**words("after"), "id": "1"}),
    "delete": lambda wire, chat: wire.connector.delete(chat, "1"),
    "members": lambda wire, chat: wire.connector.members(chat),
}
DOUBTS: dict[str, faults.Fault] = {
    "dropped before": faults.dropped("before"),
    "dropped after": faults.dropped("after"),
    "half an answer": faults.truncated(),
    "502": faults.gateway(502),
    "503": faults.gateway(503),
}


@pytest.mark.parametrize("fault", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("name", SAFE)
async def test_what_does_no_harm_twice_is_done_until_it_is_certain(
    wire: Wire, chat: Address, name: str, fault: faults.Fault
) -> None:
    wire.cloud.fail_next(name, fault)
    if name in ("update", "delete"):
        # Such a message is not there: that Teams says so is the answer to the second try.
        assert (await failing(SAFE[name](wire, chat))).judgement.status == 404
    else:
        await SAFE[name](wire, chat)
    assert len(wire.cloud.calls(name)) == 2


async def test_opening_a_chat_in_doubt_is_no_doubt_about_a_message(
    wire: Wire, cloud: FakeCloud
) -> None:
    ada = cloud.world.person("Ada")
    channel = address_of(cloud, cloud.world.channel("General", ada))
    cloud.fail_next("create", faults.dropped("after"))
    work = wire.connector.create_conversation(channel, a_person(ada), patience=ONCE)
    assert (await failing(work)).verdict == "wait"


# Nudges are sent once


ONCE_FAULTS: dict[str, tuple[faults.Fault, str, int]] = {
    "dropped before": (faults.dropped("before"), "unsure", 0),
    "dropped after": (faults.dropped("after"), "unsure", 1),
    "half an answer": (faults.truncated(), "unsure", 1),
    "a page": (faults.not_json(), "unsure", 0),
    "a page after": (faults.not_json(accepted=True), "unsure", 1),
    "nothing": (faults.empty(), "unsure", 1),
    "412": (faults.answered(412, "PreconditionFailed", accepted=True), "unsure", 1),
    "500": (faults.gateway(500), "unsure", 0),
    "502": (faults.gateway(502, accepted=True), "unsure", 1),
    "503": (faults.gateway(503), "unsure", 0),
    "504": (faults.gateway(504, accepted=True), "unsure", 1),
    "429": (faults.rate_limited("5"), "wait", 0),
    "400": (faults.answered(400, "BadSyntax"), "retry", 0),
    "413": (faults.answered(413, "MessageSizeTooBig"), "retry", 0),
    "401": (faults.answered(401, "Unauthorized"), "wait", 0),
}


@pytest.mark.parametrize("name", ONCE_FAULTS)
async def test_a_nudge_is_sent_once_and_what_became_of_it_is_told(
    wire: Wire, chat: Address, name: str
) -> None:
    fault, verdict, arrived = ONCE_FAULTS[name]
    wire.cloud.fail_next("send", fault)
    error = await failing(wire.connector.send(chat, words("hello"), patience=ONCE))
    assert error.verdict == verdict
    assert len(wire.cloud.calls("send")) == 1
    assert len(texts(wire.cloud)) == arrived
    assert wire.seconds.naps == []


SHORT = replace(ONCE, within=0.3)


async def test_a_nudge_nobody_answers_is_in_doubt(wire: Wire, chat: Address) -> None:
    wire.cloud.fail_next("send", faults.hanging(accepted=True))
    began = monotonic()
    error = await failing(wire.connector.send(chat, words("hello"), patience=SHORT))
    assert error.verdict == "unsure"
    assert monotonic() - began < 2


async def test_a_nudge_to_nobody_s_machine_was_not_sent(wire: Wire, chat: Address) -> None:
    away = Address(
        tenant=chat.tenant,
        service_url="http://127.0.0.1:9/",
        conversation=chat.conversation,
        scope="personal",
        bot=chat.bot,
    )
    error = await failing(wire.connector.send(away, words("hello"), patience=ONCE))
    assert (error.verdict, error.retry_after) == ("wait", 30)


@pytest.mark.parametrize(
    "name", ["MessageWritesBlocked", "ConversationNotFound", "ConversationBlockedByUser"]
)
async def test_a_closed_conversation_is_not_tried_again(
    wire: Wire, cloud: FakeCloud, name: str
) -> None:
    room = cloud.world.direct_chat(cloud.world.person("Ada"))
    room.closed = name
    error = await failing(wire.connector.send(address_of(cloud, room), words("hello")))
    assert (error.verdict, error.judgement.code) == ("stop", name)
    assert len(cloud.calls("send")) == 1


async def test_after_a_429_the_conversation_is_left_alone_and_others_are_not(
    wire: Wire, cloud: FakeCloud, chat: Address
) -> None:
    other = address_of(cloud, cloud.world.direct_chat(cloud.world.person("Bo")))
    cloud.fail_next("send", faults.rate_limited("9"))
    await failing(wire.connector.send(chat, words("one"), patience=ONCE))
    error = await failing(wire.connector.send(chat, words("two"), patience=ONCE))
    assert (error.verdict, error.retry_after) == ("wait", 9)
    await wire.connector.send(other, words("three"), patience=ONCE)
    wire.seconds.now += 9
    await wire.connector.send(chat, words("four"), patience=ONCE)
    assert texts(cloud) == ["three", "four"]
    assert len(cloud.calls("send")) == 3
