"""A process that serves the gate by NetLead's own server; it says its port and answers who came."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.slack.inbound.gate import Gate
from bot import logs
from bot.server import build_site, listen, serve
from coaching.clock import SystemClock
from tests.adapters.slack.knocking import SECRET
from tests.adapters.slack.signing import PATH


async def ready() -> str:
    """Say that nothing is missing."""
    return ""


async def drain() -> None:
    """Leave nothing undone."""


def main() -> None:
    """Serve until SIGTERM."""
    logs.configure()
    gate = Gate(SECRET, SystemClock())

    async def answer(request: Request) -> Response:
        outcome = await gate.admit(request)
        return outcome if isinstance(outcome, Response) else PlainTextResponse(outcome.kind)

    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)  # noqa: T201 the test waits for it
    site = build_site([Route(PATH, answer, methods=["GET", "POST"])], ready)
    asyncio.run(serve(site, listener, (), drain))


if __name__ == "__main__":
    main()
