"""The one HTTP server: the platforms' routes, two addresses for health, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

from adapters.base import Adapter

_log = structlog.get_logger()

CLOSE_WITHIN = 2
"""Seconds that open connections get to end by themselves."""
_FRAME_LIMIT = 4 * 1024 * 1024
_SLOWEST_RESTART = 60.0

Ready = Callable[[], Awaitable[str]]
"""Says in words why NetLead is not ready; empty when it is."""


class PortError(Exception):
    """The server cannot listen where it should; its text is for the operator."""


def build_site(routes: Sequence[BaseRoute], ready: Ready) -> Starlette:
    """Return the site: ``/livez`` (the process answers), ``/readyz`` (it can work), ``routes``."""

    async def livez(_: Request) -> PlainTextResponse:
        return PlainTextResponse("alive\n")

    async def readyz(_: Request) -> PlainTextResponse:
        words = await ready()
        return PlainTextResponse(f"{words or 'ready'}\n", 503 if words else 200)

    return Starlette(routes=[Route("/livez", livez), Route("/readyz", readyz), *routes])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any free one. `PortError` in one line."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=512)
    except OSError as error:
        reason = (
            f"NetLead cannot listen on {host}, port {port} ({_words(error)}). "
            "Is it running already? Stop that, or set NETLEAD_PORT to another port or to 0."
        )
        raise PortError(reason) from error


def _words(error: OSError) -> str:
    # The socket module adds the address to the system's words; it stands in the line already.
    if error.errno is None or isinstance(error, socket.gaierror):
        return str(error.strerror or error)
    return os.strerror(error.errno)


def address_of(listener: socket.socket) -> str:
    """Return the listener's address as it stands in a link, ``127.0.0.1:8080``."""
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Server(uvicorn.Server):
    """Uvicorn, with signals left to `serve`: its own way ends the process by the signal."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


async def serve(
    site: Starlette,
    listener: socket.socket,
    adapters: Sequence[Adapter],
    drain: Callable[[], Awaitable[None]],
) -> None:
    """Serve ``site`` and run ``adapters`` until SIGTERM or SIGINT; then ``drain`` and close.

    Requests are answered while it drains, so that a health check can see it.
    """
    config = uvicorn.Config(
        site,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_max_size=_FRAME_LIMIT,
        timeout_graceful_shutdown=CLOSE_WITHIN,
    )
    server = Server(config)
    stop = asyncio.Event()
    with _stopping(stop):
        serving = asyncio.create_task(server.serve([listener]))
        running = [asyncio.create_task(_keep_running(adapter)) for adapter in adapters]
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        await drain()
        server.should_exit = True
        for task in (*running, stopped):
            task.cancel()
        await asyncio.gather(*running, stopped, return_exceptions=True)
        await serving


@contextlib.contextmanager
def _stopping(stop: asyncio.Event) -> Iterator[None]:
    """Have SIGTERM and SIGINT set ``stop``; a second one changes nothing."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def _keep_running(adapter: Adapter) -> None:
    """Run an adapter; start it anew after an error, ever more slowly."""
    pause = 1.0
    while True:
        try:
            return await adapter.run()
        except Exception as error:  # noqa: BLE001 one platform's trouble is not the others'
            _log.error("a platform stopped", adapter=adapter.name, seconds=pause, exc_info=error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _SLOWEST_RESTART)
