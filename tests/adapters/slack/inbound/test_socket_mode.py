"""Socket Mode: an envelope is acknowledged when its work is done, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from adapters.slack.inbound import socket_mode
from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.sockets import Link
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import living
from tests.adapters.slack.inbound.lines import Line, connecting
from tests.adapters.slack.inbound.moving_in import posts_of, rest, said_by


@pytest.mark.usefixtures("quiet")
async def test_two_connections_take_turns(line: Line) -> None:
    assert line.mode.is_connected()
    for number in range(4):
        assert await line.deliver(str(number)) == ({}, "")
    assert [body["what"] for body, _ in line.board.asked] == list("0123")
    assert len({key for _, key in line.board.asked}) == 4
    assert all(key.startswith("envelope:") for _, key in line.board.asked)


@pytest.mark.usefixtures("quiet")
async def test_an_envelope_is_acknowledged_when_its_work_is_done_and_not_before(line: Line) -> None:
    line.board.go.clear()
    waiting = asyncio.create_task(line.deliver())
    await asyncio.sleep(0.2)
    assert line.board.asked
    assert line.slack.sockets.acknowledged == []
    line.board.go.set()
    assert await waiting == ({}, "")


async def test_what_was_not_stored_is_not_acknowledged(line: Line, log: io.StringIO) -> None:
    line.board.answer = BoltResponse(status=503, body="")
    assert await line.deliver(patience=0.2) == (None, "http_timeout")
    line.board.error = OSError("met Zenobia")
    assert await line.deliver(patience=0.2) == (None, "http_timeout")
    assert "an envelope was not answered" in log.getvalue()
    assert "Zenobia" not in log.getvalue()


@pytest.mark.usefixtures("quiet")
async def test_the_answer_travels_with_the_acknowledgement(line: Line) -> None:
    line.board.answer = BoltResponse(status=200, body=json.dumps({"text": "Hello"}))
    assert await line.deliver(kind="slash_commands") == ({"text": "Hello"}, "")
    line.board.answer = BoltResponse(status=200, body="[]")
    assert await line.deliver(kind="slash_commands") == ({}, "")


async def test_strange_frames_change_nothing(line: Line, log: io.StringIO) -> None:
    frames = (
        *("", "no json", "[1]", "null", "{}", '{"envelope_id": 7, "payload": {}}'),
        *('{"envelope_id": "\\u0000", "payload": {}}', "[" * 5000, '{"a":' * 5000),
        *('{"type": "hello"}', '{"type": "disconnect"', '{"payload": {}, "payload": {}}'),
        '{"envelope_id": "' + "x" * 5000 + '"}',
    )
    for frame in frames:
        await line.say(frame)
    await line.say('{"envelope_id": "e1", "payload": []}')  # nothing to be done, so it is done
    await line.slack.until(lambda: line.slack.sockets.acknowledged)
    assert line.slack.sockets.acknowledged == [("e1", {})]
    assert line.board.asked == []
    assert await line.deliver() == ({}, "")
    assert "level=error" not in log.getvalue()


@pytest.mark.usefixtures("quiet")
async def test_no_more_is_taken_on_than_can_be_done(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "AT_ONCE", 3)
    async with connecting(slack) as line:
        await line.both()
        line.board.go.clear()
        waiting = [asyncio.create_task(line.deliver(str(n))) for n in range(12)]
        await asyncio.sleep(0.2)
        assert line.board.most == 3
        line.board.go.set()
        assert await asyncio.gather(*waiting) == [({}, "")] * 12
        assert line.board.most == 3


async def test_an_answer_goes_by_the_other_connection_where_its_own_has_ended(line: Line) -> None:
    line.board.go.clear()
    waiting = asyncio.create_task(line.deliver())
    (carrier,) = await line.slack.until(lambda: [link for link in line.links() if link.waiting])
    (name,) = carrier.waiting
    await line.slack.run_async(_aborted(carrier))
    assert (await waiting)[0] is None
    line.board.go.set()
    await line.slack.until(lambda: (name, {}) in line.slack.sockets.acknowledged)


async def _aborted(link: Link) -> None:
    assert link.request.transport is not None
    link.request.transport.abort()


async def test_an_answer_that_nobody_is_there_to_hear_is_let_go(
    slack: FakeSlack, log: io.StringIO
) -> None:
    async with connecting(slack) as line:
        await line.both()
        line.board.go.clear()
        waiting = asyncio.create_task(line.deliver())
        await line.slack.until(lambda: line.board.asked)
        slack.script.fail_always("apps.connections.open", refused("internal_error"))
        await line.slack.run_async(line.slack.sockets.kill())
        assert (await waiting)[0] is None
        await asyncio.sleep(0.1)
        line.board.go.set()
        await line.slack.until(lambda: "nobody was there to hear it" in log.getvalue())


@pytest.mark.usefixtures("quiet")
async def test_at_the_end_what_has_begun_is_answered_and_nothing_new_is_begun(line: Line) -> None:
    line.board.go.clear()
    under_way = asyncio.create_task(line.deliver("under way"))
    await line.slack.until(lambda: line.board.asked)
    ending = asyncio.create_task(line.end())
    await asyncio.sleep(0.05)
    late = asyncio.create_task(line.deliver("late", patience=0.5))
    await asyncio.sleep(0.1)
    line.board.go.set()
    assert await under_way == ({}, "")
    assert (await late)[0] is None
    await ending
    assert [body["what"] for body, _ in line.board.asked] == ["under way"]
    await line.slack.until(lambda: not line.links())
    assert not line.mode.is_connected()


async def test_at_the_end_nobody_waits_for_ever(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "FINISH_WITHIN", 0.1)
    async with connecting(slack) as line:
        await line.both()
        line.board.go.clear()
        under_way = asyncio.create_task(line.deliver())
        await line.slack.until(lambda: line.board.asked)
        await asyncio.wait_for(line.end(), 2)
        assert (await under_way)[0] is None


async def test_a_connection_that_dies_in_the_middle_of_an_event_costs_nothing(
    sqlite: Database,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with living(sqlite, slack, socket=True) as house:
        keep, go = house.adapter._arrivals.keep, asyncio.Event()  # noqa: SLF001 it takes its time

        async def slowly(arrival: Any, within: float) -> bool:  # noqa: ANN401 handed through
            await go.wait()
            return await keep(arrival, within)

        monkeypatch.setattr(house.adapter._arrivals, "keep", slowly)  # noqa: SLF001
        telling = asyncio.create_task(house.side.message(ana, "met Ada: tea"))
        await slack.until(lambda: any(link.waiting for link in slack.sockets.links))
        await slack.run_async(slack.sockets.kill())
        await asyncio.sleep(0.1)
        go.set()
        await telling
        await posts_of(slack, ana)
        installation = slack.world.installed_in(TEAM)
        assert installation is not None
        await slack.until(lambda: len(slack.sockets.links) == 2, within=10)
        await house.side.message(ana, "who")
        await posts_of(slack, ana, 2)
        await rest(house)
        assert said_by(sqlite, ana) == 2
        assert [post.words.count("Noted: you met Ada") for post in slack.posts_to(ana)] == [1, 0]
