"""Knocking at the gate: what comes of a request, without a server in between."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from adapters.slack.inbound.gate import Admitted, Gate
from coaching.clock import StoppedClock
from tests.adapters.slack.signing import Sent

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2026, 11, 23, 15, 30, 0, 250_000, tzinfo=UTC)
EVENT = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "text": "hi"}}
COMMAND = {"command": "/netlead", "text": "met Ann Lee & Bo: at 5% + é", "user_id": "U1"}


def a_gate(clock: StoppedClock | None = None) -> Gate:
    """Return a gate with `SECRET` at which it is `NOW`."""
    return Gate(SECRET, clock or StoppedClock(NOW))


async def admitted(sent: Sent | Request, gate: Gate | None = None) -> Admitted:
    """Return what comes through, as it should."""
    outcome = await _knock(sent, gate)
    assert isinstance(outcome, Admitted)
    return outcome


async def refused(sent: Sent | Request, gate: Gate | None = None) -> Response:
    """Return the answer to what should not come through; it has no body, whatever the reason."""
    outcome = await _knock(sent, gate)
    assert isinstance(outcome, Response)
    assert outcome.body == b""
    return outcome


async def status(sent: Sent | Request, gate: Gate | None = None) -> int:
    """Return the status of the answer to what should not come through."""
    return (await refused(sent, gate)).status_code


async def _knock(sent: Sent | Request, gate: Gate | None) -> Admitted | Response:
    request = sent.request() if isinstance(sent, Sent) else sent
    return await (gate or a_gate()).admit(request)


def at_once(waiting: Coroutine[Any, Any, Admitted | Response]) -> Admitted | Response:
    """Return what ``admit`` returns; without a loop, since it waits for nothing but the body."""
    try:
        waiting.send(None)
    except StopIteration as done:
        outcome: Admitted | Response = done.value
        return outcome
    raise AssertionError("the gate waits for something")
