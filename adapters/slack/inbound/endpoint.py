"""The one address that Slack calls by HTTP: through the gate, to Bolt, and back."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from slack_bolt.response import BoltResponse
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from adapters.slack.inbound.gate import Gate
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.patience import Patience

_log = structlog.get_logger()

PATH = "/slack/events"
WHOLE_WITHIN = 10.0
"""Seconds for a request to have come whole; nobody is let in before, so anybody could send slowly."""
_OK, _SERVER_ERROR, _TOO_SLOW = 200, 500, 408


class Endpoint:
    """An ASGI app for `PATH`."""

    def __init__(self, gate: Gate, switchboard: Callable[[], Switchboard]) -> None:
        self._gate = gate
        self._switchboard = switchboard
        self._patience = Patience(WHOLE_WITHIN)
        self._taken = Response()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            with self._patience:
                admitted = await self._gate.admit(request)
        except TimeoutError:
            return Response(status_code=_TOO_SLOW, headers={"Connection": "close"})
        if isinstance(admitted, Response):
            return admitted
        if admitted.kind == "challenge":
            return PlainTextResponse(str(admitted.body.get("challenge", ""))[:1000])
        if admitted.kind == "ssl_check":
            return Response()
        try:
            answer = await self._switchboard().dispatch(admitted.body, admitted.key)
            # Nearly every answer is this one, so it is made once.
            return self._taken if answer.status == _OK and not answer.body else as_http(answer)
        except Exception as error:  # noqa: BLE001 an event then comes again, a person sees that it failed
            _log.error("a request of Slack's could not be answered", exc_info=error)
            return Response(status_code=503)


def as_http(response: BoltResponse) -> Response:
    """Return Bolt's answer as the server's; what went wrong inside is 503, to be tried again."""
    status = 503 if response.status == _SERVER_ERROR else response.status
    media_type = "application/json" if response.body.startswith("{") else None
    return Response(response.body, status, media_type=media_type)
