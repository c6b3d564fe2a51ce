"""The fake cloud itself: a server in a thread of its own, and all that a test asks it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from adapters.teams.config import TeamsConfig
from tests.adapters.slack.fake.certificate import Certificate
from tests.adapters.teams.fake.faults import Fault, Script
from tests.adapters.teams.fake.front import SERVICE, Front, Page
from tests.adapters.teams.fake.limits import Limits
from tests.adapters.teams.fake.nouns import App, Call, Conversation, Person, Post
from tests.adapters.teams.fake.world import World

T = TypeVar("T")

PATIENCE = 5.0
BODY_LIMIT = 1024 * 1024


class FakeCloud:
    """A Microsoft on 127.0.0.1, as a context manager.

    ``world`` is its state, ``script`` what goes wrong, ``pages`` take whatever else is to be served
    there. ``limits`` may be turned off with ``Limits(on=False)``. With ``tls`` it serves https, by a
    certificate of its own (`trusting`).
    """

    def __init__(
        self, *, app: App | None = None, limits: Limits | None = None, tls: bool = False
    ) -> None:
        """Make one that does not run yet."""
        self.world = World(app or App())
        self.script = Script()
        self.limits = limits or Limits()
        self._front = Front(self.world, self.limits, self.script)
        self.connections = 0
        self._certificate = Certificate() if tls else None
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._ready = threading.Event()
        self._listener = socket.socket()
        self._thread = threading.Thread(target=self._run, name="fake Microsoft", daemon=True)

    # Running

    def __enter__(self) -> Self:
        """Start, and return once it can be reached."""
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.world.base_url = f"{'https' if self._certificate else 'http'}://127.0.0.1:{port}"
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise TimeoutError("the fake Microsoft does not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, with every connection."""
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(PATIENCE)
        if self._certificate:
            self._certificate.remove()

    @property
    def service_url(self) -> str:
        """Return where its connector is."""
        return f"{self.world.base_url}{SERVICE}/"

    @property
    def pages(self) -> dict[str, Page]:
        """Return what else is served, by path."""
        return self._front.pages

    def config(self, **changes: Any) -> TeamsConfig:  # noqa: ANN401 any setting
        """Return the settings of the app that lives here."""
        app = self.world.app
        settings: dict[str, Any] = {
            "app_id": app.id,
            "app_password": app.password,
            "app_tenant": app.tenant,
            "login_url": self.world.base_url,
            "dev": True,
            "listens_on": "127.0.0.1",
        }
        return TeamsConfig(**(settings | changes))

    def trusting(self) -> ssl.SSLContext:
        """Return a context for clients that trusts this cloud's certificate; only with ``tls``."""
        if self._certificate is None:
            raise LookupError("this cloud has no certificate")
        return ssl.create_default_context(cafile=self._certificate.authority)

    # What happened

    def calls(self, *names: str) -> list[Call]:
        """Return every request so far of these kinds, or all: refused and failed ones among them."""
        with self.world.lock:
            return [c for c in self._front.record.calls if not names or c.name in names]

    @property
    def logins(self) -> int:
        """Return how often a token was asked for."""
        return len(self.calls("login"))

    @property
    def violations(self) -> list[str]:
        """Return what Teams let pass though it should not be done."""
        return list(self._front.record.violations)

    def posts_to(self, place: Person | Conversation) -> list[Post]:
        """Return what the bot posted to somebody, or into a room, and left there."""
        with self.world.lock:
            mine = [post for post in self.world.posts.values() if not post.deleted]
        if isinstance(place, Person):
            chats = (post.conversation for post in mine)
            direct = {id(c) for c in chats if c.scope == "personal" and c.members == [place]}
            return [post for post in mine if id(post.conversation) in direct]
        return [post for post in mine if post.conversation is place]

    # Waiting, and what goes wrong

    def wait_for(self, test: Callable[[], T], within: float = PATIENCE) -> T:
        """Block this thread until ``test()`` is true; return its value, `TimeoutError` if never."""
        end = time.monotonic() + within
        with self.world.changed:
            while not (found := test()):
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not within {within} s; calls: {self._last()}")
                self.world.changed.wait(min(left, 0.05))
        return found

    async def until(self, test: Callable[[], T], within: float = PATIENCE) -> T:
        """Wait in this loop until ``test()`` is true; return its value, `TimeoutError` if never."""
        end = time.monotonic() + within
        while not (found := test()):
            if time.monotonic() > end:
                raise TimeoutError(f"not within {within} s; calls: {self._last()}")
            await asyncio.sleep(0.005)
        return found

    def fail_next(self, name: str, *faults: Fault | None) -> None:
        """Let the next calls of a kind go wrong so; ``None`` lets one pass."""
        self.script.fail_next(name, *faults)

    def _last(self) -> list[str]:
        return [f"{call.name} {call.status} {call.code}".strip() for call in self.calls()[-20:]]

    # The thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = _Counting(self, self._front)
        context = None
        if self._certificate:
            context = self._certificate.context()
        listening = await self._loop.create_server(server, sock=self._listener, ssl=context)
        self._ready.set()
        await self._ended.wait()
        listening.close()
        await server.shutdown(0.1)
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class _Counting(web.Server):
    def __init__(self, cloud: FakeCloud, front: Front) -> None:
        super().__init__(front, request_factory=self._request, access_log=None)
        self._cloud = cloud

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        self._cloud.connections += 1
        super().connection_made(handler, transport)

    def _request(self, *parts: Any) -> web.BaseRequest:  # noqa: ANN401 - handed through to aiohttp
        message, payload, protocol, writer, task = parts
        return web.BaseRequest(
            message, payload, protocol, writer, task, self._loop, client_max_size=BODY_LIMIT
        )
