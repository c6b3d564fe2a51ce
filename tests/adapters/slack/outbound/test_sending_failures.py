"""What each failure makes of a nudge: later, never, or in doubt; and nothing else comes out."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from adapters.base import DeliveryError, Verdict
from adapters.slack.installs.access import AccessError
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import sending
from adapters.slack.outbound.pacing import BURST
from adapters.slack.outbound.sending import ASK_AGAIN, NOT_INSTALLED
from adapters.slack.verdicts import LONGEST_WAIT, USUAL_WAIT
from coaching.messages import Button, Card
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import (
    dropped,
    hanging,
    not_json,
    rate_limited,
    refused,
    server_error,
    truncated,
)
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Outfit, seen
from tests.adapters.slack.places import NOON

FULL = int(BURST)
BASIC = ("commands", "chat:write", "im:history", "users:read")


@pytest.mark.parametrize(
    ("fault", "verdict", "seconds", "copies"),
    [
        (rate_limited("7"), "wait", 7.0, 0),
        (rate_limited("soon"), "wait", USUAL_WAIT, 0),
        (rate_limited("99999999"), "wait", LONGEST_WAIT, 0),
        (refused("message_limit_exceeded"), "wait", USUAL_WAIT, 0),
        (refused("token_expired"), "wait", USUAL_WAIT, 0),
        (refused("missing_scope"), "wait", ASK_AGAIN, 0),
        (refused("team_added_to_org"), "wait", ASK_AGAIN, 0),
        (refused("user_disabled"), "stop", 0.0, 0),
        (refused("messages_tab_disabled"), "stop", 0.0, 0),
        (refused("restricted_action"), "stop", 0.0, 0),
        (refused("is_archived"), "stop", 0.0, 0),
        (refused("invalid_blocks"), "stop", 0.0, 0),
        (refused("msg_blocks_too_long"), "stop", 0.0, 0),
        (refused("fatal_error", accepted=True), "unsure", 0.0, 1),
        (server_error(500), "unsure", 0.0, 0),
        (server_error(504, accepted=True), "unsure", 0.0, 1),
        (not_json(accepted=True), "unsure", 0.0, 1),
        (truncated(), "unsure", 0.0, 1),
        (dropped("before"), "unsure", 0.0, 0),
        (dropped("after"), "unsure", 0.0, 1),
    ],
)
async def test_a_post_that_fails(
    outfit: Outfit,
    slack: FakeSlack,
    ana: User,
    fault: Fault,
    verdict: Verdict,
    seconds: float,
    copies: int,
) -> None:
    home = outfit.install()
    slack.fail_next("chat.postMessage", fault)
    assert seen(await outfit.refused(ana)) == (verdict, seconds)
    assert len(outfit.copies("nudge:1")) == copies
    assert outfit.shelf.found[home.tenant].active


@pytest.mark.parametrize(
    "fault",
    [
        *(rate_limited("9"), server_error(500), server_error(502), not_json(), truncated()),
        *(dropped("before"), refused("internal_error"), refused("token_expired")),
        *(refused("missing_scope"), refused("team_added_to_org")),
    ],
)
async def test_a_look_before_the_post_that_fails_leaves_no_doubt(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, fault: Fault
) -> None:
    # A reading call whose connection breaks is made once more by the HTTP library.
    slack.fail_next("users.info", fault, fault)
    assert (await outfit.refused(ana)).verdict == "wait"
    assert slack.calls_of("chat.postMessage") == []
    assert home.active


async def test_nor_does_one_that_takes_too_long(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "MIND_WITHIN", 0.1)
    slack.fail_next("users.info", hanging())
    assert seen(await outfit.refused(ana)) == ("wait", USUAL_WAIT)
    assert home.active


async def test_nor_one_with_a_bug_in_it(
    outfit: Outfit, ana: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    outfit.install()

    async def wrong(*_: object) -> None:
        raise KeyError("met Ada")

    monkeypatch.setattr(outfit.people, "person", wrong)
    assert seen(await outfit.refused(ana)) == ("wait", USUAL_WAIT)
    assert "could not be looked at" in log.getvalue()
    assert "Ada" not in log.getvalue()


async def test_a_person_slack_does_not_know_is_let_be(
    outfit: Outfit, home: Installation, slack: FakeSlack
) -> None:
    assert (await outfit.refused(f"slack:{home.tenant}:U0NOBODY")).verdict == "stop"
    assert slack.calls_of("chat.postMessage") == []


async def test_a_card_that_no_message_can_hold_is_stopped_and_written_down(
    outfit: Outfit, home: Installation, ana: User, log: io.StringIO
) -> None:
    long = Card(title="Too much", buttons=(Button(label="Done", command="x" * 3_000),))
    with pytest.raises(DeliveryError) as caught:
        await outfit.sender.send(outfit.address(ana), long, "nudge:1")
    assert caught.value.verdict == "stop"
    assert "a card cannot be made a message" in log.getvalue()
    assert home.active


async def test_blocks_that_slack_does_not_take_are_written_down_as_our_fault(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    slack.fail_next("chat.postMessage", refused("invalid_blocks"))
    assert (await outfit.refused(ana)).verdict == "stop"
    assert "Slack refuses what I made" in log.getvalue()
    assert home.active


async def test_where_the_app_is_not_installed_it_is_looked_again_soon(
    outfit: Outfit, slack: FakeSlack
) -> None:
    assert seen(await outfit.refused("slack:T0ELSE:U1")) == ("wait", NOT_INSTALLED)
    assert slack.calls == []


async def test_while_slack_does_not_say_whose_the_token_is_nothing_is_lost(
    outfit: Outfit, slack: FakeSlack, ana: User
) -> None:
    outfit.shelf.trouble = AccessError("unsent", "unreachable")
    assert seen(await outfit.refused(ana)) == ("wait", USUAL_WAIT)
    assert slack.calls == []


async def test_an_installation_that_was_removed_is_not_used_any_more(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    outfit.shelf.found[home.tenant] = replace(home, status="removed", token="")
    assert seen(await outfit.refused(ana)) == ("wait", NOT_INSTALLED)
    assert slack.calls == []


async def test_an_app_that_is_taken_out_in_the_middle_stops_at_once_and_loses_no_nudge(
    outfit: Outfit, home: Installation, slack: FakeSlack, log: io.StringIO
) -> None:
    people = [slack.world.person(f"Person {n}") for n in range(5)]
    await outfit.nudge(people[0], "nudge:0")
    slack.world.tokens.bots[home.token].revoked = True
    waits = [await outfit.refused(p, f"nudge:{n}") for n, p in enumerate(people[1:], 1)]
    assert [error.verdict for error in waits] == ["wait"] * 4
    assert not outfit.shelf.found[home.tenant].active
    assert len(slack.calls) == 4
    assert "installed there again" in log.getvalue()
    again = outfit.install()
    assert again.active
    assert await outfit.nudge(people[1], "nudge:1")


async def test_a_loss_that_cannot_be_written_down_stops_nothing_else(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.people.person(home, ana.id)
    slack.fail_next("chat.postMessage", refused("account_inactive"))

    outfit.shelf.stuck = OSError("the database is away")
    assert seen(await outfit.refused(ana)) == ("wait", ASK_AGAIN)


async def test_a_database_that_does_not_answer_leaves_no_doubt(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    outfit.shelf.trouble = OSError("the database is away")
    assert seen(await outfit.refused(ana)) == ("wait", USUAL_WAIT)
    with pytest.raises(DeliveryError) as caught:
        await outfit.sender.delivered(f"{outfit.address(ana)}:D1", "nudge:1", NOON)
    assert caught.value.verdict == "wait"
    assert slack.calls == []
    assert home.active


async def test_a_token_that_ended_is_not_tried(outfit: Outfit, slack: FakeSlack, ana: User) -> None:
    outfit.install(lives=60)
    assert await outfit.nudge(ana)
    outfit.later(minutes=2)
    asked = len(slack.calls)
    bo = slack.world.person("Bo Li")
    assert seen(await outfit.refused(bo)) == ("wait", USUAL_WAIT)
    assert len(slack.calls) == asked
