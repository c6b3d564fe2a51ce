"""Stands in front of everything that is said to be from Slack: raw bytes in, one checked dict out.

The signature is checked before anything is read into: Slack's own packages parse first, and answer
500 to what an outsider can send. What goes on from here was parsed once, so that nobody behind the
gate can read the same bytes in another way.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

from adapters.refusals import RefusalError, Refusals
from adapters.slack.inbound.strict_form import StrictFormError, read_fields
from adapters.strict_json import StrictJSONError, read_object
from coaching.clock import Clock

MOST_BYTES = 1024 * 1024
"""Bytes of one body: a view, the largest that Slack sends, has 250 kB, or 750 kB percent-encoded."""

WINDOW = 300
"""Seconds that a signature is good for, before and after; Slack's own number."""

NO_RETRY: dict[int, dict[str, str]] = {HTTPStatus.BAD_REQUEST: {"X-Slack-No-Retry": "1"}}
"""Headers: Slack itself signed what is refused so, and the same again would be no better."""

Kind = Literal["event", "interaction", "command", "challenge", "ssl_check"]
Headers = Mapping[bytes, Sequence[bytes]]

_LENGTH = b"content-length"
_TYPE = b"content-type"
_TIMESTAMP = b"x-slack-request-timestamp"
_SIGNATURE = b"x-slack-signature"
_SECONDS = re.compile(rb"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that Slack signed.

    ``body`` is an event's JSON, an interaction's ``payload``, or a form's fields. ``key`` is 64 hex
    digits: the same bytes sent again have the same key.
    """

    body: dict[str, Any]
    key: str
    kind: Kind


class Gate:
    """Lets in what was signed with the app's signing secret within the last five minutes."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        """Check by ``signing_secret``; `ValueError` if it is blank, which anybody could sign with."""
        if not signing_secret.strip():
            raise ValueError("the signing secret of the Slack app is empty")
        self._secret = signing_secret.encode()
        self._clock = clock
        self._refusals = Refusals("slack", clock, NO_RETRY)

    async def admit(self, request: Request) -> Admitted | Response:
        """Return what was said, or the answer to whoever may not say it; never raises.

        405 not a POST, 413 over `MOST_BYTES`, 401 not signed or not lately, 400 signed but not
        well-formed, or broken off.
        """
        try:
            return await self._admitted(request)
        except RefusalError as refusal:
            return self._refusals.answer(refusal)

    async def _admitted(self, request: Request) -> Admitted:
        headers = _picked(request)
        if request.method != "POST":
            endless = not headers[_LENGTH]
            raise RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, "method", hangs_up=endless)
        body = await _received(request, headers)
        key = self._verified(headers, body)
        parsed, kind = _parsed(headers, body)
        return Admitted(parsed, key, kind)

    def _verified(self, headers: Headers, body: bytearray) -> str:
        """Return the key of a request that is signed as it should be."""
        timestamp = _only(headers[_TIMESTAMP])
        if not _SECONDS.fullmatch(timestamp):
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "timestamp")
        if abs(self._clock.now().timestamp() - int(timestamp)) > WINDOW:
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "too old or too new")
        signature = _only(headers[_SIGNATURE])
        proof = hmac.digest(self._secret, b"v0:" + timestamp + b":" + body, "sha256")
        if not hmac.compare_digest(b"v0=" + proof.hex().encode(), signature):
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "signature")
        return hashlib.sha256(signature + timestamp).hexdigest()


def _picked(request: Request) -> Headers:
    """Return the values of the few headers that are looked at; names are lower case by ASGI."""
    found: dict[bytes, list[bytes]] = {_LENGTH: [], _TYPE: [], _TIMESTAMP: [], _SIGNATURE: []}
    for name, value in request.scope["headers"]:
        if name in found:
            found[name].append(value)
    return found


def _only(values: Sequence[bytes]) -> bytes:
    """Return the one value of a header; nothing where it is missing or there is a choice."""
    return values[0] if len(values) == 1 else b""


async def _received(request: Request, headers: Headers) -> bytearray:
    """Return the body; what the length claims is taken for true only where it is too much.

    A body whose end is known is left to the server to pass over, so that its sender gets to see
    the answer; one that may go on for ever is cut off.
    """
    too_large = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if any(_exceeds(length) for length in headers[_LENGTH]):
        raise RefusalError(too_large, "size")
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise RefusalError(HTTPStatus.BAD_REQUEST, "broken off")
        piece = message.get("body", b"")
        if len(body) + len(piece) > MOST_BYTES:
            raise RefusalError(too_large, "size", hangs_up=True)
        body += piece
        if not message.get("more_body", False):
            return body


def _exceeds(length: bytes) -> bool:
    digits = length.lstrip(b"0")
    if not digits.isdigit():
        return False
    return len(digits) > len(str(MOST_BYTES)) or int(digits) > MOST_BYTES


def _parsed(headers: Headers, body: bytearray) -> tuple[dict[str, Any], Kind]:
    media_type = _only(headers[_TYPE]).partition(b";")[0].strip().lower()
    reading = _READERS.get(media_type)
    if reading is None:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "content type")
    try:
        return reading(body.decode())
    except UnicodeDecodeError:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "not UTF-8") from None
    except (StrictJSONError, StrictFormError) as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from None


def _event(text: str) -> tuple[dict[str, Any], Kind]:
    body = read_object(text)
    return body, "challenge" if body.get("type") == "url_verification" else "event"


def _form(text: str) -> tuple[dict[str, Any], Kind]:
    fields = read_fields(text)
    if fields.get("ssl_check") == "1":
        return fields, "ssl_check"
    if "payload" in fields:
        return read_object(fields["payload"]), "interaction"
    if "command" in fields:
        return fields, "command"
    raise RefusalError(HTTPStatus.BAD_REQUEST, "unknown form")


_READERS: dict[bytes, Callable[[str], tuple[dict[str, Any], Kind]]] = {
    b"application/json": _event,
    b"application/x-www-form-urlencoded": _form,
}
