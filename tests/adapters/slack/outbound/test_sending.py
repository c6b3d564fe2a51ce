"""Nudges on their way: where they go, to whom never, and when not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.base import DeliveryError
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.pacing import BURST
from adapters.slack.outbound.regard import AWAY_LOOK
from adapters.slack.verdicts import USUAL_WAIT
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import (
    dropped,
    not_json,
    rate_limited,
    refused,
    server_error,
)
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Outfit, seen
from tests.adapters.slack.places import NOON

FULL = int(BURST)
BASIC = ("commands", "chat:write", "im:history", "users:read")


async def test_a_nudge_arrives_and_tells_where_the_next_one_goes(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    address = await outfit.nudge(ana)
    (post,) = slack.posts_to(ana)
    assert address == f"slack:{home.tenant}:{ana.id}:{post.channel}"
    assert "Thank Ada" in post.words
    assert await outfit.nudge(address, "nudge:2") is None
    assert [call.args["channel"] for call in slack.calls_of("chat.postMessage")] == [
        ana.id,
        post.channel,
    ]


async def test_a_direct_conversation_that_is_no_more_is_found_anew(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    stale = f"slack:{home.tenant}:{ana.id}:D0LDAPP"
    address = await outfit.nudge(stale)
    (post,) = slack.posts_to(ana)
    assert address == f"slack:{home.tenant}:{ana.id}:{post.channel}"


async def test_a_channel_s_post_goes_there_and_nowhere_else(
    outfit: Outfit, slack: FakeSlack, ana: User
) -> None:
    outfit.install()
    channel = slack.world.channel("team", ana)
    assert await outfit.nudge(channel) is None
    assert len(slack.posts_to(channel)) == 1


@pytest.mark.parametrize("where", ["", "slack:T1", "web:you", "slack:T1:U1:D1:X"])
async def test_what_is_no_address_is_closed_for_good(outfit: Outfit, where: str) -> None:
    assert (await outfit.refused(where)).verdict == "stop"
    with pytest.raises(DeliveryError):
        await outfit.sender.delivered(where, "nudge:1", NOON)


@pytest.mark.parametrize("kind", ["deleted", "bot"])
async def test_who_has_left_and_what_is_no_person_gets_nothing(
    outfit: Outfit, home: Installation, slack: FakeSlack, kind: str
) -> None:
    them = slack.world.person("Cy", kind=kind)  # type: ignore[arg-type]  # one of the kinds
    assert (await outfit.refused(f"slack:{home.tenant}:{them.id}")).verdict == "stop"
    assert slack.calls_of("chat.postMessage") == []


@pytest.mark.parametrize("stranger", [True, False])
async def test_people_of_other_companies_are_never_written_to(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, *, stranger: bool
) -> None:
    away = slack.world.workspace("Elsewhere")
    them = slack.world.person("Cy", team=away.id, kind="stranger" if stranger else "member")
    slack.world.channel("partners", ana, them, shared=True)
    for address in (f"slack:{home.tenant}:{them.id}", f"slack:{home.tenant}:{them.id}:D1"):
        assert (await outfit.refused(address)).verdict == "stop"
    assert slack.calls_of("chat.postMessage") == []


async def test_a_guest_who_talked_with_netlead_is_coached_like_all(
    outfit: Outfit, home: Installation, slack: FakeSlack
) -> None:
    guest = slack.world.person("Gus", kind="guest")
    assert await outfit.nudge(guest)
    assert home.active


async def test_colleagues_of_a_sister_workspace_are_no_strangers(slack: FakeSlack) -> None:
    slack.world.workspaces[next(iter(slack.world.workspaces))].enterprise = "E1"
    sister = slack.world.workspace("Sister", enterprise="E1")
    outfit = Outfit(slack)
    home = outfit.install()
    bo = slack.world.person("Bo Li", team=sister.id)
    assert await outfit.nudge(f"slack:{home.tenant}:{bo.id}")
    await outfit.client.close()


@pytest.mark.parametrize("shared", [True, None])
async def test_a_channel_that_is_or_may_be_shared_gets_no_post(
    outfit: Outfit, slack: FakeSlack, ana: User, *, shared: bool | None
) -> None:
    outfit.install(scopes=BASIC if shared is None else (*BASIC, "channels:read"))
    channel = slack.world.channel("team", ana, shared=bool(shared))
    assert (await outfit.refused(channel)).verdict == "stop"
    assert slack.posts_to(channel) == []


@pytest.mark.parametrize(
    "fault", [rate_limited("20"), server_error(), not_json(), dropped("before")]
)
async def test_a_channel_that_cannot_be_looked_up_now_gets_its_post_later(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, fault: Fault
) -> None:
    channel = slack.world.channel("team", ana)
    slack.fail_next("conversations.info", fault, fault)
    assert (await outfit.refused(channel)).verdict == "wait"
    slack.script.heal()
    assert home.active
    assert slack.posts_to(channel) == []


async def test_who_is_on_vacation_is_waited_for(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    ana.status_emoji = ":palm_tree:"
    assert seen(await outfit.refused(ana)) == ("wait", AWAY_LOOK)
    ana.status_expiration = int((NOON + timedelta(days=2)).timestamp())
    outfit.people.learn(home, _user(slack, ana), ana.id)
    error = await outfit.refused(ana)
    assert error.verdict == "wait"
    assert error.retry_after == pytest.approx(2 * 86_400, abs=2)
    outfit.later(days=2, minutes=1)
    assert await outfit.nudge(ana)


async def test_who_is_not_to_be_disturbed_is_not(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    now = int(NOON.timestamp())
    ana.dnd = (now - 60, now + 900)
    error = await outfit.refused(ana)
    assert error.verdict == "wait"
    assert error.retry_after == pytest.approx(900, abs=1)
    outfit.later(minutes=15, seconds=1)
    assert await outfit.nudge(ana)
    assert home.has("dnd:read")


async def test_where_nobody_may_ask_slack_alone_keeps_it_quiet(
    outfit: Outfit, slack: FakeSlack, ana: User
) -> None:
    outfit.install(scopes=BASIC)
    now = int(NOON.timestamp())
    ana.dnd = (now - 60, now + 900)
    assert await outfit.nudge(ana)
    assert slack.calls_of("dnd.info") == []


@pytest.mark.parametrize(("word", "sent"), [("user_not_found", True), ("ratelimited", False)])
async def test_slack_that_does_not_tell_who_rests(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, word: str, *, sent: bool
) -> None:
    slack.fail_next("dnd.info", refused(word))
    if sent:
        assert await outfit.nudge(ana)
    else:
        assert seen(await outfit.refused(ana)) == ("wait", USUAL_WAIT)
    assert home.active


def _user(slack: FakeSlack, user: User) -> dict[str, object]:
    return {
        "team_id": user.team,
        "profile": {
            "real_name": user.name,
            "status_emoji": user.status_emoji,
            "status_expiration": user.status_expiration,
        },
        "updated": slack.world.now(),
    }
