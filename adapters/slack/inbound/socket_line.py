"""One connection of Socket Mode: opened, read, renewed when Slack asks for it, opened anew.

Slack's own client opens connections in several places at once, tries a used address for ever, and
reads without end what is not worked off. A connection is an address from Slack, a WebSocket, and
the three kinds of frames that come over it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from aiohttp import ClientWebSocketResponse, WSMsgType

_log = structlog.get_logger()

OPEN_WITHIN = 10.0
BEAT_EVERY = 10.0
"""Seconds between two signs of life; without an answer to one for half of that the connection is
taken for dead."""
LASTED = 5.0
"""Seconds after which a connection counts as one that worked: the next is opened at once."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
LINGER = 10.0
"""Seconds for which a connection is still read after Slack asked for a new one in its place."""
MOST_BYTES = 4 * 1024 * 1024

Socket = ClientWebSocketResponse
Address = Callable[[], Awaitable[str]]
"""Asks Slack where to connect; each address is good for one connection."""
Heard = Callable[[Socket, str], Awaitable[None]]
"""Takes a frame; the next is read when it returns."""


class Line:
    """Keeps one connection open."""

    def __init__(self, session: aiohttp.ClientSession, address: Address, heard: Heard) -> None:
        """Connect over ``session`` to what ``address`` says, and hand frames to ``heard``."""
        self._session = session
        self._address = address
        self._heard = heard
        self._lingering: set[asyncio.Task[None]] = set()
        self.socket: Socket | None = None

    @property
    def is_open(self) -> bool:
        """Whether the connection stands."""
        return self.socket is not None and not self.socket.closed

    async def keep_open(self) -> None:
        """Serve until cancelled, whatever happens."""
        loop = asyncio.get_running_loop()
        pause = 0.0
        while True:
            began = loop.time()
            try:
                await self._serve()
            except Exception as error:  # noqa: BLE001 Slack may be away for a while
                _log.warning("no connection to Slack", seconds=pause, exc_info=error)
            if loop.time() - began >= LASTED:
                pause = 0.0
            else:
                pause = min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def close(self) -> None:
        """Let go of connections that Slack is about to end."""
        for task in self._lingering:
            task.cancel()
        await asyncio.gather(*self._lingering, return_exceptions=True)

    async def _serve(self) -> None:
        async with asyncio.timeout(OPEN_WITHIN):
            socket = await self._session.ws_connect(
                await self._address(), heartbeat=BEAT_EVERY, max_msg_size=MOST_BYTES
            )
        self.socket = socket
        renews = False
        try:
            renews = await self._read(socket)
        finally:
            if not renews:
                await socket.close()
        if renews:
            # What is under way on this one is finished on it, while the next is opened.
            task = asyncio.create_task(self._read_out(socket))
            self._lingering.add(task)
            task.add_done_callback(self._lingering.discard)

    async def _read(self, socket: Socket) -> bool:
        """Read until the end; return True where Slack asks for another connection before."""
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            if _kind(frame.data) == "disconnect":
                return True
            await self._heard(socket, frame.data)
        return False

    async def _read_out(self, socket: Socket) -> None:
        try:
            async with asyncio.timeout(LINGER):
                while await self._read(socket):
                    continue
        except TimeoutError:
            pass
        finally:
            await socket.close()


def _kind(text: str) -> str:
    # Envelopes are long and read with care elsewhere; this one is short.
    if len(text) > 1_000:  # noqa: PLR2004 several times what it has
        return ""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return str(found.get("type")) if isinstance(found, Mapping) else ""
