"""Socket Mode: Slack's payloads over WebSockets that NetLead opens, for where nobody can reach it.

Two connections, so that one can be renewed while the other serves; each payload comes over any one
of them. An envelope is acknowledged with the answer, so after what it asks for was stored; one that
could not be stored is left unacknowledged, and Slack sends it again.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound.listeners import Switchboard
from adapters.strict_json import StrictJSONError, read_object

_log = structlog.get_logger()

CONNECTIONS = 2
AT_ONCE = 100
"""Envelopes that are being answered at the same time."""
LOOK_EVERY = 5.0
_OK = 200


class SocketMode:
    """Keeps the connections open and answers what comes over them."""

    def __init__(self, app_token: str, client: AsyncWebClient, switchboard: Switchboard) -> None:
        """Connect as the app of ``app_token``, asking where by ``client``."""
        self._app_token = app_token
        self._client = client
        self._switchboard = switchboard
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._sockets: list[SocketModeClient] = []

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            self._sockets = [self._socket() for _ in range(CONNECTIONS)]
            await asyncio.gather(*(self._keep_open(socket) for socket in self._sockets))
        finally:
            for socket in self._sockets:
                await socket.close()  # type: ignore[no-untyped-call]
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=2.0)

    async def is_connected(self) -> bool:
        """Return whether at least one connection stands."""
        return any([await socket.is_connected() for socket in self._sockets])

    def _socket(self) -> SocketModeClient:
        # Renewing and mending a connection is the client's own work.
        socket = SocketModeClient(app_token=self._app_token, web_client=self._client)
        socket.proxy = None  # the client would take one from the environment
        socket.message_listeners.append(self._taken)
        return socket

    async def _keep_open(self, socket: SocketModeClient) -> None:
        pause = 1.0
        while True:
            try:
                if not await socket.is_connected():
                    await socket.connect()  # type: ignore[no-untyped-call]
                pause = 1.0
            except Exception as error:  # noqa: BLE001 Slack may be away for a while
                _log.warning("no connection to Slack", seconds=pause, exc_info=error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, 30.0)
            await asyncio.sleep(LOOK_EVERY)

    async def _taken(
        self, socket: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None
    ) -> None:
        """Begin to answer an envelope; only so many at a time are read from the connection."""
        if not isinstance(message.get("payload"), dict) or not message.get("envelope_id"):
            return
        await self._places.acquire()
        task = asyncio.create_task(self._answer(socket, message, raw or ""))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._places.release()

    async def _answer(
        self, socket: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str
    ) -> None:
        envelope = str(message["envelope_id"])
        try:
            body = read_object(raw)["payload"] if raw else message["payload"]
            response = await self._switchboard.dispatch(body, f"envelope:{envelope}")
            if response.status == _OK:
                await socket.send_socket_mode_response(
                    SocketModeResponse(envelope_id=envelope, payload=_payload(response))
                )
        except StrictJSONError as error:
            _log.warning("an envelope was not understood", reason=str(error))
        except Exception as error:  # noqa: BLE001 Slack sends again what was not acknowledged
            _log.warning("an envelope was not answered", exc_info=error)


def _payload(response: BoltResponse) -> dict[str, Any] | None:
    if not response.body:
        return None
    found = json.loads(response.body)
    return found if isinstance(found, dict) else None
