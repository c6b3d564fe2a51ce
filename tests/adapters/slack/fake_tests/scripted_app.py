"""An app that Slack reaches: it keeps what comes and answers as it is told to."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.adapters.slack.fake.nouns import App

Json = dict[str, Any]


@dataclass
class Arrived:
    """One request: its bytes, its headers, and what it says."""

    raw: bytes
    headers: dict[str, str]
    said: Json


@dataclass
class ScriptedApp:
    """Answers with the next of ``answers``: a status, a body (JSON or text), or seconds to wait."""

    url: str = ""
    arrived: list[Arrived] = field(default_factory=list)
    answers: deque[int | float | str | Json] = field(default_factory=deque)

    @property
    def last(self) -> Json:
        return self.arrived[-1].said

    async def take(self, request: web.BaseRequest) -> web.Response:
        raw = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        good = SignatureVerifier(App().signing_secret).is_valid_request(raw, headers)
        if not good:
            return web.Response(status=401)
        self.arrived.append(Arrived(raw, headers, _read(raw, headers["content-type"])))
        answer = self.answers.popleft() if self.answers else ""
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            answer = ""
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.json_response(answer) if isinstance(answer, dict) else web.Response(text=answer)


@asynccontextmanager
async def serving() -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp()
    server = web.Server(app.take, access_log=None)
    listening = await asyncio.get_running_loop().create_server(server, "127.0.0.1", 0)
    app.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/slack/events"
    yield app
    listening.close()
    await server.shutdown(0.1)


def _read(raw: bytes, kind: str) -> Json:
    if kind == "application/json":
        return dict(json.loads(raw))
    fields: Json = {name: values[0] for name, values in parse_qs(raw.decode()).items()}
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields
