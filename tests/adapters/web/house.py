"""A served web chat into which tests come over sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection

from adapters.web.gate import COOKIE
from tests.adapters.web.fakes import TOKEN, Stage
from tests.adapters.web.serving import serving, talking


class House:
    """The web chat, its port and its cookie."""

    def __init__(self, made: Stage, port: int, cookie: str) -> None:
        self.stage = made
        self.port = port
        self.cookie = cookie

    def tab(self, zone: str = "Europe/Berlin") -> AbstractAsyncContextManager[ClientConnection]:
        return talking(self.port, self.cookie, zone)


async def enter(made: Stage) -> str:
    transport = httpx.ASGITransport(Starlette(routes=list(made.adapter.routes())))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        await client.get("/", params={"token": TOKEN})
        return f"{COOKIE}={client.cookies[COOKIE]}"


@asynccontextmanager
async def opened(made: Stage) -> AsyncIterator[House]:
    """Serve a web chat and take its cookie by the printed link."""
    async with serving(made.adapter.routes()) as port:
        yield House(made, port, await enter(made))
