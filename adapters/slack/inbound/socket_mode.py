"""Socket Mode: Slack's payloads over WebSockets that NetLead opens, for where nobody can reach it.

Two connections, so that one can be renewed while the other serves; each payload comes over any one
of them. An envelope is acknowledged with the answer, so after what it asks for was stored; one that
could not be stored is left unacknowledged, and Slack sends it again.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errands.reading import ident
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.socket_line import Line, Socket
from adapters.slack.payloads import words
from adapters.strict_json import StrictJSONError, read_object

_log = structlog.get_logger()

CONNECTIONS = 2
AT_ONCE = 100
"""Envelopes that are being answered at the same time; more are not read from the connections."""
FINISH_WITHIN = 2.5
"""Seconds at the end for the answers under way: as long as one may take."""
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
        self._lines: list[Line] = []
        self._closing = False

    async def run(self) -> None:
        """Serve until cancelled; what has begun by then is answered."""
        # No limit for a whole exchange: a connection is meant to last.
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout()) as session:
            self._lines = [Line(session, self._address, self._heard) for _ in range(CONNECTIONS)]
            keeping = [asyncio.create_task(line.keep_open()) for line in self._lines]
            try:
                await asyncio.wait(keeping)
            finally:
                self._closing = True
                if self._tasks:
                    await asyncio.wait(self._tasks, timeout=FINISH_WITHIN)
                for task in (*keeping, *self._tasks):
                    task.cancel()
                await asyncio.gather(*keeping, *self._tasks, return_exceptions=True)
                for line in self._lines:
                    await line.close()

    def is_connected(self) -> bool:
        """Return whether at least one connection stands."""
        return any(line.is_open for line in self._lines)

    async def _address(self) -> str:
        answer = await self._client.apps_connections_open(app_token=self._app_token)
        url = words(answer.get("url"))
        if not url:
            raise ConnectionError("Slack names no address to connect to")
        return url

    async def _heard(self, socket: Socket, text: str) -> None:
        """Begin to answer an envelope."""
        if self._closing:
            return  # left to whoever is connected next
        try:
            envelope = read_object(text)
        except StrictJSONError as error:
            _log.warning("an envelope was not understood", reason=str(error))
            return
        name = ident(envelope.get("envelope_id"))
        if not name:
            return  # a greeting, say
        await self._places.acquire()
        task = asyncio.create_task(self._answer(socket, name, envelope.get("payload")))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._places.release()

    async def _answer(self, socket: Socket, envelope: str, payload: object) -> None:
        try:
            said: dict[str, Any] | None = None
            if isinstance(payload, dict):
                response = await self._switchboard.dispatch(payload, f"envelope:{envelope}")
                if response.status != _OK:
                    return
                said = _payload(response)
            await self._acknowledge(socket, envelope, said)
        except Exception as error:  # noqa: BLE001 Slack sends again what was not acknowledged
            _log.warning("an envelope was not answered", exc_info=error)

    async def _acknowledge(
        self, socket: Socket, envelope: str, said: dict[str, Any] | None
    ) -> None:
        answer: dict[str, Any] = {"envelope_id": envelope}
        text = json.dumps(answer | {"payload": said} if said else answer)
        others = [line.socket for line in self._lines if line.socket is not None and line.is_open]
        for way in (socket, *(other for other in others if other is not socket)):
            try:
                await way.send_str(text)
            except (ConnectionError, aiohttp.ClientError):
                continue  # that one has ended meanwhile; Slack takes the answer on any
            return
        _log.warning("an envelope was answered and nobody was there to hear it")


def _payload(response: BoltResponse) -> dict[str, Any] | None:
    if not response.body:
        return None
    found = json.loads(response.body)
    return found if isinstance(found, dict) else None
