"""A Microsoft that takes everything and looks at nothing: keys, login, Teams' own service.

Run as a process it says its port. ``GET /token`` is a token as the Bot Framework sends it along,
``GET /told`` says what was called how often since it was last asked, and
``GET /slow?service=0.1&login=0.3`` sets how many seconds answers take.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import uvloop

from coaching.clock import SystemClock
from tests.adapters.teams.fake.issued import ISSUER, token
from tests.adapters.teams.fake.keys import JWKS, OPENID, key_set, signing_key

CORE = 1
LIFETIME = 3600
"""Seconds for which the app's token is good."""


class Microsoft:
    """What is answered, how late, and how often it was asked for."""

    def __init__(self) -> None:
        self.url = ""
        self._told: Counter[str] = Counter()
        self._seconds: dict[str, float] = {}

    def answered(self, method: str, where: str) -> tuple[float, bytes]:
        """Return after how many seconds to answer, and what."""
        url = urlsplit(where)
        kind = _kind(method, url.path)
        found = self._found(kind, url.path, dict(parse_qsl(url.query)))
        self._told[kind] += 1
        body = json.dumps(found).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
        return self._seconds.get(kind, 0.0), head.encode() + b"\r\n\r\n" + body

    def _found(self, kind: str, path: str, query: dict[str, str]) -> Any:  # noqa: ANN401 any JSON
        match kind:
            case "service":
                found: Any = {"id": "1700753400001"}
            case "member":
                who = path.rpartition("/")[2]
                found = {"id": who, "name": "Somebody", "aadObjectId": who}
            case "login":
                found = {"token_type": "Bearer", "expires_in": LIFETIME, "access_token": "a.b.c"}
            case "/token":
                found = token(SystemClock().now(), serviceurl=f"{self.url}/")
            case "/told":
                found = dict(self._told)
                self._told.clear()
            case "/slow":
                self._seconds = {name: float(seconds) for name, seconds in query.items()}
                found = {}
            case _:
                found = self._keys(path)
        return found

    def _keys(self, path: str) -> dict[str, Any]:
        if path != OPENID:
            return key_set([signing_key(1)])
        signs_by = {"id_token_signing_alg_values_supported": ["RS256"]}
        return {"issuer": ISSUER, "jwks_uri": self.url + JWKS, **signs_by}


def _kind(method: str, path: str) -> str:
    if path.startswith("/v3/"):
        return "service" if method == "POST" else "member"
    return "login" if path.endswith("/oauth2/v2.0/token") else path


class Sink(asyncio.Protocol):
    """Answers one connection's requests."""

    def __init__(self, microsoft: Microsoft) -> None:
        self._microsoft = microsoft
        self._heard = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while True:
            head, end, body = self._heard.partition(b"\r\n\r\n")
            length = _length(head)
            if not end or len(body) < length:
                return
            self._heard = body[length:]
            method, where, _ = head.split(b" ", 2)
            self._answer(*self._microsoft.answered(method.decode(), where.decode()))

    def _answer(self, seconds: float, answer: bytes) -> None:
        assert self._transport is not None
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self._transport.write, answer)
        else:
            self._transport.write(answer)


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


async def _serve() -> None:
    microsoft = Microsoft()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(microsoft), "127.0.0.1", 0, backlog=512)
    port = server.sockets[0].getsockname()[1]
    microsoft.url = f"http://127.0.0.1:{port}"
    print(port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    os.sched_setaffinity(0, {CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve())
