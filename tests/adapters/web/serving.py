"""A real HTTP server on this machine for an adapter's routes, and sockets to talk to it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from adapters.web import SOCKET_LIMIT

PATIENCE = 10.0


@asynccontextmanager
async def serving(routes: Sequence[BaseRoute], port: int = 0) -> AsyncIterator[int]:
    """Serve ``routes`` on 127.0.0.1 and give the port; ended when the context is left."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        ws="websockets-sansio",
        ws_max_size=SOCKET_LIMIT,
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        async with asyncio.timeout(PATIENCE):
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await running
        listener.close()


@asynccontextmanager
async def talking(
    port: int, cookie: str, zone: str = "Europe/Berlin", **changes: str
) -> AsyncIterator[ClientConnection]:
    """Open the chat's socket as the page does; ``changes`` replace headers (``_`` for ``-``)."""
    headers = {"Origin": f"http://127.0.0.1:{port}", "Cookie": cookie}
    headers |= {name.replace("_", "-"): value for name, value in changes.items()}
    wanted = {name: value for name, value in headers.items() if value}
    uri = f"ws://127.0.0.1:{port}/ws?zone={zone}"
    async with connect(
        uri, additional_headers=wanted, max_size=None, proxy=None, open_timeout=PATIENCE
    ) as link:
        yield link


async def hear(link: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the next frame of that kind, passing over others."""
    async with asyncio.timeout(PATIENCE):
        while True:
            frame: dict[str, Any] = json.loads(await link.recv())
            if frame["type"] == kind:
                return frame


async def say(link: ClientConnection, message_id: str, text: str, **more: object) -> None:
    """Say something as the page does."""
    frame = {"type": "say", "id": message_id, "text": text, "press": None} | more
    await link.send(json.dumps(frame))


async def until_closed(link: ClientConnection) -> ConnectionClosed:
    """Read until the server has closed the socket; return how it did."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await link.recv()
            except ConnectionClosed as closed:
                return closed
