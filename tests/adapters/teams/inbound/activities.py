"""Activities as Teams delivers them, and requests that carry them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.types import Message

from tests.adapters.teams.fake.issued import APP_ID, SERVICE_URL, token

NOW = datetime(2026, 11, 23, 15, 30, 0, 250_000, tzinfo=UTC)
TENANT = "1111aaaa-22bb-33cc-44dd-5555eeeeffff"
PATH = "/api/messages"
JSON = "application/json; charset=utf-8"
BOT = {"id": f"28:{APP_ID}", "name": "NetLead"}
ADA = {
    "id": "29:1ada",
    "name": "Ada Lovelace",
    "aadObjectId": "aaaaaaaa-0000-0000-0000-000000000001",
}

Headers = tuple[tuple[bytes, bytes], ...]


def activity(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 any JSON
    """Return a message in a direct chat with parts changed; None is kept as null."""
    good = {
        "type": "message",
        "id": "1700753400000",
        "timestamp": "2026-11-23T15:30:00.1234567Z",
        "localTimestamp": "2026-11-23T15:30:00.1234567+00:00",
        "localTimezone": "Europe/London",
        "channelId": "msteams",
        "serviceUrl": SERVICE_URL,
        "from": ADA,
        "conversation": {
            "conversationType": "personal",
            "tenantId": TENANT,
            "id": "a:1chat-of-ada",
        },
        "recipient": BOT,
        "textFormat": "plain",
        "text": "met Bo Li yesterday",
        "entities": [
            {
                "type": "clientInfo",
                "locale": "en-GB",
                "country": "GB",
                "platform": "Windows",
                "timezone": "Europe/London",
            }
        ],
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
    }
    return good | changes


def invoke(name: str, value: object, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 any JSON
    """Return something that wants an answer."""
    return activity(type="invoke", id="f:1", name=name, value=value, text=None, **changes)


def mention(name: str, who: str, text: str = "") -> dict[str, Any]:
    """Return the note about somebody who was picked in a text."""
    return {
        "type": "mention",
        "mentioned": {"id": who, "name": name},
        "text": text or f"<at>{name}</at>",
    }


@dataclass(frozen=True, slots=True)
class Sent:
    """One request; header names in lower case, without ``Content-Length``."""

    body: bytes
    headers: Headers = ()
    method: str = "POST"
    peer: str = "203.0.113.9"

    def changed(self, **headers: str | None) -> Sent:
        """Return the same with headers (``_`` for ``-``) put in place of others; None: without."""
        new = {name.replace("_", "-").encode(): value for name, value in headers.items()}
        kept = tuple(pair for pair in self.headers if pair[0] not in new)
        added = tuple((name, value.encode()) for name, value in new.items() if value is not None)
        return replace(self, headers=kept + added)

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
            "path": PATH,
            "query_string": b"",
            "headers": headers,
            "client": (self.peer, 50_000),
            "server": ("127.0.0.1", 8080),
        }
        return Request(scope, receive)


def delivered(data: Mapping[str, Any] | bytes, bearer: str | None = "", **changes: Any) -> Sent:  # noqa: ANN401 any JSON
    """Return ``data`` as the Bot Framework posts it at `NOW`.

    ``bearer`` is the token, by default a good one but for the claims in ``changes``; None: none.
    """
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    sent = Sent(body, ((b"host", b"netlead.example"), (b"content-type", JSON.encode())))
    if bearer is None:
        return sent
    return sent.changed(authorization=f"Bearer {bearer or token(NOW, **changes)}")
