"""When Slack wants to be left alone, says nothing, or cannot be reached: who waits, and who does not."""

from __future__ import annotations

import io
import socket
from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.outages import IN_A_ROW
from adapters.slack.verdicts import LONGEST_WAIT, USUAL_WAIT, CallError, Verdict
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import (
    rate_limited,
    refused,
    server_error,
)
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import HELLO, Outfit, as_it_is, verdict_of


async def test_a_slack_that_cannot_be_reached_did_certainly_not_do_it(
    home: Installation, ana: User
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"

        client = SlackClient(nowhere, as_it_is)

        async def info(web_client: AsyncWebClient) -> object:
            return await web_client.users_info(user=ana.id)

        for _ in range(IN_A_ROW):
            with pytest.raises(CallError) as caught:
                await client.call(home, "users.info", info)
            assert caught.value.verdict == Verdict("retry", "unreachable", USUAL_WAIT)
        with pytest.raises(CallError) as caught:
            await client.call(replace(home, team_id="T2"), "users.info", info)
        assert caught.value.verdict.error == "no_answers"
        await client.close()


async def test_the_more_often_no_answer_comes_the_less_is_asked(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    slack.script.fail_always("chat.postMessage", server_error(503))
    for _ in range(3 * IN_A_ROW):
        verdict = await verdict_of(outfit, home, ana)
    assert verdict.meaning == "retry"
    assert 0 < verdict.retry_after <= 10
    assert len(slack.calls) == log.getvalue().count("no answer of Slack's") == IN_A_ROW
    other = slack.world.workspace("Beta")
    there = outfit.install(other.id)
    bo = slack.world.person("Bo Li", team=other.id)
    await outfit.people.ask(there, bo.id)


async def test_a_no_is_an_answer_too(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    for fault in (server_error(503), refused("is_archived")) * IN_A_ROW:
        slack.fail_next("chat.postMessage", fault)
        await verdict_of(outfit, home, ana)
    assert len(slack.calls) == 2 * IN_A_ROW


async def test_what_slack_wants_left_alone_is_not_asked_for_and_nothing_else_waits(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    other = slack.world.workspace("Beta")
    there = outfit.install(other.id)
    bo = slack.world.person("Bo Li", team=other.id)
    slack.fail_next("chat.postMessage", rate_limited("30"))
    assert await verdict_of(outfit, home, ana) == Verdict("wait", "ratelimited", 30.0)
    again = await verdict_of(outfit, home, ana)
    assert again.meaning == "wait"
    assert 29 < again.retry_after <= 30
    assert len(slack.calls) == 1
    await outfit.people.ask(home, ana.id)
    await outfit.poster.post(there, bo.id, HELLO, "k")


async def test_a_method_that_reads_is_limited_the_same_way(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    slack.fail_next("users.info", rate_limited("12"))
    for _ in range(2):
        with pytest.raises(CallError) as caught:
            await outfit.people.ask(home, ana.id)
        assert caught.value.verdict.meaning == "wait"
        assert 11 < caught.value.verdict.retry_after <= 12
    assert len(slack.calls) == 1
    await outfit.poster.post(home, ana.id, HELLO, "k")


@pytest.mark.parametrize(("asked", "alarm"), [("99999999", True), ("30", False), ("soon", False)])
async def test_more_patience_than_an_hour_is_cause_for_alarm(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    log: io.StringIO,
    asked: str,
    *,
    alarm: bool,
) -> None:
    slack.fail_next("chat.postMessage", rate_limited(asked))
    assert (await verdict_of(outfit, home, ana)).retry_after <= LONGEST_WAIT
    assert ("more patience than an hour" in log.getvalue()) == alarm
