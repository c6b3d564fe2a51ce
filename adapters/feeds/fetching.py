"""Fetches pages from the open Internet, and from nowhere else.

Each address, that of every redirect too, is looked up once, checked whole, and connected to as it was
checked (`ssrfguard`); see the threat model's rows on server-side request forgery.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from http import HTTPStatus
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import httpx
from ssrfguard import BlockedAddressError, BlockedURLError, Policy, Resolver, TooManyRedirectsError
from ssrfguard.httpx import AsyncClient

from adapters.feeds.pages import FeedError, Fetched, Trouble

OPEN_INTERNET = Policy(max_redirects=3, max_url_length=2000)
"""Only http and https on their own ports, public addresses, no names or passwords in the address."""
MOST = 1_048_576
"""Bytes that are read of a page, unpacked."""
WITHIN = 10.0
"""Seconds for all of it: looking up, redirects, a body that drips."""
HEADERS = {
    "User-Agent": "NetLead (reads a feed that a person subscribed to)",
    "Accept": "application/atom+xml, application/rss+xml, application/xml, text/html;q=0.9, */*;q=0.5",
    # What can be unpacked with a limit.
    "Accept-Encoding": "gzip",
}
_GZIP = zlib.MAX_WBITS | 16
_LONGEST_MARK = 256
_STATUS: dict[int, Trouble] = {
    HTTPStatus.UNAUTHORIZED: "closed",
    HTTPStatus.FORBIDDEN: "closed",
    HTTPStatus.NOT_FOUND: "gone",
    HTTPStatus.GONE: "gone",
}


class Fetcher:
    """Fetches one page at a time from each host."""

    def __init__(
        self,
        policy: Policy = OPEN_INTERNET,
        resolver: Resolver | None = None,
        within: float = WITHIN,
        authorities: ssl.SSLContext | None = None,
    ) -> None:
        """Go by ``policy``.

        ``resolver`` stands in for the system's lookup of names in tests, ``authorities`` for those
        whose certificates the world trusts.
        """
        self._policy = policy
        self._within = within
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._client = AsyncClient(
            policy=policy,
            resolver=resolver,
            # No proxy, no certificates and no passwords of the machine's own.
            trust_env=False,
            follow_redirects=True,
            timeout=within,
            headers=HEADERS,
            verify=authorities or True,
        )

    async def fetch(
        self, url: str, *, etag: str = "", modified: str = "", most: int = MOST, ends: bool = True
    ) -> Fetched | None:
        """Return the page at ``url``; None if it is as it was when it had ``etag``, ``modified``.

        Of a longer page the first ``most`` bytes. One that does not say how long it is has to end
        within them, unless with ``ends`` False the beginning is all that is wanted. `FeedError`.
        """
        self._check(url)
        marks = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in marks.items() if value}
        alone = self._hosts.setdefault(urlsplit(url).netloc.lower(), asyncio.Lock())
        async with alone:
            return await self._fetch(url, headers, most, ends=ends)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    def _check(self, url: str) -> None:
        try:
            self._policy.check_url(url)
        except (BlockedURLError, BlockedAddressError) as error:
            raise FeedError("address") from error

    async def _fetch(
        self, url: str, headers: dict[str, str], most: int, *, ends: bool
    ) -> Fetched | None:
        try:
            async with (
                asyncio.timeout(self._within),
                self._client.stream("GET", url, headers=headers) as answer,
            ):
                return await _read(answer, most, ends=ends)
        except (BlockedURLError, BlockedAddressError, httpx.InvalidURL, UnicodeError) as error:
            raise FeedError("address") from error
        except (TimeoutError, httpx.TimeoutException) as error:
            raise FeedError("slow") from error
        except (httpx.HTTPError, TooManyRedirectsError) as error:
            raise FeedError("unreachable") from error
        except zlib.error as error:
            raise FeedError("unreadable") from error
        finally:
            # Nobody is to recognise a reader by what an earlier page left with her.
            self._client.cookies.clear()


async def _read(answer: httpx.Response, most: int, *, ends: bool) -> Fetched | None:
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        return None
    if answer.status_code != HTTPStatus.OK:
        raise FeedError(_STATUS.get(answer.status_code, "unreachable"))
    body, cut = await _beginning(answer, most)
    if cut and ends and "content-length" not in answer.headers:
        raise FeedError("long")
    return Fetched(
        body=body,
        cut=cut,
        url=str(answer.url),
        kind=answer.headers.get("content-type", ""),
        etag=_mark(answer, "etag"),
        modified=_mark(answer, "last-modified"),
    )


def _mark(answer: httpx.Response, name: str) -> str:
    mark: str = answer.headers.get(name, "")
    # What cannot be sent back as it came is not kept.
    return mark if len(mark) <= _LONGEST_MARK and mark.isascii() and mark.isprintable() else ""


async def _beginning(answer: httpx.Response, most: int) -> tuple[bytes, bool]:
    """Return up to ``most`` bytes of the body, unpacked, and whether there were more."""
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "", "gzip", "x-gzip"):
        raise FeedError("unreadable")
    unpack = zlib.decompressobj(_GZIP) if packed.endswith("gzip") else None
    body = bytearray()
    async for chunk in answer.aiter_raw():
        # One byte more than is wanted tells that there are more.
        room = most + 1 - len(body)
        body += unpack.decompress(chunk, room) if unpack else chunk[:room]
        if len(body) > most:
            return bytes(body[:most]), True
        if unpack and unpack.eof:
            break
    return bytes(body), False
