"""What became of a nudge that may have arrived: looked for where that is possible."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.base import DeliveryError, Verdict
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.pacing import BURST
from adapters.slack.outbound.sending import ASK_AGAIN, NOT_INSTALLED
from adapters.slack.verdicts import USUAL_WAIT
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import (
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


async def test_what_arrived_is_found_and_what_did_not_is_not(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    address = await outfit.nudge(ana)
    assert address
    assert await outfit.sender.delivered(address, "nudge:1", NOON) is True
    assert await outfit.sender.delivered(address, "nudge:2", NOON) is False
    assert home.active


async def test_a_coach_whose_clock_is_ahead_of_slack_s_looks_back_all_the_same(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    address = await outfit.nudge(ana)
    assert address
    since = NOON + timedelta(days=30)
    assert await outfit.sender.delivered(address, "nudge:1", since) is True
    assert home.active


@pytest.mark.parametrize("where", ["person", "channel"])
async def test_where_the_conversation_is_not_known_nobody_can_look(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, where: str
) -> None:
    place = ana if where == "person" else slack.world.channel("team", ana)
    assert await outfit.sender.delivered(outfit.address(place), "nudge:1", NOON) is None
    assert slack.calls == []
    assert home.active


async def test_nor_where_reading_was_not_granted_or_the_conversation_is_no_more(
    outfit: Outfit, slack: FakeSlack, ana: User
) -> None:
    home = outfit.install(scopes=("commands", "chat:write", "users:read"))
    address = await outfit.nudge(ana)
    assert address
    assert await outfit.sender.delivered(address, "nudge:1", NOON) is None
    gone = f"slack:{home.tenant}:{ana.id}:D0GONE"
    assert await outfit.sender.delivered(gone, "nudge:1", NOON) is None
    assert len(slack.calls_of("conversations.history")) == 2


@pytest.mark.parametrize(
    ("fault", "verdict", "seconds"),
    [
        (rate_limited("40"), "wait", 40.0),
        (server_error(), "wait", USUAL_WAIT),
        (not_json(), "wait", USUAL_WAIT),
        (refused("internal_error"), "wait", USUAL_WAIT),
        (refused("token_revoked"), "wait", ASK_AGAIN),
        (refused("is_limited_access"), "stop", 0.0),
    ],
)
async def test_a_look_that_fails_is_made_again_and_is_no_failure_of_the_nudge(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    fault: Fault,
    verdict: Verdict,
    seconds: float,
) -> None:
    address = await outfit.nudge(ana)
    assert address
    slack.fail_next("conversations.history", fault)
    with pytest.raises(DeliveryError) as caught:
        await outfit.sender.delivered(address, "nudge:1", NOON)
    assert seen(caught.value) == (verdict, seconds)
    assert home.tenant


async def test_a_workspace_that_is_gone_is_asked_later(outfit: Outfit) -> None:
    with pytest.raises(DeliveryError) as caught:
        await outfit.sender.delivered("slack:T0ELSE:U1:D1", "nudge:1", NOON)
    assert seen(caught.value) == ("wait", NOT_INSTALLED)
