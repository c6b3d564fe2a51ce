"""A Slack that takes every call and looks at none, so that it is never what is waited for.

Run as a process it says its port. With ``tls`` as an argument it serves https, by a certificate
that it makes and whose file it names. ``GET /told`` says what was called how often.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from typing import cast
from urllib.parse import parse_qs, urlsplit

import uvloop

from tests.adapters.slack.fake.certificate import Certificate
from tests.bench.slack_requests import BOT, team_of

CORE = 1
SCOPES = "commands,chat:write,im:history,users:read"

_told: Counter[str] = Counter()


class Sink(asyncio.Protocol):
    """Answers one connection's requests, each by the method that it names."""

    def __init__(self) -> None:
        self._heard = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        _told["connections"] += 1

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while True:
            head, end, body = self._heard.partition(b"\r\n\r\n")
            length = _length(head)
            if not end or len(body) < length:
                return
            self._heard = body[length:]
            assert self._transport is not None
            self._transport.write(_answered(head, body[:length]))


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def _answered(head: bytes, body: bytes) -> bytes:
    where = urlsplit(head.split(b" ", 2)[1].decode())
    method = where.path.rpartition("/")[2]
    if method == "told":
        found = json.dumps(_told)
        _told.clear()
    else:
        _told[method] += 1
        found = _ANSWERS.get(method) or _asked(method, where.query or body.decode())
    start = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
    return (
        f"{start}x-oauth-scopes: {SCOPES}\r\ncontent-length: {len(found)}\r\n\r\n{found}".encode()
    )


def _asked(method: str, form: str) -> str:
    if method != "users.info":
        return '{"ok": true}'
    user = parse_qs(form)["user"][0]
    name, team = f"Person {user}", team_of(int(user[-4:]))
    told = {"id": user, "team_id": team, "real_name": name, "tz": "Europe/Berlin"}
    return json.dumps({"ok": True, "user": told | {"profile": {"real_name": name}}})


_ANSWERS = {
    "auth.test": json.dumps(
        {"ok": True, "team": "Bench", "team_id": team_of(0), "user_id": BOT, "bot_id": "B0NETLEAD"}
    ),
    "conversations.history": json.dumps({"ok": True, "messages": []}),
    "chat.postMessage": json.dumps(
        {"ok": True, "channel": "D0BENCH001", "ts": "1767225600.000100", "message": {"text": "x"}}
    ),
}


async def _serve(certificate: Certificate | None) -> None:
    context = certificate.context() if certificate else None
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    print(port, certificate.authority if certificate else "", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    os.sched_setaffinity(0, {CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(Certificate() if "tls" in sys.argv else None))
