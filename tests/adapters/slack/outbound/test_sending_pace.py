"""How fast nudges go: a burst, then in line; no workspace waits for another."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.pacing import BURST
from adapters.slack.outbound.regard import AWAY_LOOK
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import (
    rate_limited,
    slow,
)
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Outfit, seen

FULL = int(BURST)
BASIC = ("commands", "chat:write", "im:history", "users:read")


async def test_a_workspace_takes_twenty_at_once_and_the_others_wait_in_line(
    outfit: Outfit, home: Installation, slack: FakeSlack
) -> None:
    people = [slack.world.person(f"Person {n}") for n in range(FULL + 3)]
    for number, person in enumerate(people[:FULL]):
        await outfit.nudge(person, f"nudge:{number}")
    asked = len(slack.calls)
    waits = [await outfit.refused(person) for person in people[FULL:]]
    assert {error.verdict for error in waits} == {"wait"}
    assert [error.retry_after for error in waits] == pytest.approx([1, 2, 3], abs=1)
    assert len(slack.calls) == asked
    assert home.active


async def test_another_workspace_does_not_wait_with_them(
    outfit: Outfit, home: Installation, slack: FakeSlack
) -> None:
    there = outfit.install(slack.world.workspace("Beta").id)
    for number in range(FULL + 2):
        person = slack.world.person(f"Person {number}")
        if number < FULL:
            await outfit.nudge(person, f"nudge:{number}")
        else:
            await outfit.refused(person)
    slack.fail_next("chat.postMessage", rate_limited("600"))
    bo = slack.world.person("Bo Li", team=there.team_id)
    assert seen(await outfit.refused(bo)) == ("wait", 600)
    third = outfit.install(slack.world.workspace("Gamma").id)
    cy = slack.world.person("Cy", team=third.team_id)
    assert await outfit.nudge(cy)
    assert home.active


async def test_two_to_the_same_person_go_a_second_apart(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    address = await outfit.nudge(ana)
    assert address
    await outfit.nudge(address, "nudge:2")
    error = await outfit.refused(address, "nudge:3")
    assert error.verdict == "wait"
    assert 0 < error.retry_after <= 1
    assert home.active


async def test_the_place_of_who_must_not_be_disturbed_is_free_again(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    ana.status_emoji = ":palm_tree:"
    for _ in range(3 * FULL):
        assert seen(await outfit.refused(ana)) == ("wait", AWAY_LOOK)
    bo = slack.world.person("Bo Li")
    assert await outfit.nudge(bo)
    assert home.active


async def test_a_send_that_is_called_off_before_the_post_gives_its_place_back(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    for _ in range(2 * FULL):
        slack.fail_next("users.info", slow(0.2))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await outfit.nudge(ana)
    slack.script.heal()
    assert await outfit.nudge(ana)
    assert home.active
