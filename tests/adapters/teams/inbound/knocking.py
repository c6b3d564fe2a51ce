"""Knocking at the gate: what comes of a request, without a server in between."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from adapters.teams.config import TeamsConfig
from adapters.teams.inbound.gate import Admitted, Gate
from adapters.teams.inbound.keys import Key, NoKeysError, read_keys
from coaching.clock import Clock, StoppedClock
from tests.adapters.teams.fake.issued import APP_ID
from tests.adapters.teams.fake.keys import SigningKey, key_set, signing_key
from tests.adapters.teams.inbound.activities import NOW, Sent

CONFIG = TeamsConfig(app_id=APP_ID, app_password="s3cr3t", app_tenant="home")


class Ring:
    """Keys that are all here; ``sought`` are the ids that were not among them."""

    def __init__(self, keys: Sequence[SigningKey] = ()) -> None:
        published = key_set(list(keys) or [signing_key(1)])
        self.keys = dict(read_keys(published))
        self.sought_ids: list[str] = []

    def known(self, kid: str) -> Key | None:
        return self.keys.get(kid)

    async def sought(self, kid: str) -> Key | None:
        self.sought_ids.append(kid)
        if not self.keys:
            raise NoKeysError
        return self.keys.get(kid)


def a_gate(
    config: TeamsConfig = CONFIG, ring: Ring | None = None, clock: Clock | None = None
) -> Gate:
    """Return a gate at which it is `NOW` and the issuer has the key 1."""
    return Gate(config, ring or Ring(), clock or StoppedClock(NOW))


async def admitted(sent: Sent | Request, gate: Gate | None = None) -> Admitted:
    """Return what comes through, as it should."""
    outcome = await knock(sent, gate)
    assert isinstance(outcome, Admitted)
    return outcome


async def refused(sent: Sent | Request, gate: Gate | None = None) -> Response:
    """Return the answer to what should not come through; it has no body, whatever the reason."""
    outcome = await knock(sent, gate)
    assert isinstance(outcome, Response)
    assert outcome.body == b""
    return outcome


async def status(sent: Sent | Request, gate: Gate | None = None) -> int:
    """Return the status of the answer to what should not come through."""
    return (await refused(sent, gate)).status_code


async def knock(sent: Sent | Request, gate: Gate | None = None) -> Admitted | Response:
    """Return whatever comes of it."""
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
