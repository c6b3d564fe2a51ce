"""NetLead's end of Socket Mode and Slack's, with a switchboard that answers when it is let."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, cast

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.socket_mode import SocketMode
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.sockets import Link

Answer = tuple[dict[str, Any] | None, str]


class Board:
    """Takes payloads and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, Any], str]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.answer = BoltResponse(status=200, body="")
        self.error: Exception | None = None
        self.now = self.most = 0

    async def dispatch(self, body: dict[str, Any], key: str) -> BoltResponse:
        self.asked.append((body, key))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await self.go.wait()
        finally:
            self.now -= 1
        if self.error:
            raise self.error
        return self.answer


class Line:
    """NetLead's end and Slack's."""

    def __init__(self, slack: FakeSlack, board: Board, mode: SocketMode) -> None:
        self.slack, self.board, self.mode = slack, board, mode
        self.running = asyncio.create_task(mode.run())

    def links(self) -> list[Link]:
        return list(self.slack.sockets.links)

    async def both(self, within: float = 10.0) -> list[Link]:
        return await self.slack.until(
            lambda: self.links() if len(self.links()) >= 2 else [], within
        )

    async def deliver(
        self, what: str = "x", kind: str = "events_api", patience: float = 3
    ) -> Answer:
        sending = self.slack.sockets.deliver(kind, {"what": what}, patience=patience)
        return await self.slack.run_async(sending)

    async def say(self, text: str, link: Link | None = None) -> None:
        """Send any frame over one of the connections."""
        await self.slack.run_async((link or self.links()[0]).socket.send_str(text))

    async def end(self) -> None:
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running


@asynccontextmanager
async def connecting(slack: FakeSlack) -> AsyncIterator[Line]:
    board = Board()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=slack.api_url, session=session, retry_handlers=[])
        mode = SocketMode(slack.world.app.app_token, client, cast("Switchboard", board))
        line = Line(slack, board, mode)
        try:
            yield line
        finally:
            board.go.set()
            await line.end()
