"""Requests as Slack makes them, and as somebody makes them who only says that it is Slack."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Message

from tests.bad_inputs import generated

PATH = "/slack/events"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
OTHER_SECRET = "the secret of another app"
_STALE = {"stale_360s": -360, "future_360s": 360}

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request; header names in lower case, without ``Host`` and ``Content-Length``."""

    method: str
    path: str
    headers: Headers
    body: bytes

    def changed(self, **headers: str | None) -> Sent:
        """Return the same with headers (``_`` for ``-``) put in place of others; None: without."""
        new = {name.replace("_", "-").encode(): value for name, value in headers.items()}
        kept = tuple(pair for pair in self.headers if pair[0] not in new)
        added = tuple((name, value.encode()) for name, value in new.items() if value is not None)
        return Sent(self.method, self.path, kept + added, self.body)

    def request(self, *pieces: bytes, length: str | None = "") -> Request:
        """Return it as an ASGI server hands it on, the body in ``pieces`` if there are any.

        ``length`` is what the header claims, by default the truth; None is a body sent in chunks.
        """
        headers = list(self.headers)
        if length is not None:
            headers.append((b"content-length", (length or str(len(self.body))).encode()))
        left = list(pieces or [self.body])

        async def receive() -> Message:
            if not left:
                return {"type": "http.disconnect"}
            piece = left.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(left)}

        scope = {
            "type": "http",
            "method": self.method,
            "path": self.path,
            "query_string": b"",
            "headers": headers,
        }
        return Request(scope, receive)

    def wire(self) -> bytes:
        """Return the bytes of HTTP/1.1."""
        start = b"%s %s HTTP/1.1\r\n" % (self.method.encode(), self.path.encode())
        length = (b"content-length", str(len(self.body)).encode())
        lines = [b"%s: %s\r\n" % pair for pair in ((b"host", b"localhost"), *self.headers, length)]
        return start + b"".join(lines) + b"\r\n" + self.body


def signature(body: bytes, timestamp: str, secret: str) -> str:
    """Return what Slack puts into ``X-Slack-Signature``."""
    text = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def signed(body: bytes, now: datetime, secret: str, content_type: str = JSON) -> Sent:
    """Return a request that Slack would send at ``now``."""
    moment = str(int(now.timestamp()))
    return Sent("POST", PATH, ((b"content-type", content_type.encode()),), body).changed(
        x_slack_request_timestamp=moment, x_slack_signature=signature(body, moment, secret)
    )


def an_event(data: object, now: datetime, secret: str) -> Sent:
    """Return ``data`` as the Events API sends it."""
    return signed(json.dumps(data).encode(), now, secret)


def a_command(fields: Mapping[str, str], now: datetime, secret: str) -> Sent:
    """Return ``fields`` as a slash command is sent."""
    return signed(urlencode(fields).encode(), now, secret, FORM)


def an_interaction(payload: object, now: datetime, secret: str) -> Sent:
    """Return ``payload`` as a click, a form or a shortcut is sent."""
    return a_command({"payload": json.dumps(payload)}, now, secret)


def from_case(
    payload: Mapping[str, Any], now: datetime, secret: str, retry: int | None = None
) -> Sent:
    """Return the request that a ``slack.http`` case of the reference inputs describes.

    Of a case that has its request inside, that one; ``retry`` is the number of Slack's retry.
    """
    described = payload.get("request", payload)
    filled = {
        "{now}": str(int(now.timestamp())),
        "{now_with_underscore}": f"{int(now.timestamp()):_}",
    }
    headers = {name.lower(): value for name, value in described["headers"].items()}
    for sign, text in filled.items():
        headers = {name: value.replace(sign, text) for name, value in headers.items()}
    if retry is not None:
        headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"}
    body = _body(described["body"])
    headers |= _signed_as(described["sign"], headers, body, now, secret)
    pairs = tuple((name.encode(), value.encode()) for name, value in headers.items())
    return Sent(described["method"], described["path"], pairs, body)


def _signed_as(
    how: str, headers: Mapping[str, str], body: bytes, now: datetime, secret: str
) -> dict[str, str]:
    """Return the headers that a case's ``sign`` adds."""
    if how == "none":
        return {}
    if how == "good_over_ts_text":
        text = headers["x-slack-request-timestamp"]
        return {"x-slack-signature": signature(body, text, secret)}
    moment = str(int(now.timestamp()) + _STALE.get(how, 0))
    if how not in ("good", "wrong_secret", *_STALE):
        raise ValueError(f"no such way to sign: {how}")
    return {
        "x-slack-request-timestamp": moment,
        "x-slack-signature": signature(
            body, moment, OTHER_SECRET if how == "wrong_secret" else secret
        ),
    }


def _body(value: Any) -> bytes:  # noqa: ANN401 text, or how to make it
    if isinstance(value, dict) and "then" in value:
        value = value | {"then": generated(value["then"])}
    made = generated(value)
    return made if isinstance(made, bytes) else str(made).encode()


def in_pieces(body: bytes, size: int) -> Sequence[bytes]:
    """Return ``body`` cut into pieces of ``size`` bytes."""
    return [body[start : start + size] for start in range(0, len(body), size)]
