"""The edge behind a real server, with an issuer by real HTTP: nobody waits for others' keys."""

from __future__ import annotations

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from adapters.teams.inbound import keys
from adapters.teams.inbound.dispatch import Dispatcher
from adapters.teams.inbound.endpoint import PATH, Endpoint
from adapters.teams.inbound.gate import MOST_BYTES, Gate
from adapters.teams.inbound.keys import KeyCache
from adapters.teams.turns import InvokeResponse, Reply, Turn
from adapters.transport import Pool
from coaching.clock import StoppedClock
from tests.adapters.teams.fake.issued import APP_ID, token
from tests.adapters.teams.fake.keys import JWKS, OPENID, FakeIssuer, SigningKey, signing_key
from tests.adapters.teams.inbound.activities import JSON, NOW, activity, delivered, invoke
from tests.adapters.teams.inbound.fakes import Host, Notebook
from tests.adapters.teams.inbound.knocking import CONFIG
from tests.adapters.web.serving import serving
from tests.bench.heart import Heart

pytestmark = pytest.mark.usefixtures("log")

SLOW = 0.3
"""Seconds that each answer of the issuer takes."""
STALL = 0.05
ROUNDS = 5
"""Of so many the best counts: what else the machine does holds up some of them, but not all."""
OLD, NEW = signing_key(1), signing_key(2)


async def card(turn: Turn, _: Reply) -> InvokeResponse | None:
    """Answer what wants an answer."""
    return InvokeResponse(body={"statusCode": 200, "value": turn.id})


@dataclass
class Edge:
    """A running edge, and a client that posts to it."""

    issuer: FakeIssuer
    clock: StoppedClock
    cache: KeyCache
    host: Host
    client: httpx.AsyncClient
    port: int

    async def post(
        self, data: dict[str, Any] | bytes, key: SigningKey = OLD, **changes: object
    ) -> httpx.Response:
        """Deliver ``data`` with a token of the issuer's at the present of the edge."""
        bearer = token(self.clock.now(), key, **changes)
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        headers = {"Authorization": f"Bearer {bearer}", "Content-Type": JSON}
        return await self.client.post(PATH, content=body, headers=headers)

    async def timed(self, *args: Any, **changes: Any) -> tuple[int, float]:  # noqa: ANN401 handed through
        """Return the status of the answer, and after how many seconds it came."""
        began = asyncio.get_running_loop().time()
        answer = await self.post(*args, **changes)
        return answer.status_code, asyncio.get_running_loop().time() - began


@asynccontextmanager
async def running(delay: float = SLOW) -> AsyncIterator[Edge]:
    """Serve the edge on this machine."""
    clock, host, pool = StoppedClock(NOW), Host(card), Pool()
    with FakeIssuer([OLD]) as issuer:
        issuer.delay = delay
        cache = KeyCache(issuer.openid_url, pool, clock)
        gate = Gate(replace(CONFIG, openid_url=issuer.openid_url), cache, clock)
        there = Endpoint(gate, Dispatcher(APP_ID, host, Notebook()).dispatch)
        try:
            async with (
                serving([Route(PATH, there)]) as port,
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client,
            ):
                yield Edge(issuer, clock, cache, host, client, port)
        finally:
            await there.drain(1.0)
            await pool.close()


async def test_a_slow_issuer_delays_the_first_turns_and_nobody_else() -> None:
    async with running() as edge:
        first = await asyncio.gather(*(edge.timed(activity(id=f"{n}")) for n in range(20)))
        assert {status for status, _ in first} == {200}
        assert max(seconds for _, seconds in first) < 2 * SLOW + 3  # not once for each of them
        later = await asyncio.gather(*(edge.timed(activity(id=f"{n}")) for n in range(20, 40)))
        assert {status for status, _ in later} == {200}
        assert min(seconds for _, seconds in later) < SLOW
        assert edge.issuer.asked == [OPENID, JWKS]
        assert len(edge.host.turns) == 40


async def test_with_keys_fetched_ahead_not_even_the_first_turn_waits() -> None:
    async with running() as edge:
        ahead = asyncio.create_task(edge.cache.run())
        await asyncio.sleep(2 * SLOW + 0.2)
        status, seconds = await edge.timed(activity())
        assert status == 200
        assert seconds < SLOW
        ahead.cancel()
        with suppress(asyncio.CancelledError):
            await ahead


async def test_a_rotation_makes_those_wait_who_bring_the_new_key() -> None:
    async with running() as edge:
        await edge.post(activity())
        edge.issuer.keys = [OLD, NEW]
        waiting = asyncio.create_task(edge.timed(activity(), NEW))
        await asyncio.sleep(0.05)
        others = [await edge.timed(activity()) for _ in range(5)]
        assert {status for status, _ in others} == {200}
        assert min(seconds for _, seconds in others) < SLOW
        status, seconds = await waiting
        assert status == 200
        assert seconds < 2 * SLOW + 0.5


async def test_invented_keys_cost_the_issuer_nothing_and_others_no_time() -> None:
    async with running() as edge:
        await edge.post(activity())
        invented = [replace(NEW, kid=f"invented-{number}") for number in range(20)]
        forging = [asyncio.create_task(edge.timed(activity(), key)) for key in invented]
        others = [await edge.timed(activity(), number=number) for number in range(5)]
        assert {status for status, _ in others} == {200}
        assert min(seconds for _, seconds in others) < SLOW
        assert {status for status, _ in await asyncio.gather(*forging)} == {401}
        assert edge.issuer.fetches == 2


async def test_an_issuer_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "WAIT_FOR", 0.3)
    async with running(delay=0.0) as edge:
        await edge.post(activity())
        edge.issuer.delay = 2.0
        status, seconds = await edge.timed(activity(), NEW)
        assert status == 401
        assert seconds < 1.5
        assert (await edge.post(activity())).status_code == 200


async def test_from_an_outage_to_the_first_answer(log: io.StringIO) -> None:
    async with running(delay=0.0) as edge:
        edge.issuer.status = 500
        assert (await edge.post(activity())).status_code == 503
        edge.issuer.status = 200
        edge.clock.set(NOW + timedelta(seconds=10))
        answer = await edge.post(invoke("adaptiveCard/action", {"action": {"verb": "press"}}))
        assert (answer.status_code, answer.json()) == (200, {"statusCode": 200, "value": "f:1"})
        assert "no keys yet" in log.getvalue()


def wire(data: dict[str, Any] | bytes, key: SigningKey = OLD, **changes: object) -> bytes:
    """Return the bytes of a delivery, made before anything is measured."""
    sent = delivered(data, token(NOW, key, **changes))
    length = (b"content-length", str(len(sent.body)).encode())
    lines = [b"%s: %s\r\n" % pair for pair in (*sent.headers, length)]
    return b"POST " + PATH.encode() + b" HTTP/1.1\r\n" + b"".join(lines) + b"\r\n" + sent.body


def answer(port: int, request: bytes) -> int:
    """Send bytes over a connection of their own; return the status of the answer."""
    with socket.create_connection(("127.0.0.1", port), 10) as link:
        link.sendall(request)
        return int(link.recv(65536).split(b" ", 2)[1])


async def test_the_loop_is_never_held_up() -> None:
    large = activity(text="x \U0001f600 " * 6_000, id=None)
    requests = [
        *(wire(activity(id=f"{number}"), number=number) for number in range(30)),
        *(wire(data) for data in (large, large, b" " * (MOST_BYTES + 1), b"[" * 100_000)),
        *(wire(activity(), NEW), wire(activity(), replace(NEW, kid=OLD.kid))),
    ]
    async with running() as edge:
        heart = Heart()
        beating = asyncio.create_task(heart.beat())
        stalls = []
        for _ in range(ROUNDS):
            edge.clock.set(
                edge.clock.now() + timedelta(minutes=5)
            )  # keys and tokens are looked at anew
            heart.take()
            found = await asyncio.gather(
                *(asyncio.to_thread(answer, edge.port, request) for request in requests)
            )
            stalls.append(heart.take())
            assert found == [*[200] * 32, 413, 400, 401, 401]
        assert min(stalls) < STALL
        beating.cancel()
