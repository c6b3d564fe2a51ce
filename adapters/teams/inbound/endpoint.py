"""The one address that Teams calls: through the gate, to botbuilder, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from adapters.base import BusyError
from adapters.teams.inbound.gate import Admitted, Gate
from adapters.teams.turns import InvokeResponse

PATH = "/api/messages"
ANSWER_WITHIN = 8.0
"""Seconds; Teams gives about 15, then shows an error or brings the activity again."""

_log = structlog.get_logger()

Dispatch = Callable[[Admitted], Awaitable[InvokeResponse | None]]


class Endpoint:
    """An ASGI app for `PATH`."""

    def __init__(self, gate: Gate, dispatch: Dispatch, within: float = ANSWER_WITHIN) -> None:
        """Answer after ``within`` seconds, whether or not ``dispatch`` is done by then."""
        self._gate = gate
        self._dispatch = dispatch
        self._within = within
        self._tasks: set[asyncio.Task[Response]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def drain(self, within: float) -> None:
        """Wait for what is still being done, some seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def _answer(self, request: Request) -> Response:
        admitted = await self._gate.admit(request)
        if isinstance(admitted, Response):
            return admitted
        task = asyncio.create_task(self._done(admitted))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.wait({task}, timeout=self._within)
        if task.done():
            return task.result()
        # What was said is in hands and goes on. The answer to a press would have to be in here.
        _log.warning("an answer to Teams is late", platform="teams", seconds=self._within)
        return Response(status_code=503 if admitted.activity["type"] == "invoke" else 200)

    async def _done(self, admitted: Admitted) -> Response:
        """Return the answer; never raises."""
        try:
            return as_http(await self._dispatch(admitted))
        except BusyError:
            return Response(status_code=503)
        except Exception as error:  # noqa: BLE001 a message then comes again, a person sees that it failed
            _log.error("an activity could not be answered", platform="teams", exc_info=error)
            return Response(status_code=503)


def as_http(answer: InvokeResponse | None) -> Response:
    """Return what was answered as HTTP; nothing to say is said by an empty 200."""
    if answer is None or answer.body is None:
        return Response(status_code=answer.status if answer else 200)
    return JSONResponse(dict(answer.body), answer.status)
