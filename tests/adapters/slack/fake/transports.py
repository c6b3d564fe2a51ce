"""The two ways on which Slack reaches an app: signed HTTP requests, or an open socket."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import httpx

from tests.adapters.slack.fake.nouns import Ephemeral, Json, Post
from tests.adapters.slack.fake.server import FakeSlack
from tests.adapters.slack.fake.signing import Sign, signed

Kind = Literal["events_api", "interactive", "slash_commands"]


@dataclass
class AppAnswer:
    """What the app said to one delivery.

    ``status`` is 0 where no answer came; ``reason`` is then Slack's word for it, as it is for a
    status that is not 200. ``problems`` is what Slack would not take about the answer. ``shown``
    is the message that it put before the person, ``errors`` what it said beside a form's fields.
    """

    status: int = 0
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    reason: str = ""
    problems: list[str] = field(default_factory=list)
    shown: Post | Ephemeral | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Return whether Slack takes the delivery for done."""
        return not self.reason

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the answer's JSON, None if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Transport(Protocol):
    """A way to bring something to the app, once."""

    async def deliver(
        self, kind: Kind, payload: Json, attempt: int = 0, reason: str = ""
    ) -> AppAnswer:
        """Bring one payload; never raises for what the app does."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class HttpTransport:
    """Requests to one address, each signed, each given up after ``patience`` seconds."""

    def __init__(self, slack: FakeSlack, url: str, secret: str, patience: float) -> None:
        """Reach the app at ``url``."""
        self._slack = slack
        self._url = url
        self._secret = secret
        self._client = httpx.AsyncClient(
            timeout=patience,
            trust_env=False,
            limits=httpx.Limits(max_connections=None),
            # The app is on this machine; loading the world's authorities takes a tenth of a second.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )

    async def deliver(
        self, kind: Kind, payload: Json, attempt: int = 0, reason: str = ""
    ) -> AppAnswer:
        """Post one payload as Slack does: events as JSON, the rest as forms."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if kind == "events_api":
            headers["Content-Type"] = "application/json"
            body = json.dumps(payload).encode()
        elif kind == "interactive":
            body = urlencode({"payload": json.dumps(payload)}).encode()
        else:
            body = urlencode(payload).encode()
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        return await self.raw(body, headers)

    async def raw(
        self,
        body: bytes,
        headers: Mapping[str, str],
        sign: Sign = "good",
        method: str = "POST",
        path: str = "",
    ) -> AppAnswer:
        """Send any bytes with any headers; those given stand above those that sign."""
        stamp = headers.get("X-Slack-Request-Timestamp", "")
        now = self._slack.world.now()
        every = signed(self._secret, body, now, sign, stamp) | dict(headers)
        every = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"} | every
        url = httpx.URL(self._url).join(path) if path else self._url
        began = time.perf_counter()
        try:
            got = await self._client.request(
                method,
                url,
                content=body,
                headers=[(name.encode(), value.encode()) for name, value in every.items()],
            )
        except httpx.TimeoutException:
            return AppAnswer(seconds=time.perf_counter() - began, reason="http_timeout")
        except httpx.TransportError:
            return AppAnswer(seconds=time.perf_counter() - began, reason="connection_failed")
        seconds = time.perf_counter() - began
        reason = "" if got.status_code == 200 else "http_error"
        return AppAnswer(got.status_code, got.content, got.headers, seconds, reason)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


class SocketTransport:
    """Envelopes over Socket Mode, each to any one of the app's open connections."""

    def __init__(self, slack: FakeSlack, patience: float) -> None:
        """Reach whoever is connected to ``slack``."""
        self._slack = slack
        self._patience = patience

    async def deliver(
        self, kind: Kind, payload: Json, attempt: int = 0, reason: str = ""
    ) -> AppAnswer:
        """Send one envelope and wait for its acknowledgement."""
        began = time.perf_counter()
        sending = self._slack.sockets.deliver(
            kind, payload, attempt=attempt, reason=reason, patience=self._patience
        )
        answer, why = await self._slack.run_async(sending)
        seconds = time.perf_counter() - began
        if answer is None:
            return AppAnswer(seconds=seconds, reason=why)
        body = json.dumps(answer).encode() if answer else b""
        return AppAnswer(200, body, seconds=seconds)

    async def close(self) -> None:
        """Leave the connections to the app."""
