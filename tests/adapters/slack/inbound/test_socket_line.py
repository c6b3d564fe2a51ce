"""A connection of Socket Mode: renewed, cut, refused, and there again."""

from __future__ import annotations

import asyncio
import io
import time
from typing import cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import socket_line
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.socket_mode import SocketMode
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import Fault, hanging, refused
from tests.adapters.slack.fake.sockets import Link
from tests.adapters.slack.inbound.lines import Board, Line, connecting


@pytest.mark.usefixtures("quiet", "short_pauses")
@pytest.mark.parametrize("close", [True, False], ids=["closed at once", "left open"])
async def test_a_renewal_loses_nothing(line: Line, *, close: bool) -> None:
    before = line.links()
    line.board.go.clear()
    under_way = asyncio.create_task(line.deliver("under way"))
    await line.slack.until(lambda: line.board.asked)
    await line.slack.run_async(line.slack.sockets.disconnect("refresh_requested", close=False))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    line.board.go.set()
    assert await under_way == ({}, "")
    if close:
        await line.slack.run_async(_closed(before))
        await line.slack.until(lambda: len(line.links()) == 2)
    for number in range(6):
        assert await line.deliver(str(number)) == ({}, "")


async def _closed(links: list[Link]) -> None:
    for link in links:
        await link.socket.close()


async def test_connections_that_are_cut_are_there_again_within_ten_seconds(
    line: Line, log: io.StringIO
) -> None:
    before = {id(link) for link in line.links()}
    began = time.monotonic()
    await line.slack.run_async(line.slack.sockets.kill())
    await line.slack.until(
        lambda: len([link for link in line.links() if id(link) not in before]) == 2, within=10
    )
    assert time.monotonic() - began < 10
    assert await line.deliver() == ({}, "")
    assert "level=error" not in log.getvalue()


@pytest.mark.usefixtures("short_pauses")
@pytest.mark.parametrize(
    "fault",
    [refused("invalid_auth"), refused("ratelimited"), Fault(body=b"<html>"), Fault(drop=True)],
    ids=["refused", "patience", "not Slack's", "cut off"],
)
async def test_a_slack_that_lets_nobody_in_is_asked_until_it_does(
    slack: FakeSlack, log: io.StringIO, fault: Fault
) -> None:
    slack.fail_next("apps.connections.open", *[fault] * 6)
    async with connecting(slack) as line:
        await line.both()
        assert await line.deliver() == ({}, "")
        assert "no connection to Slack" in log.getvalue()
        assert "level=error" not in log.getvalue()


@pytest.mark.usefixtures("short_pauses")
async def test_a_slack_that_says_nothing_is_not_waited_for(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "OPEN_WITHIN", 0.1)
    slack.fail_next("apps.connections.open", hanging(), hanging())
    async with connecting(slack) as line:
        await line.both()


async def test_an_answer_without_an_address_is_none() -> None:
    class Forgetful:
        async def apps_connections_open(self, **_: str) -> dict[str, str]:
            return {}

    client, board = cast("AsyncWebClient", Forgetful()), cast("Switchboard", Board())
    with pytest.raises(ConnectionError):
        await SocketMode("xapp-1", client, board)._address()  # noqa: SLF001 what a line asks


async def test_a_connection_that_is_refused_again_and_again_is_tried_ever_less(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "FIRST_PAUSE", 0.1)
    slack.script.fail_always("apps.connections.open", refused("internal_error"))
    async with connecting(slack):
        await asyncio.sleep(1.0)
    assert 4 <= len(slack.calls_of("apps.connections.open")) <= 10


@pytest.mark.usefixtures("short_pauses")
async def test_while_a_renewed_connection_lingers_the_end_does_not_wait_for_it(line: Line) -> None:
    await line.slack.run_async(line.slack.sockets.disconnect("warning"))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    await asyncio.wait_for(line.end(), 3)


async def test_a_connection_that_lasted_is_opened_anew_at_once(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "LASTED", 0.0)
    before = {id(link) for link in line.links()}
    began = time.monotonic()
    await line.slack.run_async(line.slack.sockets.close())
    await line.slack.until(
        lambda: len([link for link in line.links() if id(link) not in before]) == 2
    )
    assert time.monotonic() - began < socket_line.FIRST_PAUSE


@pytest.mark.usefixtures("short_pauses")
async def test_what_comes_over_a_renewed_connection_is_still_heard(line: Line) -> None:
    old = line.links()
    await line.slack.run_async(line.slack.sockets.disconnect("warning"))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    for link in old:
        await line.slack.run_async(link.socket.send_bytes(b"no text"))
        await line.say('{"type": "disconnect", "reason": "refresh_requested"}', link)
        await line.say('{"envelope_id": "e1", "payload": {}}', link)
    await line.slack.until(lambda: len(line.board.asked) == 2)


@pytest.mark.usefixtures("short_pauses")
async def test_a_renewed_connection_is_let_go_after_a_while(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "LINGER", 1.0)
    before = {id(link) for link in line.links()}
    await line.slack.run_async(line.slack.sockets.disconnect("warning"))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    await line.slack.until(lambda: not before & {id(link) for link in line.links()})
    assert len(line.links()) == 2
