"""Who may come in: this machine's browser with the printed link, and no page of anybody else.

Guards against other web pages that talk to a server on this machine: a foreign ``Origin``
(cross-site requests, cross-site WebSockets) and a foreign ``Host`` (DNS rebinding).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

COOKIE = "netlead_session"
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?")
_CLOSED = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>NetLead: please use your link</title>
<main><h1>Please use your link</h1><p>{reason}</p></main></html>
"""
_NO_SESSION = (
    "This page opens with the link that NetLead printed when it started. "
    "Please open that link. If you just did, reload this page."
)
_WRONG_NAME = (
    "NetLead answers only under its own local address. "
    "Please open the link that it printed when it started."
)
_WRONG_ORIGIN = "Another page asked for this, so NetLead did not answer. Nothing was changed."


def refuse_public(host: str) -> None:
    """Raise `ValueError`, with one line for the operator, unless ``host`` is this machine only."""
    name = host.strip().lower()
    try:
        local = ip_address(name.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        local = name == "localhost"
    if not local:
        reason = (
            f"the web chat has no password and listens on this machine only: "
            f"set its host to 127.0.0.1, not {host!r}"
        )
        raise ValueError(reason)


class Gate:
    """ASGI middleware around one app: lets only this machine's own browser through.

    Checks, for HTTP and WebSocket alike: the ``Host`` is a local name or one of ``hosts`` (names
    without port); the ``Origin``, which a WebSocket must have, is that same host; the session
    cookie is right. ``GET /?token=…`` with the launch token sets the cookie, whose value follows
    from ``secret`` alone and so outlives a restart. Everything else is a 403.
    """

    def __init__(self, app: ASGIApp, secret: bytes, token: str, hosts: Sequence[str] = ()) -> None:
        self._app = app
        self._token = token.encode()
        self._session = hmac.new(secret, b"web session", hashlib.sha256).hexdigest()
        self._names = LOCAL_NAMES | {name.lower() for name in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a refusal, the cookie, or what the app says."""
        refusal = self._refusal(scope)
        if refusal and scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)  # before accept: an HTTP 403
        else:
            await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._right_host(headers):
            return _closed(_WRONG_NAME)
        if not _right_origin(headers, needed=scope["type"] == "websocket"):
            return _closed(_WRONG_ORIGIN)
        known = self._has_session(scope)
        if self._asks_to_enter(scope) and (known or self._has_token(scope)):
            return self._welcome(scope)
        return None if known else _closed(_NO_SESSION)

    def _right_host(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        found = _AUTHORITY.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        return found is not None and found[1] in self._names

    def _has_session(self, scope: Scope) -> bool:
        shown = HTTPConnection(scope).cookies.get(COOKIE, "")
        return hmac.compare_digest(shown.encode(), self._session.encode())

    def _asks_to_enter(self, scope: Scope) -> bool:
        here = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"
        return here and b"token=" in scope["query_string"]

    def _has_token(self, scope: Scope) -> bool:
        shown = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])
        return bool(self._token) and hmac.compare_digest(shown[0].encode(), self._token)

    def _welcome(self, scope: Scope) -> Response:
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE,
            self._session,
            path="/",
            httponly=True,
            samesite="strict",
            secure=scope["scheme"] == "https",
        )
        return response


def _right_origin(headers: Headers, *, needed: bool) -> bool:
    origins = headers.getlist("origin")
    if not origins:
        return not needed
    host = headers["host"].lower()
    own = {f"http://{host}", f"https://{host}"}
    return len(origins) == 1 and origins[0].lower() in own


def _closed(reason: str) -> Response:
    return HTMLResponse(_CLOSED.format(reason=reason), status_code=403)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
