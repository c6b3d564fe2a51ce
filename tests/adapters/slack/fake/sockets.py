"""Slack's side of Socket Mode: connections, envelopes, and who acknowledged what."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.adapters.slack.fake.nouns import Json
from tests.adapters.slack.fake.world import World

MOST = 10
"""Connections that an app may have at once."""


@dataclass(eq=False)
class Link:
    """One open connection, and the envelopes on it that wait for an answer."""

    socket: web.WebSocketResponse
    request: web.BaseRequest
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)


class Sockets:
    """The open connections. Everything here runs in the loop of the server."""

    def __init__(self, world: World) -> None:
        """Begin with nobody connected."""
        self.world = world
        self.links: list[Link] = []
        self.acknowledged: list[tuple[str, Json]] = []
        """Envelope ids with what was sent back in their acknowledgement."""
        self._turn = 0

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Serve one connection until either side ends it."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.world.tickets:
            return web.Response(status=404, text="no such ticket")
        self.world.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        link = Link(socket, request)
        if len(self.links) >= MOST:
            await self._say(link, _disconnect("too_many_websockets"))
            await socket.close()
            return socket
        with self.world.changed:
            self.links.append(link)
            self.world.changed.notify_all()
        try:
            await self._say(link, self._hello())
            await self._listen(link)
        finally:
            self._gone(link)
        return socket

    async def deliver(
        self, kind: str, payload: Json, *, attempt: int = 0, reason: str = "", patience: float
    ) -> tuple[Json | None, str]:
        """Send one envelope to one of the connections.

        Returns what came back in its acknowledgement, or None and Slack's word for why nothing
        came within ``patience`` seconds.
        """
        if not self.links:
            return None, "connection_failed"
        self._turn += 1
        link = self.links[self._turn % len(self.links)]
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        answer = asyncio.get_running_loop().create_future()
        link.waiting[envelope["envelope_id"]] = answer
        try:
            await self._say(link, envelope)
            async with asyncio.timeout(patience):
                return await answer, ""
        except TimeoutError:
            return None, "http_timeout"
        except ConnectionError:
            return None, "connection_failed"
        finally:
            link.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, reason: str = "refresh_requested", *, close: bool = False) -> None:
        """Tell every connection that it is to be opened anew; ``close`` also ends it."""
        for link in list(self.links):
            await self._say(link, _disconnect(reason))
            if close:
                await link.socket.close()

    async def kill(self) -> None:
        """Cut every connection, without a word."""
        for link in list(self.links):
            if link.request.transport:
                link.request.transport.abort()

    async def close(self) -> None:
        """End every connection properly."""
        for link in list(self.links):
            await link.socket.close()

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            name, payload = said.get("envelope_id", ""), said.get("payload") or {}
            with self.world.changed:
                self.acknowledged.append((name, payload))
                self.world.changed.notify_all()
            waiting = link.waiting.get(name)
            if waiting and not waiting.done():
                waiting.set_result(payload)

    def _gone(self, link: Link) -> None:
        with self.world.changed:
            self.links.remove(link)
            self.world.changed.notify_all()
        for waiting in link.waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionResetError())

    async def _say(self, link: Link, frame: Json) -> None:
        await link.socket.send_str(json.dumps(frame))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.links),
            "debug_info": {"host": "applink-0", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self.world.app.id},
        }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-0"}}
