"""The web chat as a platform: its routes behind the gate, and nudges to every open page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from adapters.base import Handler
from adapters.web.gate import Gate
from adapters.web.pages import Pages
from adapters.web.room import Demo, Recall, Room
from adapters.web.socket import Socket
from coaching.clock import Clock
from coaching.messages import Card

SOCKET_LIMIT = 4 * 1024 * 1024
"""Bytes of one frame that the server should let through (uvicorn's ``ws_max_size``): far more
than is taken, so that a text that is too long gets a kind answer and not a closed connection."""

CLOCK_EVERY = 20.0


class WebAdapter:
    """The web chat of one person at this machine.

    ``recall`` brings the last exchanges, oldest first; the key of an answer in it is the id of
    its message. ``secret`` makes the session cookie, ``token`` is what the printed link carries
    (empty: nobody can enter anew). ``demo`` is None outside the demo. ``hosts`` are further names,
    without port, under which the page may be asked for.
    """

    name = "web"

    def __init__(
        self,
        handler: Handler,
        recall: Recall,
        secret: bytes,
        clock: Clock,
        demo: Demo | None,
        token: str,
        *,
        hosts: Sequence[str] = (),
    ) -> None:
        self._room = Room(handler, recall, clock, demo)
        self._secret = secret
        self._token = token
        self._hosts = tuple(hosts)

    def routes(self) -> Sequence[BaseRoute]:
        """Return the page, its files and its socket, each behind the gate on its own."""
        pages = self._gated(Pages())
        return [
            Route("/", pages, name="web"),
            Route("/static/{name}", pages, name="web-static"),
            Route("/ws", pages, name="web-not-a-socket"),
            WebSocketRoute("/ws", self._gated(self._talk), name="web-socket"),
        ]

    async def run(self) -> None:
        """Keep the demo's clock right on every page, until cancelled."""
        while True:
            await asyncio.sleep(CLOCK_EVERY)
            self._room.show_time()

    async def send(self, conversation: str, card: Card, key: str) -> None:  # noqa: ARG002 - one conversation
        """Show a nudge on every open page; with none open it waits in the history.

        A key that was sent before shows its card in the same place again, so this never raises.
        """
        self._room.nudge(key, card)

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:  # noqa: ARG002 - always the same
        """Return False: sending again does no harm."""
        return False

    def _gated(self, app: ASGIApp) -> ASGIApp:
        return Gate(app, self._secret, self._token, self._hosts)

    async def _talk(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Socket(WebSocket(scope, receive, send), self._room).serve()
