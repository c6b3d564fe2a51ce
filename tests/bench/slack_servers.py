"""The servers that are compared, each a process of its own on one core, behind the same uvicorn.

``thin`` is what somebody writes who needs nothing but an answer; ``bolt`` is Bolt by itself;
``accepting`` is NetLead up to the 200, with nothing worked off; ``whole`` is NetLead; ``routing``
is NetLead with a coach who only looks for the command, and ``routing_more`` the same among five
times as many commands.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import uvloop
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.base import Adapter
from adapters.slack.inbound.endpoint import PATH
from bot import logs
from bot.app import spare_the_loaded
from bot.server import build_site, listen, serve
from coaching.clock import SystemClock
from coaching.commands import commands
from tests.bench.slack_house import House, more_commands
from tests.bench.slack_requests import SECRET, TEAMS, team_of

CORE = 0
ON_TIME = 300
"""Seconds that a signature is good for."""


class Thin:
    """Check, parse, look the handler up, detach the work, answer."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._handlers: dict[str, Callable[[Mapping[str, Any]], Awaitable[None]]] = {
            "message": _nothing,
            "/netlead": _nothing,
        }

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        if not _is_signed(request.headers, body):
            return Response(status_code=401)
        if request.headers["content-type"].startswith("application/json"):
            event = json.loads(body)
            self._detach(event["event"]["type"], event)
            return Response()
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        self._detach(form["command"], form)
        return JSONResponse({"response_type": "ephemeral", "text": "Noted."})

    def _detach(self, kind: str, body: Mapping[str, Any]) -> None:
        task = asyncio.ensure_future(self._handlers[kind](body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _nothing(body: Mapping[str, Any]) -> None:
    """Do nothing."""


def _is_signed(headers: Mapping[str, str], body: bytes) -> bool:
    timestamp = headers["x-slack-request-timestamp"]
    if abs(SystemClock().now().timestamp() - int(timestamp)) > ON_TIME:
        return False
    text = f"v0:{timestamp}:".encode() + body
    made = "v0=" + hmac.new(SECRET.encode(), text, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made, headers["x-slack-signature"])


def thin() -> list[Route]:
    """Return the routes of `Thin`."""
    return [Route(PATH, Thin().answer, methods=["POST"])]


def bolt() -> list[Route]:
    """Return the routes of Bolt with three listeners and its tokens in a dict."""
    found = {
        team: AuthorizeResult(enterprise_id=None, team_id=team, bot_token="xoxb-bench")
        for team in map(team_of, range(TEAMS))
    }

    async def authorize(enterprise_id: str | None, team_id: str) -> AuthorizeResult:  # noqa: ARG001 Bolt hands in by name
        return found[team_id]

    async def listen_to(ack: AsyncAck) -> None:
        await ack()

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)
    app.command("/netlead")(listen_to)
    app.action("done")(listen_to)
    app.event("message")(listen_to)
    return [Route(PATH, AsyncSlackRequestHandler(app).handle, methods=["POST"])]


async def _ready() -> str:
    return ""


async def _no_drain() -> None:
    """Leave nothing undone."""


def main(side: str, folder: Path, api_url: str) -> None:
    """Serve one side on `CORE` until SIGTERM; its port is printed."""
    os.sched_setaffinity(0, {CORE})
    logs.configure("error")
    if side == "routing_more":
        more_commands(folder, 4 * len(commands()))
        commands.cache_clear()
    listener = listen("127.0.0.1", 0)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(side, listener, folder, api_url))


async def _serve(side: str, listener: socket.socket, folder: Path, api_url: str) -> None:
    adapters: list[Adapter] = []
    routes: Sequence[BaseRoute] = thin() if side == "thin" else bolt() if side == "bolt" else []
    if not routes:
        house = House(side, folder, api_url)
        await house.move_in()
        adapters.append(house.adapter)
        routes = [*house.adapter.routes(), *house.routes()]
    site = build_site(routes, _ready)
    spare_the_loaded()
    print(listener.getsockname()[1], flush=True)
    await serve(site, listener, adapters, _no_drain)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
