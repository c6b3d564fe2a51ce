"""The fake Slack itself: a server in a thread of its own, and all that a test asks it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from coaching.clock import MovableClock
from tests.adapters.slack.fake.certificate import Certificate
from tests.adapters.slack.fake.consent import Installer
from tests.adapters.slack.fake.faults import Fault, Script
from tests.adapters.slack.fake.front import Front
from tests.adapters.slack.fake.limits import Limits
from tests.adapters.slack.fake.nouns import App, Call, Channel, Ephemeral, Post, User, View
from tests.adapters.slack.fake.sockets import Sockets
from tests.adapters.slack.fake.world import World

T = TypeVar("T")

PATIENCE = 5.0
BODY_LIMIT = 50 * 1024 * 1024


class FakeSlack:
    """A Slack on 127.0.0.1, as a context manager.

    ``world`` is its state, ``script`` what goes wrong. ``limits`` may be turned off with
    ``Limits(per_second=0)``. With ``tls`` it serves https, by a certificate of its own whose
    authority is the file ``ca``.
    """

    def __init__(
        self,
        *,
        app: App | None = None,
        clock: MovableClock | None = None,
        limits: Limits | None = None,
        tls: bool = False,
    ) -> None:
        """Make one that does not run yet."""
        self.world = World(app or App(), clock)
        self.script = Script()
        self.sockets = Sockets(self.world)
        self.limits = limits or Limits()
        self.front = Front(self.world, self.limits, self.script, self.sockets)
        self.connections = 0
        self._certificate = Certificate() if tls else None
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._ready = threading.Event()
        self._listener = socket.socket()
        self._thread = threading.Thread(target=self._run, name="fake Slack", daemon=True)

    # Running

    def __enter__(self) -> Self:
        """Start, and return once it can be reached."""
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.world.base_url = f"{'https' if self._certificate else 'http'}://127.0.0.1:{port}"
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise TimeoutError("the fake Slack does not start")
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
    def api_url(self) -> str:
        """Return the ``base_url`` for a web client."""
        return f"{self.world.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        """Return where a browser goes to install the app."""
        return f"{self.world.base_url}/oauth/v2/authorize"

    @property
    def ca(self) -> Path:
        """Return the file with the certificate's authority; only with ``tls``."""
        if self._certificate is None:
            raise LookupError("this Slack has no certificate")
        return self._certificate.authority

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the server's loop and wait for it, from another thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def run_async(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the server's loop and wait for it, from another loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    # What happened

    @property
    def calls(self) -> list[Call]:
        """Return every request so far, refused and failed ones among them."""
        with self.world.lock:
            return list(self.front.calls)

    def calls_of(self, *methods: str) -> list[Call]:
        """Return the requests of these methods."""
        return [call for call in self.calls if call.method in methods]

    @property
    def violations(self) -> list[str]:
        """Return what Slack let pass though it should not be done."""
        return list(self.front.violations)

    @property
    def installer(self) -> Installer:
        """Return who sits at the browser when the app is installed; may be changed."""
        return self.front.installer

    def posts_to(self, place: User | Channel | str) -> list[Post]:
        """Return what the app posted into a channel or a person's direct chat and left there."""
        name = place if isinstance(place, str) else place.id
        with self.world.lock:
            rooms = {c.id for c in self.world.channels.values() if name in {c.id, c.user}}
            posts = [post for room in rooms for post in self.world.posts.get(room, {}).values()]
        mine = [post for post in posts if post.bot_id and not post.deleted]
        return sorted(mine, key=lambda post: post.ts)

    def ephemerals_to(self, user: User | str) -> list[Ephemeral]:
        """Return what only that person sees, and was not taken away."""
        name = user if isinstance(user, str) else user.id
        with self.world.lock:
            return [e for e in self.world.ephemerals if e.user == name and not e.deleted]

    def home_of(self, user: User | str) -> View | None:
        """Return somebody's App Home, if the app has published one."""
        return self.world.homes.get(user if isinstance(user, str) else user.id)

    def view_of(self, user: User | str) -> View | None:
        """Return the modal that somebody has on top, if one is open."""
        stack = self.world.modals.get(user if isinstance(user, str) else user.id)
        return stack[-1] if stack else None

    # Waiting, and what goes wrong

    def wait_for(self, test: Callable[[], T], within: float = PATIENCE) -> T:
        """Block this thread until ``test()`` is true; return its value, `TimeoutError` if never."""
        end = time.monotonic() + within
        with self.world.changed:
            while not (found := test()):
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not within {within} s; calls: {self._methods()}")
                self.world.changed.wait(min(left, 0.05))
        return found

    async def until(self, test: Callable[[], T], within: float = PATIENCE) -> T:
        """Wait in this loop until ``test()`` is true; return its value, `TimeoutError` if never."""
        end = time.monotonic() + within
        while not (found := test()):
            if time.monotonic() > end:
                raise TimeoutError(f"not within {within} s; calls: {self._methods()}")
            await asyncio.sleep(0.005)
        return found

    def fail_next(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method go wrong so; ``None`` lets one pass."""
        self.script.fail_next(method, *faults)

    def _methods(self) -> list[str]:
        return [f"{call.method} {call.error}".strip() for call in self.calls[-20:]]

    # The thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = _Counting(self)
        context = self._certificate.context() if self._certificate else None
        listening = await self._loop.create_server(server, sock=self._listener, ssl=context)
        self._ready.set()
        await self._ended.wait()
        listening.close()
        await self.sockets.close()
        await server.shutdown(0.1)
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class _Counting(web.Server):
    def __init__(self, slack: FakeSlack) -> None:
        super().__init__(slack.front, request_factory=self._request, access_log=None)
        self._slack = slack

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        self._slack.connections += 1
        super().connection_made(handler, transport)

    def _request(self, *parts: Any) -> web.BaseRequest:  # noqa: ANN401 - handed through to aiohttp
        message, payload, protocol, writer, task = parts
        return web.BaseRequest(
            message, payload, protocol, writer, task, self._loop, client_max_size=BODY_LIMIT
        )


def trusting(slack: FakeSlack) -> ssl.SSLContext:
    """Return a context for clients that trusts this Slack's certificate."""
    return ssl.create_default_context(cafile=slack.ca)
