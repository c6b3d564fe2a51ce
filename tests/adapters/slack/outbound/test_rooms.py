"""What a channel is: its name, and whether people of other companies are in it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import rooms as room
from adapters.slack.outbound.rooms import Rooms, is_shared
from adapters.slack.verdicts import CallError
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import rate_limited, refused, server_error
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Odd, Outfit
from tests.adapters.slack.places import installation

BLIND = ("commands", "chat:write", "im:history", "users:read")


@pytest.mark.parametrize(
    ("told", "shared"),
    [
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"pending_connected_team_ids": ["T2"]}, True),
        ({"is_shared": True, "is_org_shared": True, "pending_connected_team_ids": []}, False),
        ({}, False),
    ],
)
def test_a_channel_is_shared_once_another_company_is_or_will_be_in_it(
    told: dict[str, Any], *, shared: bool
) -> None:
    assert is_shared(told) == shared


@pytest.mark.parametrize("shared", [True, False])
async def test_a_channel_is_looked_up_once_a_minute(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, *, shared: bool
) -> None:
    channel = slack.world.channel("team", ana, shared=shared)
    for _ in range(2):
        found = await outfit.rooms.room(home, channel.id, "told")
        assert (found.address, found.name) == (f"slack:{home.tenant}:{channel.id}", "team")
        assert found.shared is shared
        assert await outfit.rooms.shared(home, channel.id) is shared
    assert len(slack.calls) == 1


async def test_then_it_may_have_been_shared_meanwhile(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "KNOWN_FOR", 0.0)
    channel = slack.world.channel("team", ana)
    assert await outfit.rooms.shared(home, channel.id) is False
    channel.shared = True
    assert await outfit.rooms.shared(home, channel.id) is True


async def test_what_the_event_says_of_a_channel_counts_before_what_is_remembered(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = slack.world.channel("team", ana)
    assert (await outfit.rooms.room(home, channel.id, "")).shared is False
    assert (await outfit.rooms.room(home, channel.id, "", shared=True)).shared is True


@pytest.mark.parametrize(("said", "shared"), [(True, True), (False, None), (None, None)])
async def test_without_the_right_to_look_nobody_knows(
    outfit: Outfit, slack: FakeSlack, ana: User, *, said: bool | None, shared: bool | None
) -> None:
    home = outfit.install(scopes=BLIND)
    channel = slack.world.channel("team", ana)
    found = await outfit.rooms.room(home, channel.id, "general", shared=said)
    assert (found.name, found.shared) == ("general", shared)
    assert await outfit.rooms.shared(home, channel.id) is None
    assert slack.calls == []


async def test_a_channel_that_cannot_be_looked_up_keeps_the_name_it_was_told(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = slack.world.channel("team", ana)
    slack.fail_next("conversations.info", refused("channel_not_found"), server_error())
    found = await outfit.rooms.room(home, channel.id, "general")
    assert (found.name, found.shared) == ("general", None)
    found = await outfit.rooms.room(home, channel.id, "")
    assert (found.name, found.shared) == (channel.id, None)


async def test_before_a_post_a_look_that_fails_is_no_answer(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = slack.world.channel("team", ana)
    slack.fail_next("conversations.info", refused("missing_scope"), rate_limited("5"))
    assert await outfit.rooms.shared(home, channel.id) is None
    with pytest.raises(CallError) as caught:
        await outfit.rooms.shared(home, channel.id)
    assert caught.value.verdict.meaning == "wait"


async def test_an_answer_without_a_channel_says_nothing(odd: Odd) -> None:
    rooms = Rooms(odd(b'{"ok": true, "channel": "C1"}'))
    assert await rooms.shared(installation("T1"), "C1") is None


async def test_only_so_many_are_remembered(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "MOST_KNOWN", 2)
    channels = [slack.world.channel(f"team{n}", ana) for n in range(3)]
    for channel in (*channels, channels[2], channels[0]):
        await outfit.rooms.shared(home, channel.id)
    assert [call.args["channel"] for call in slack.calls] == [
        *(channel.id for channel in channels),
        channels[0].id,
    ]
