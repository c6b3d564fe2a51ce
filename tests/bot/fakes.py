"""Stand-ins for what lies outside: a platform over real HTTP, and adapters that reach it."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import quote, unquote

from starlette.routing import BaseRoute

from adapters.base import DeliveryError
from coaching.messages import Card

Fault = Literal["before", "after", "busy", "gone"]
"""What goes wrong with a send: the connection ends before or after the card was accepted, the
platform says 429, or it says that the conversation is closed (410)."""


class Sink:
    """A platform: accepts cards by HTTP, remembers their keys, and fails as it is told to.

    ``faults`` are used up by the sends that come; ``None`` lets one pass.
    """

    def __init__(self) -> None:
        """Listen on any free port of this machine."""
        self.accepted: list[str] = []
        self.faults: list[Fault | None] = []
        self.lock = threading.Lock()
        sink = self

        class Requests(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self) -> None:
                sink.take(self)

            def do_GET(self) -> None:
                sink.tell(self)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.accepted)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, request: BaseHTTPRequestHandler) -> None:
        key = unquote(request.path.removeprefix("/"))
        request.rfile.read(int(request.headers["content-length"]))
        with self.lock:
            fault = self.faults.pop(0) if self.faults else None
            if fault in (None, "after"):
                self.accepted.append(key)
        if fault in ("before", "after"):
            request.close_connection = True
            return
        request.send_response({None: 200, "busy": 429, "gone": 410}[fault])
        request.end_headers()

    def tell(self, request: BaseHTTPRequestHandler) -> None:
        key = unquote(request.path.removeprefix("/"))
        with self.lock:
            request.send_response(200 if key in self.accepted else 404)
        request.end_headers()


class SinkAdapter:
    """An adapter that sends to a `Sink`; ``looks`` says whether the platform can be asked later."""

    name = "web"

    def __init__(
        self, port: int, *, looks: bool, accepted: Callable[[], None] = lambda: None
    ) -> None:
        """Reach the sink at ``port``; ``accepted`` is called before its answer is read."""
        self._port = port
        self._looks = looks
        self._accepted = accepted
        self.looked_up: list[str] = []

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, conversation: str, card: Card, key: str) -> None:
        assert conversation.startswith("web:")
        status = await self._request("POST", key, card.title.encode())
        if status == 429:
            raise DeliveryError("busy", verdict="retry", retry_after=30)
        if status == 410:
            raise DeliveryError("gone", verdict="stop")
        if status != 200:
            raise DeliveryError("no answer", verdict="unsure")

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        assert conversation.startswith("web:")
        assert since.tzinfo
        self.looked_up.append(key)
        return await self._request("GET", key, b"") == 200 if self._looks else None

    async def _request(self, method: str, key: str, body: bytes) -> int:
        """Return the status; 0 when the connection ended without one."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            head = f"{method} /{quote(key)} HTTP/1.0\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
            line = await reader.readline()
            self._accepted()
            return int(line.split()[1]) if line else 0
        except ConnectionError:
            return 0
        finally:
            writer.close()


class ScriptedAdapter:
    """An adapter in memory that does what ``script`` says for a send, keys kept in ``sent``."""

    name = "web"

    def __init__(self, script: Callable[[str, str], object] = lambda _, __: None) -> None:
        """Raise what ``script(conversation, key)`` returns if it is an exception."""
        self._script = script
        self.sent: list[tuple[str, str]] = []
        self.cards: list[Card] = []
        self.arrived: bool | None = None

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        outcome = self._script(conversation, key)
        if isinstance(outcome, asyncio.Event):
            await outcome.wait()
        if isinstance(outcome, Exception):
            raise outcome
        await asyncio.sleep(0)
        self.cards.append(card)
        self.sent.append((conversation, key))
        return None

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        assert conversation
        assert key
        assert since.tzinfo
        return self.arrived


@contextmanager
def a_sink(*faults: Fault | None) -> Iterator[Sink]:
    """Yield a listening sink with ``faults`` for its first sends."""
    sink = Sink()
    sink.faults = list(faults)
    sink.start()
    try:
        yield sink
    finally:
        sink.stop()


async def until(check: Callable[[], bool]) -> None:
    """Wait until ``check`` says yes; `TimeoutError` after some seconds."""
    for _ in range(5000):
        if check():
            return
        await asyncio.sleep(0.002)
    raise TimeoutError
