"""Socket Mode: two connections, answers only after the work, and no trouble that ends it for good."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import aiohttp
import pytest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import socket_line, socket_mode
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.socket_mode import SocketMode
from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import Fault, hanging, refused
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.sockets import Link
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import living
from tests.adapters.slack.inbound.moving_in import posts_of, rest, said_by

Answer = tuple[dict[str, Any] | None, str]


class Board:
    """Takes payloads and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, Any], str]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.answer = BoltResponse(status=200, body="")
        self.error: Exception | None = None
        self.now = self.most = 0

    async def dispatch(self, body: dict[str, Any], key: str) -> BoltResponse:
        self.asked.append((body, key))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await self.go.wait()
        finally:
            self.now -= 1
        if self.error:
            raise self.error
        return self.answer


class Line:
    """NetLead's end and Slack's."""

    def __init__(self, slack: FakeSlack, board: Board, mode: SocketMode) -> None:
        self.slack, self.board, self.mode = slack, board, mode
        self.running = asyncio.create_task(mode.run())

    def links(self) -> list[Link]:
        return list(self.slack.sockets.links)

    async def both(self, within: float = 10.0) -> list[Link]:
        return await self.slack.until(
            lambda: self.links() if len(self.links()) >= 2 else [], within
        )

    async def deliver(
        self, what: str = "x", kind: str = "events_api", patience: float = 3
    ) -> Answer:
        sending = self.slack.sockets.deliver(kind, {"what": what}, patience=patience)
        return await self.slack.run_async(sending)

    async def say(self, text: str, link: Link | None = None) -> None:
        """Send any frame over one of the connections."""
        await self.slack.run_async((link or self.links()[0]).socket.send_str(text))

    async def end(self) -> None:
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses be short."""
    monkeypatch.setattr(socket_line, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(socket_line, "LONGEST_PAUSE", 0.1)


@asynccontextmanager
async def connecting(slack: FakeSlack) -> AsyncIterator[Line]:
    board = Board()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=slack.api_url, session=session, retry_handlers=[])
        mode = SocketMode(slack.world.app.app_token, client, cast("Switchboard", board))
        line = Line(slack, board, mode)
        try:
            yield line
        finally:
            board.go.set()
            await line.end()


@pytest.fixture
async def line(slack: FakeSlack) -> AsyncIterator[Line]:
    async with connecting(slack) as made:
        await made.both()
        yield made


@pytest.fixture
def quiet(log: io.StringIO) -> Iterator[None]:
    """See that in an ordinary life nobody has anything to say about it."""
    yield
    assert log.getvalue() == ""


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


@pytest.mark.usefixtures("quiet", "swift")
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


@pytest.mark.usefixtures("swift")
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


@pytest.mark.usefixtures("swift")
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


@pytest.mark.usefixtures("swift")
async def test_while_a_renewed_connection_lingers_the_end_does_not_wait_for_it(line: Line) -> None:
    await line.slack.run_async(line.slack.sockets.disconnect("warning"))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    await asyncio.wait_for(line.end(), 3)


@pytest.mark.usefixtures("swift")
async def test_a_renewed_connection_is_let_go_after_a_while(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_line, "LINGER", 0.2)
    before = {id(link) for link in line.links()}
    await line.slack.run_async(line.slack.sockets.disconnect("warning"))
    await line.slack.until(lambda: len(line.links()) == 4, within=10)
    await line.slack.until(lambda: not before & {id(link) for link in line.links()})
    assert len(line.links()) == 2


# The whole adapter


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
