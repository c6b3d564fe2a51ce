"""What Teams is answered: at once, in the body where it must be, and “come again” where it should."""

from __future__ import annotations

import asyncio
import io
import json
import math
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.types import Message

from adapters.base import BusyError
from adapters.teams.inbound.dispatch import Dispatcher
from adapters.teams.inbound.endpoint import Endpoint
from adapters.teams.turns import InvokeResponse, Reply, Turn
from tests.adapters.teams.fake.issued import APP_ID
from tests.adapters.teams.inbound.activities import Sent, activity, delivered, invoke
from tests.adapters.teams.inbound.fakes import Door, Host, Notebook, Script, silent
from tests.adapters.teams.inbound.knocking import a_gate

pytestmark = pytest.mark.usefixtures("log")

PRESS = invoke("adaptiveCard/action", {"action": {"verb": "press"}})


def endpoint(script: Script = silent, within: float = 8.0) -> Endpoint:
    """Return an endpoint behind which ``script`` is done."""
    return Endpoint(a_gate(), Dispatcher(APP_ID, Host(script), Notebook()).dispatch, within)


async def post(there: Endpoint, data: Mapping[str, Any] | Sent) -> tuple[int, bytes]:
    """Return the status and body of the answer."""
    request = (data if isinstance(data, Sent) else delivered(data)).request()
    heard: list[Message] = []

    async def send(message: Message) -> None:
        heard.append(message)

    await there(request.scope, request.receive, send)
    body = b"".join(message.get("body", b"") for message in heard)
    status = heard[0]["status"]
    assert isinstance(status, int)
    return status, body


async def test_what_is_said_is_answered_with_nothing() -> None:
    assert await post(endpoint(), activity()) == (200, b"")


async def test_a_press_is_answered_in_the_body() -> None:
    async def script(_: Turn, __: Reply) -> InvokeResponse:
        return InvokeResponse(202, {"statusCode": 200, "value": "é"})

    status, body = await post(endpoint(script), PRESS)
    assert (status, json.loads(body)) == (202, {"statusCode": 200, "value": "é"})


async def test_a_press_without_an_answer_is_answered_with_nothing() -> None:
    assert await post(endpoint(), PRESS) == (200, b"")


async def test_what_the_app_never_offered_is_not_there() -> None:
    assert await post(endpoint(), invoke("task/fetch", {})) == (404, b"")


async def test_what_the_gate_refuses_goes_no_further() -> None:
    async def never(_: Turn, __: Reply) -> None:
        raise AssertionError("it came through")

    assert await post(endpoint(never), delivered(activity(), None)) == (401, b"")
    assert await post(endpoint(never), activity(channelData={})) == (200, b"")


@pytest.mark.parametrize("error", [BusyError(), RuntimeError("c4n4ry"), TimeoutError()])
@pytest.mark.parametrize("data", [activity(text="c4n4ry"), PRESS])
async def test_what_could_not_be_taken_in_is_to_come_again(
    error: Exception, data: Mapping[str, Any], log: io.StringIO
) -> None:
    async def script(_: Turn, __: Reply) -> None:
        raise error

    assert await post(endpoint(script), data) == (503, b"")
    assert "c4n4ry" not in log.getvalue()
    assert ("could not be answered" in log.getvalue()) == (not isinstance(error, BusyError))


@pytest.mark.parametrize("value", [math.nan, object(), {1, 2}])
async def test_an_answer_that_is_no_json_is_a_failure(value: object) -> None:
    async def script(_: Turn, __: Reply) -> InvokeResponse:
        return InvokeResponse(body={"value": value})

    assert await post(endpoint(script), PRESS) == (503, b"")


async def test_a_message_that_takes_long_is_acknowledged_and_goes_on() -> None:
    door = Door()
    there = endpoint(door, within=0.05)
    assert await post(there, activity()) == (200, b"")
    assert door.passed == 0
    door.opened.set()
    await there.drain(1.0)
    assert door.passed == 1


async def test_a_press_that_takes_long_is_not_said_to_be_done() -> None:
    door = Door()
    there = endpoint(door, within=0.05)
    assert await post(there, PRESS) == (503, b"")
    door.opened.set()
    await there.drain(1.0)
    assert door.passed == 1


async def test_what_fails_after_the_answer_is_written_down(log: io.StringIO) -> None:
    async def script(_: Turn, __: Reply) -> None:
        await asyncio.sleep(0.1)
        raise RuntimeError("c4n4ry")

    there = endpoint(script, within=0.02)
    assert await post(there, activity()) == (200, b"")
    await there.drain(1.0)
    assert "could not be answered" in log.getvalue()
    assert "c4n4ry" not in log.getvalue()


async def test_who_hangs_up_does_not_stop_what_was_begun() -> None:
    door = Door()
    there = endpoint(door)
    asking = asyncio.create_task(post(there, activity()))
    await asyncio.sleep(0.02)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    door.opened.set()
    await there.drain(1.0)
    assert door.passed == 1


async def test_the_end_does_not_wait_for_ever() -> None:
    there = endpoint(Door(), within=0.01)
    await post(there, activity())
    began = asyncio.get_running_loop().time()
    await there.drain(0.05)
    assert asyncio.get_running_loop().time() - began < 0.5


async def test_nothing_to_wait_for_at_the_end() -> None:
    there = endpoint()
    await post(there, activity())
    await asyncio.wait_for(there.drain(10.0), 0.5)
    assert not there._tasks  # noqa: SLF001 nothing else shows that what is done is let go
