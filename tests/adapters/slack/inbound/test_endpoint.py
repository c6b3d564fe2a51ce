"""The one address: what comes through the gate is answered, whatever happens behind it."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any, cast

import httpx
import pytest
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.routing import Route

from adapters.slack.inbound import endpoint
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.inbound.endpoint import PATH, Endpoint, as_http
from adapters.slack.inbound.gate import Gate
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.saying import in_form, in_window, spoken
from coaching.clock import StoppedClock
from coaching.messages import Card
from tests.adapters.slack.knocking import NOW, SECRET
from tests.adapters.slack.places import installation
from tests.adapters.slack.signing import Sent, a_command, an_event, an_interaction
from tests.adapters.web.serving import serving

HELLO = Card(title="Hello", body="Nice to see you.")


class Board:
    """Answers what it is told to."""

    def __init__(self, answer: BoltResponse | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[Any, str]] = []

    async def dispatch(self, body: dict[str, Any], key: str) -> BoltResponse:
        self.asked.append((body, key))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def knock(sent: Sent, board: Board) -> httpx.Response:
    made = Endpoint(Gate(SECRET, StoppedClock(NOW)), lambda: cast("Switchboard", board))
    site = Starlette(routes=[Route(PATH, made)])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(site), base_url="http://127.0.0.1"
    ) as client:
        return await client.request(
            sent.method, sent.path, content=sent.body, headers=list(sent.headers)
        )


async def test_events_commands_and_presses_reach_the_board_as_they_are() -> None:
    board = Board(BoltResponse(status=200, body=""))
    event = {"type": "event_callback", "event": {"type": "message"}}
    fields = {"command": "/netlead", "text": "help"}
    press = {"type": "block_actions"}
    for sent in (
        an_event(event, NOW, SECRET),
        a_command(fields, NOW, SECRET),
        an_interaction(press, NOW, SECRET),
    ):
        assert (await knock(sent, board)).status_code == 200
    assert [body for body, _ in board.asked] == [event, fields, press]
    assert len({key for _, key in board.asked}) == 3


async def test_slacks_question_whether_we_are_there_is_answered_by_the_gate_alone() -> None:
    board = Board(RuntimeError())
    asked = {"type": "url_verification", "challenge": "c" * 5_000}
    answer = await knock(an_event(asked, NOW, SECRET), board)
    assert (answer.status_code, answer.text) == (200, "c" * 1_000)
    empty = await knock(an_event({"type": "url_verification"}, NOW, SECRET), board)
    assert (empty.status_code, empty.text) == (200, "")
    check = await knock(a_command({"ssl_check": "1", "token": "x"}, NOW, SECRET), board)
    assert (check.status_code, check.text) == (200, "")
    assert board.asked == []


async def test_who_is_refused_does_not_get_to_the_board() -> None:
    board = Board(BoltResponse(status=200, body=""))
    sent = an_event({"type": "event_callback"}, NOW, "another secret")
    assert (await knock(sent, board)).status_code == 401
    assert board.asked == []


async def test_what_goes_wrong_inside_is_to_be_tried_again_and_tells_nothing(
    log: io.StringIO,
) -> None:
    answer = await knock(
        an_event({"type": "event_callback"}, NOW, SECRET), Board(RuntimeError("Zenobia"))
    )
    assert (answer.status_code, answer.content) == (503, b"")
    assert "could not be answered" in log.getvalue()
    assert "Zenobia" not in log.getvalue()


async def test_who_sends_slowly_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "WHOLE_WITHIN", 0.1)
    board = cast("Switchboard", Board(RuntimeError()))
    site = Endpoint(Gate(SECRET, StoppedClock(NOW)), lambda: board)
    async with serving([Route(PATH, site)]) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
        writer.write(head.encode() + b"a")
        answer = await asyncio.wait_for(reader.read(), 5)
        assert answer.startswith(b"HTTP/1.1 408")
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize(
    ("made", "status", "kind"),
    [
        (BoltResponse(status=500, body=""), 503, None),
        (BoltResponse(status=503, body=""), 503, None),
        (BoltResponse(status=404, body=""), 404, None),
        (BoltResponse(status=200, body="plain"), 200, None),
        (BoltResponse(status=200, body={"a": 1}), 200, "application/json"),
    ],
)
def test_the_boards_answer_as_the_servers(
    made: BoltResponse, status: int, kind: str | None
) -> None:
    answer = as_http(made)
    assert (answer.status_code, answer.media_type) == (status, kind)


def test_answers_have_the_forms_that_slack_takes() -> None:
    said = json.loads(spoken(HELLO, "k").body)
    assert said["response_type"] == "ephemeral"
    assert said["text"].startswith("Hello")
    shown = json.loads(in_window(HELLO, "k").body)
    assert (shown["response_action"], shown["view"]["type"]) == ("update", "modal")
    assert json.loads(in_form({"private_metadata": "odd"}, HELLO, "k").body) == shown


@pytest.mark.parametrize(
    ("body", "name", "tenant"),
    [
        ({"event_id": "Ev1", "team_id": "T1"}, "event:Ev1", "T1"),
        ({"event_id": "", "enterprise_id": "E1"}, "key", "E1"),
        ({"event_id": 7}, "key", "unknown"),
        ({"team_id": "T 1\0", "enterprise_id": []}, "key", "unknown"),
    ],
)
def test_what_a_delivery_is_called_and_kept_under(
    body: dict[str, Any], name: str, tenant: str
) -> None:
    delivery = Delivery(body, "key", 0.0, None)
    assert (delivery.event_name, delivery.tenant) == (name, tenant)
    assert Delivery(body, "key", 0.0, installation("T5")).tenant == "T5"


def test_an_odd_name_of_an_event_is_the_same_each_time_and_fits_into_the_table() -> None:
    names = {
        Delivery({"event_id": odd}, "key", 0.0, None).event_name
        for odd in ("\0", "\0", "x" * 500, "\ud83d", "ü")
    }
    assert len(names) == 4
    assert all(len(name) <= 128 and name.isprintable() for name in names)
