"""Calls to Slack over real HTTP: one pool, nothing repeated, and every failure has its meaning."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import client as room
from adapters.slack.outbound.client import SlackClient
from adapters.slack.verdicts import USUAL_WAIT, CallError, Meaning, Verdict
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
from tests.adapters.slack.outbound.outfit import HELLO, Odd, Outfit, as_it_is, verdict_of


async def test_many_calls_share_few_connections_and_none_asks_who_we_are(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    for number in range(20):
        await outfit.poster.post(home, ana.id, HELLO, f"k{number}")
    assert slack.connections == 1
    assert {call.method for call in slack.calls} == {"chat.postMessage"}


async def test_all_workspaces_share_one_pool(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    other = slack.world.workspace("Beta")
    there = outfit.install(other.id)
    bo = slack.world.person("Bo Li", team=other.id)
    await outfit.poster.post(home, ana.id, HELLO, "k1")
    await outfit.poster.post(there, bo.id, HELLO, "k2")
    assert slack.connections == 1
    assert [call.team for call in slack.calls] == [home.team_id, other.id]


@pytest.mark.parametrize(
    ("fault", "meaning", "copies"),
    [
        (dropped("before"), "unsure", 0),
        (dropped("after"), "unsure", 1),
        (server_error(500), "unsure", 0),
        (server_error(503, accepted=True), "unsure", 1),
        (not_json(accepted=True), "unsure", 1),
        (truncated(), "unsure", 1),
        (Fault(body=b"", accepted=True), "unsure", 1),
        (Fault(body=b"[" * 100_000, accepted=True), "unsure", 1),
        (refused("internal_error", accepted=True), "unsure", 1),
        (refused("channel_not_found"), "person", 0),
        (refused("token_revoked"), "workspace", 0),
        (refused("token_expired"), "token", 0),
        (refused("rate_limited"), "wait", 0),
        (rate_limited("7"), "wait", 0),
        (rate_limited("soon"), "wait", 0),
        (Fault(status=429), "wait", 0),
    ],
)
async def test_a_failure_is_told_and_nothing_is_sent_a_second_time(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    fault: Fault,
    meaning: Meaning,
    copies: int,
) -> None:
    slack.fail_next("chat.postMessage", fault)
    assert (await verdict_of(outfit, home, ana)).meaning == meaning
    assert len(slack.calls) == 1
    assert len(outfit.copies("k")) == copies


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *((body, "application/json") for body in (b"[1]", b'"ok"', b"null", b"7", b"{", b"\xff")),
        *((body, "text/plain") for body in (b"ok", b"\xff\xfe")),
        (b'{"ok": "\xff"}', "application/json"),
        (b"[" * 200_000, "application/json"),
        (b'{"ok": true}', "application/json; charset=nonsense"),
        (b"zip", "application/gzip"),
        (b"<html>", "text/html"),
    ],
)
async def test_whatever_comes_back_is_an_answer_or_a_call_that_failed(
    home: Installation, ana: User, odd: Odd, body: bytes, kind: str
) -> None:
    client = odd(body, kind)

    async def post(web_client: AsyncWebClient) -> object:
        return await web_client.chat_postMessage(channel=ana.id, text="hello")

    if b"true" in body and kind.startswith("application/json;"):
        assert await client.call(home, "chat.postMessage", post) == {"ok": True}
        return
    with pytest.raises(CallError) as caught:
        await client.call(home, "chat.postMessage", post)
    assert caught.value.verdict.meaning == "unsure"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"zip", "application/gzip"),
        (b"ok", "text/plain"),
        (b"[1]", "application/json"),
        (b"\xff", "application/json"),
        (b"<html>", "text/html"),
    ],
)
async def test_a_reading_call_does_not_take_anything_for_an_answer_either(
    home: Installation, odd: Odd, body: bytes, kind: str
) -> None:
    async def info(web_client: AsyncWebClient) -> object:
        return await web_client.users_info(user="U1")

    with pytest.raises(CallError) as caught:
        await odd(body, kind).call(home, "users.info", info)
    assert caught.value.verdict.meaning == "unsure"


async def test_what_nobody_foresaw_is_written_down(
    outfit: Outfit, home: Installation, log: io.StringIO
) -> None:
    async def wrong(_: AsyncWebClient) -> object:
        raise KeyError("met Ada")

    with pytest.raises(CallError) as caught:
        await outfit.client.call(home, "chat.postMessage", wrong)
    assert caught.value.verdict == Verdict("unsure", "KeyError")
    assert "a call failed oddly" in log.getvalue()
    assert "Ada" not in log.getvalue()


async def test_a_call_without_an_end_is_given_up_in_time(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "CALL_WITHIN", 0.2)
    slack.fail_next("chat.postMessage", hanging(accepted=True))
    assert (await verdict_of(outfit, home, ana)).meaning == "unsure"
    assert len(outfit.copies("k")) == len(slack.calls) == 1


async def test_a_refusal_that_is_our_own_fault_is_written_down_as_one(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    slack.fail_next("chat.postMessage", refused("is_archived"), refused("invalid_blocks"))
    await verdict_of(outfit, home, ana)
    assert "refuses" not in log.getvalue()
    assert (await verdict_of(outfit, home, ana)).meaning == "person"
    assert "Slack refuses what I made" in log.getvalue()
    assert "invalid_blocks" in log.getvalue()


async def test_each_call_goes_by_the_living_token(
    slack: FakeSlack, home: Installation, ana: User
) -> None:
    asked: list[Installation] = []

    async def fresh(installation: Installation) -> Installation:
        asked.append(installation)
        return replace(installation, token=slack.world.token())

    client = SlackClient(slack.api_url, fresh)
    dead = replace(home, token="xoxb-dead")

    async def info(web_client: AsyncWebClient) -> object:
        return await web_client.users_info(user=ana.id)

    assert (await client.call(dead, "users.info", info))["user"]["id"] == ana.id
    assert asked == [dead]
    await client.close()


@pytest.mark.parametrize("trouble", [OSError("the database is away"), ValueError("xoxb-1")])
async def test_where_no_token_can_be_had_slack_was_not_asked(
    slack: FakeSlack, home: Installation, log: io.StringIO, trouble: Exception
) -> None:
    async def fresh(_: Installation) -> Installation:
        raise trouble

    client = SlackClient(slack.api_url, fresh)

    async def info(web_client: AsyncWebClient) -> object:
        return await web_client.users_info(user="U1")

    with pytest.raises(CallError) as caught:
        await client.call(home, "users.info", info)
    assert caught.value.verdict == Verdict("retry", "no_token", USUAL_WAIT)
    assert slack.calls == []
    assert "xoxb" not in log.getvalue()


async def test_an_installation_that_was_lost_meanwhile_is_not_used(
    slack: FakeSlack, home: Installation
) -> None:
    async def fresh(installation: Installation) -> Installation:
        return replace(installation, status="removed", token="")

    client = SlackClient(slack.api_url, fresh)

    async def info(web_client: AsyncWebClient) -> object:
        return await web_client.users_info(user="U1")

    with pytest.raises(CallError) as caught:
        await client.call(home, "users.info", info)
    assert caught.value.verdict.meaning == "workspace"
    assert slack.calls == []


async def test_only_so_many_clients_are_kept_and_the_pool_stays(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "MOST_CLIENTS", 2)
    for number in range(5):
        token = slack.world.token()
        await outfit.poster.post(replace(home, token=token), ana.id, HELLO, f"k{number}")
    assert slack.connections == 1


async def test_after_its_end_nobody_is_called_until_it_is_begun_again(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.poster.post(home, ana.id, HELLO, "k1")
    await outfit.client.close()
    with pytest.raises(CallError, match="closed"):
        await outfit.poster.post(home, ana.id, HELLO, "k2")
    assert len(slack.posts_to(ana)) == 1
    outfit.client.open()
    await outfit.poster.post(home, ana.id, HELLO, "k2")
    assert slack.connections == 2


async def test_closing_what_was_never_opened_is_no_trouble(slack: FakeSlack) -> None:
    await SlackClient(slack.api_url, as_it_is).close()


async def test_calls_go_out_side_by_side(
    outfit: Outfit, home: Installation, slack: FakeSlack
) -> None:
    people = [slack.world.person(f"Person {n}") for n in range(30)]
    posts = (outfit.poster.post(home, p.id, HELLO, f"k{n}") for n, p in enumerate(people))
    await asyncio.gather(*posts)
    assert len(slack.calls_of("chat.postMessage")) == 30
    assert slack.connections <= 30
