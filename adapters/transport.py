"""A pool of connections to one service: httpx over aiohttp, answers of a bounded size and time.

Two things that the transport does in between are put right here. It tells of a connection that
broke after the request was written as if none had been made (`httpx.ConnectTimeout`), and it undoes
a part of a path's percent-encoding.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from yarl import URL

from adapters.strict_json import StrictJSONError, read_object

WITHIN = 9.0
"""Seconds for one call, connecting included: less than the outbox waits for a send."""
CONNECT_WITHIN = 4.0
CONNECTIONS = 256
"""Connections at once, mostly all of them to one host."""
MOST_BYTES = 1024 * 1024
"""Bytes of an answer; a page of 500 members of a team has a quarter of that."""
_HEADERS = {
    "accept": "*/*",
    # A body that is not packed can be measured.
    "accept-encoding": "identity",
    "user-agent": "NetLead",
}
_UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. Names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    @property
    def data(self) -> dict[str, Any] | None:
        """Return the JSON object of the body; None if it is anything else."""
        try:
            return read_object(self.body.decode())
        except (StrictJSONError, UnicodeDecodeError):
            return None


class NoAnswerError(Exception):
    """No whole answer came; ``heard``: the other side may have got the request all the same."""

    def __init__(self, reason: str, *, heard: bool) -> None:
        super().__init__(reason)
        self.heard = heard


class Pool:
    """The connections of this process; nothing is followed, kept or repeated by itself."""

    def __init__(self, verify: ssl.SSLContext | None = None, most_bytes: int = MOST_BYTES) -> None:
        """Trust who ``verify`` trusts, else the usual authorities; take no more than ``most_bytes``."""
        self._most_bytes = most_bytes
        self._transport = _Transport(verify or httpx.create_ssl_context())

    def request(
        self,
        method: str,
        url: str,
        *,
        form: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        """Return a request that is not sent yet."""
        return httpx.Request(method, url, headers=_HEADERS, data=form, json=json, params=query)

    async def ask(self, request: httpx.Request, within: float = WITHIN) -> Answer:
        """Send ``request`` and return what comes back; `NoAnswerError` where that fails."""
        connecting = min(CONNECT_WITHIN, within / 2)
        timeout = httpx.Timeout(within, connect=connecting, pool=connecting)
        request.extensions["timeout"] = timeout.as_dict()
        try:
            async with asyncio.timeout(within):
                return await self._read(request)
        except TimeoutError:
            raise NoAnswerError("took too long", heard=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, aiohttp.ClientError, OSError) as error:
            # The cause is aiohttp's own word for it.
            beneath = error.__cause__ or error
            heard = not isinstance(beneath, _UNSENT)
            raise NoAnswerError(type(beneath).__name__, heard=heard) from error

    async def close(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def _read(self, request: httpx.Request) -> Answer:
        # httpx's client adds cookies, redirects and credentials, none of them wanted, and half as
        # much work again.
        response = await self._transport.handle_async_request(request)
        try:
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > self._most_bytes:
                    raise NoAnswerError("answer too large", heard=True)
            return Answer(response.status_code, dict(response.headers.items()), bytes(body))
        finally:
            await response.aclose()


class _Transport(AiohttpTransport):
    """httpx's requests over a session that is made in the loop which first needs it."""

    def __init__(self, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify)
        self._session: aiohttp.ClientSession | None = None

    def get_client(self) -> Any:  # noqa: ANN401 the transport only ever calls its ``request``
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, ssl=self.ssl_context),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return _Verbatim(self._session)

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


class _Verbatim:
    """A session that asks for addresses exactly as they are written."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def request(self, *, url: str, **options: Any) -> Any:  # noqa: ANN401 handed through
        try:
            written = URL(url, encoded=True)
            _ = written.port  # looked at only now: one out of range is an error
        except ValueError:
            raise aiohttp.InvalidURL(url) from None
        return self._session.request(url=written, **options)
