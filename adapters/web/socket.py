"""One open page's talk with the coach, from accept to close; pages do not hold each other up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.web import frames
from adapters.web.flood import MOST, WINDOW, Flood
from adapters.web.room import Room
from adapters.web.tabs import Tab

CLOSE_WITHIN = 2.0
TOO_SLOW = 1013
BROKEN = 1011
_BINARY = "I can only read text here. Please type it."
_TOO_FAST = (
    f"That is a lot at once: I can take {MOST} messages in {WINDOW:.0f} seconds. "
    "Nothing is lost; the rest follows in a moment."
)


class Socket:
    """One WebSocket: reads frames in order, and writes what its tab is to show."""

    def __init__(self, websocket: WebSocket, room: Room) -> None:
        self._websocket = websocket
        self._room = room
        zone = frames.time_zone(websocket.query_params.get("zone", ""))
        self._tab = Tab(room.person(zone))
        self._flood = Flood()

    async def serve(self) -> None:
        """Talk until the page goes, or falls so far behind that it must start afresh."""
        await self._websocket.accept()
        self._room.tabs.add(self._tab)
        works = {
            asyncio.create_task(work)
            for work in (self._reading(), self._writing(), self._falling_behind())
        }
        try:
            ended, _ = await asyncio.wait(works, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._room.tabs.remove(self._tab)
            for work in works:
                work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
        for work in ended:
            await self._end(work)

    async def _end(self, work: asyncio.Task[None]) -> None:
        try:
            work.result()
        except WebSocketDisconnect:
            return  # the page was closed: the usual end
        except Exception:
            await self._close(BROKEN, "something went wrong; this page will reconnect")
            raise

    async def _reading(self) -> None:
        await self._room.greet(self._tab)
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            await self._take(message.get("text"))

    async def _take(self, raw: str | None) -> None:
        now = asyncio.get_running_loop().time()
        wait = self._flood.wait(now)
        if wait:
            if self._flood.should_tell(now, wait):
                self._tab.push(frames.trouble(_TOO_FAST, retry_after=wait))
            return
        if raw is None:
            self._tab.push(frames.trouble(_BINARY))
        elif len(raw.encode()) > frames.MAX_FRAME:
            refused = frames.Say(frames.identify(raw) or f"too-long-{now:.6f}", "", None)
            self._tab.push(frames.answer(refused, frames.TOO_LONG, self._room.now()))
        else:
            await self._do(raw)

    async def _do(self, raw: str) -> None:
        try:
            wish = frames.read(raw)
        except frames.FrameError as error:
            self._tab.push(frames.trouble(str(error), error.id))
            return
        match wish:
            case frames.Say():
                await self._to_the_end(self._room.say(self._tab, wish))
            case frames.Earlier():
                await self._room.recall(self._tab, wish.count)
            case frames.Advance():
                await self._to_the_end(self._room.advance(self._tab, wish.by))

    async def _to_the_end(self, work: Coroutine[None, None, None]) -> None:
        """Work that has begun is finished even if the page goes meanwhile."""
        await asyncio.shield(self._room.begin(work))

    async def _writing(self) -> None:
        while True:
            await self._websocket.send_text(await self._tab.next())

    async def _falling_behind(self) -> None:
        await self._tab.behind.wait()
        await self._close(TOO_SLOW, "this page fell behind; it will reconnect")

    async def _close(self, code: int, reason: str) -> None:
        with suppress(TimeoutError):  # a dead peer cannot be told; the server's pings end it
            async with asyncio.timeout(CLOSE_WITHIN):
                await self._websocket.close(code, reason)
