"""Nudges and posts in Teams: to whom they are meant for, once, in one piece or in two."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from adapters.base import DeliveryError
from adapters.teams.outbound.activities import apart
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.sending import Sender
from coaching.messages import Card
from tests.adapters.teams.fake import faults
from tests.adapters.teams.fake.nouns import Person, Post
from tests.adapters.teams.outbound.rooms import KEY, NUDGE, Room, rendered
from tests.adapters.teams.outbound.seeing import NOON
from tests.adapters.teams.outbound.wire import address_of


def shown(post: Post) -> str:
    """Return what is sent of a card, as text."""
    return str(post.activity)


async def test_a_nudge_reaches_its_person_as_a_card_with_a_summary(room: Room) -> None:
    await room.sender.send(room.hers, NUDGE, KEY)
    (post,) = room.posts()
    assert post.conversation is room.chat
    assert "Say hello to Grace" in post.activity["summary"]
    assert "text" not in post.activity
    (attachment,) = post.activity["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"


async def test_a_post_goes_to_the_channel_and_not_into_a_thread_of_it(room: Room) -> None:
    await room.sender.send(room.channels, NUDGE, KEY)
    (post,) = room.cloud.posts_to(room.channel)
    assert post.thread == ""
    assert room.posts() == []


async def test_each_person_gets_what_is_hers(room: Room) -> None:
    others = [room.cloud.world.person(f"P{number}") for number in range(10)]
    for person in others:
        await room.seen(person, room.cloud.world.direct_chat(person))

    async def send(person: Person) -> None:
        card = Card(title=f"For {person.name} alone")
        conversation = str(Place(person.tenant, person.object_id))
        await room.sender.send(conversation, card, f"nudge:{person.name}")

    await asyncio.gather(*(send(person) for person in others))
    for person in others:
        (post,) = room.cloud.posts_to(person)
        assert f"For {person.name} alone" in shown(post)


async def test_whoever_was_only_seen_in_a_channel_gets_a_direct_chat_once(room: Room) -> None:
    bo = room.cloud.world.person("Bo")
    await room.seen(bo, room.channel, "17")
    for number in range(3):
        await room.sender.send(str(Place(bo.tenant, bo.object_id)), NUDGE, f"k{number}")
    assert len(room.cloud.posts_to(bo)) == 3
    assert len(room.cloud.calls("create")) == 1


async def test_a_direct_chat_is_handed_out_for_what_is_private(room: Room) -> None:
    found = await room.sender.direct_chat(room.ada.tenant, room.ada.object_id)
    assert found == address_of(room.cloud, room.chat)
    with pytest.raises(DeliveryError):
        await room.sender.direct_chat(room.ada.tenant, "nobody")


async def test_teams_lets_nobody_look_whether_it_arrived(room: Room) -> None:
    await room.sender.send(room.hers, NUDGE, KEY)
    assert await room.sender.delivered(room.hers, KEY, NOON) is None
    assert len(room.cloud.calls()) == 2


# Text and card are two things


TWO = {"type": "message", "text": "Look", "attachments": [{"contentType": "x"}], "summary": "s"}


def two(card: Card, key: str) -> Sequence[Mapping[str, Any]]:
    """Show a card as Teams would split it."""
    return [TWO | {"summary": card.title + key}]


def test_text_and_card_are_two_messages_with_an_id_each() -> None:
    words, card = apart([TWO])
    assert words["text"] == "Look"
    assert "attachments" not in words
    assert "text" not in card
    assert card["attachments"] == TWO["attachments"]
    assert {words["type"], card["type"]} == {"message"}


def test_what_is_one_thing_stays_one() -> None:
    one = rendered(NUDGE, KEY)
    assert apart(one) == list(one)
    assert apart([{"type": "message", "text": "x", "attachments": []}])[0]["text"] == "x"


async def test_both_arrive_in_order(room: Room) -> None:
    await Sender(room.wire.connector, room.addresses, two).send(room.hers, NUDGE, KEY)
    assert ["text" in post.activity for post in room.posts()] == [True, False]


async def test_the_second_is_insisted_on_once_the_first_is_there(room: Room) -> None:
    room.cloud.fail_next("send", None, faults.gateway(502), faults.rate_limited("1"))
    await Sender(room.wire.connector, room.addresses, two).send(room.hers, NUDGE, KEY)
    assert len(room.posts()) == 2


async def test_where_only_the_first_arrives_nobody_sends_it_again(room: Room) -> None:
    room.cloud.fail_next("send", None, faults.answered(400, "BadSyntax"))
    with pytest.raises(DeliveryError) as caught:
        await Sender(room.wire.connector, room.addresses, two).send(room.hers, NUDGE, KEY)
    assert caught.value.verdict == "unsure"
    assert len(room.posts()) == 1


async def test_where_the_first_is_refused_there_is_no_second(room: Room) -> None:
    room.cloud.fail_next("send", faults.rate_limited("5"))
    with pytest.raises(DeliveryError) as caught:
        await Sender(room.wire.connector, room.addresses, two).send(room.hers, NUDGE, KEY)
    assert caught.value.verdict == "wait"
    assert room.posts() == []
