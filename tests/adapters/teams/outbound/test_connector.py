"""Calls to Teams' service: posted, changed, taken away; tried again for people, once for nudges."""

from __future__ import annotations

import asyncio

import pytest

from adapters.teams.outbound.members import Member
from adapters.teams.outbound.pacing import UNDER_WAY
from adapters.teams.outbound.patience import ONCE
from adapters.teams.turns import Address
from tests.adapters.teams.fake import FakeCloud, Limits, faults
from tests.adapters.teams.outbound.wire import (
    Wire,
    a_person,
    address_of,
    failing,
    texts,
    wired,
    words,
)

# What can be asked


async def test_a_message_is_posted_and_its_id_comes_back(wire: Wire, chat: Address) -> None:
    number = await wire.connector.send(chat, words("hello"))
    (post,) = wire.cloud.world.posts.values()
    assert post.id == number
    assert post.conversation.id == chat.conversation
    assert post.activity["from"]["id"] == wire.cloud.world.app.bot


async def test_a_reply_stands_under_what_it_replies_to(wire: Wire, cloud: FakeCloud) -> None:
    channel = cloud.world.channel("General")
    first = await wire.connector.send(address_of(cloud, channel), words("one"))
    await wire.connector.reply(address_of(cloud, channel), first, words("two"))
    await wire.connector.send(address_of(cloud, channel, first), words("three"))
    one, two, three = cloud.posts_to(channel)
    assert (one.thread, two.thread, three.thread) == ("", first, first)
    assert two.reply_to == first


async def test_ids_go_through_the_path_whole_and_escaped(wire: Wire, cloud: FakeCloud) -> None:
    channel = cloud.world.channel("General")
    await wire.connector.send(address_of(cloud, channel, "17/1"), words("x"))
    (call,) = cloud.calls("send")
    assert call.target == f"{channel.id};messageid=17/1"
    assert call.raw.endswith("%40thread.tacv2%3Bmessageid%3D17%2F1/activities")


async def test_a_message_is_changed_and_taken_away(wire: Wire, chat: Address) -> None:
    number = await wire.connector.send(chat, words("before"))
    await wire.connector.update(chat, {**words("after"), "id": number})
    post = wire.cloud.world.posts[number]
    assert post.activity["text"] == "after"
    assert [version["text"] for version in post.versions] == ["before"]
    await wire.connector.delete(chat, number)
    assert post.deleted


async def test_what_is_gone_cannot_be_changed(wire: Wire, chat: Address) -> None:
    number = await wire.connector.send(chat, words("before"))
    await wire.connector.delete(chat, number)
    error = await failing(wire.connector.update(chat, {**words("after"), "id": number}))
    assert (error.verdict, error.judgement.status) == ("retry", 404)


async def test_a_direct_chat_is_opened_once_however_often_it_is_asked_for(
    wire: Wire, cloud: FakeCloud
) -> None:
    ada = cloud.world.person("Ada")
    channel = address_of(cloud, cloud.world.channel("General", ada))
    opened = [await wire.connector.create_conversation(channel, a_person(ada)) for _ in range(2)]
    assert opened[0] == opened[1] == address_of(cloud, cloud.world.direct_chat(ada))
    await wire.connector.send(opened[0], words("hello"))
    assert len(cloud.posts_to(ada)) == 1


async def test_everybody_in_a_room_is_told_page_by_page(wire: Wire, cloud: FakeCloud) -> None:
    people = [cloud.world.person(f"P{number}") for number in range(1101)]
    people[7].role, people[8].home = "guest", "another-tenant"
    room = cloud.world.channel("Everybody", *people)
    found = await wire.connector.members(address_of(cloud, room))
    assert [member.object_id for member in found] == [person.object_id for person in people]
    assert [member.name for member in found if member.guest] == ["P7"]
    assert [member.name for member in found if member.tenant != people[0].tenant] == ["P8"]
    assert len(cloud.calls("members")) == 3
    assert "canary" not in repr(found)


async def test_one_person_is_looked_up(wire: Wire, cloud: FakeCloud) -> None:
    ada = cloud.world.person("Ada")
    room = address_of(cloud, cloud.world.group_chat(ada))
    for name in (ada.mri, ada.object_id):
        found = await wire.connector.member(room, name)
        assert found == Member(mri=ada.mri, object_id=ada.object_id, name="Ada", tenant=ada.tenant)
    assert (await failing(wire.connector.member(room, "29:nobody"))).judgement.status == 404


async def test_a_playground_on_this_machine_gets_no_token(cloud: FakeCloud, chat: Address) -> None:
    async with wired(cloud, app_id="", login_url="https://login.microsoftonline.com") as wire:
        await wire.connector.ready()
        error = await failing(wire.connector.send(chat, words("hello"), patience=ONCE))
    assert error.judgement.status == 401
    assert cloud.calls("send")[0].bearer == ""
    assert cloud.logins == 0


# Pace


async def test_teams_never_has_to_say_that_it_was_too_much() -> None:
    with FakeCloud(limits=Limits(on=True)) as cloud:
        async with wired(cloud, in_real_time=True) as wire:
            chat = address_of(cloud, cloud.world.direct_chat(cloud.world.person("Ada")))
            await asyncio.gather(*(wire.connector.send(chat, words(str(n))) for n in range(9)))
            assert {call.status for call in cloud.calls("send")} == {201}
            assert len(cloud.posts_to(cloud.world.people[0])) == 9


async def test_a_nudge_waits_a_moment_for_its_place_and_no_longer(
    wire: Wire, chat: Address
) -> None:
    for number in range(7):
        await wire.connector.send(chat, words(str(number)))
    wire.seconds.now += 0.5
    await wire.connector.send(chat, words("a moment later"), patience=ONCE)
    assert wire.seconds.naps == [pytest.approx(0.5 + UNDER_WAY)]
    wire.seconds.naps.clear()
    for number in range(52):
        wire.seconds.now += 0.3
        await wire.connector.send(chat, words(str(number)))
    error = await failing(wire.connector.send(chat, words("not now"), patience=ONCE))
    assert error.verdict == "wait"
    assert 1 < error.retry_after < 30
    assert "not now" not in texts(wire.cloud)


# Many at once


async def test_128_are_in_flight_at_once(cloud: FakeCloud) -> None:
    chats = [
        address_of(cloud, cloud.world.direct_chat(cloud.world.person(f"P{n}", tenant=f"T{n}")))
        for n in range(128)
    ]
    cloud.script.fail_always("send", faults.slow(1.0))
    async with wired(cloud) as wire:
        await wire.tokens.token()
        async with asyncio.timeout(16):  # one after the other they would take 128 seconds
            await asyncio.gather(*(wire.connector.send(chat, words("x")) for chat in chats))
    assert len(texts(cloud)) == 128
    assert cloud.connections <= 256
    assert cloud.logins == 1
