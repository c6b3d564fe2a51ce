"""A real web site on this machine for feeds to be fetched from, and who looks at what is opened."""

from __future__ import annotations

import gzip
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

from ssrfguard import Policy
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.feeds.fetching import OPEN_INTERNET, WITHIN, Fetcher
from adapters.feeds.reading import LIMIT, Reader
from tests.adapters.web.serving import serving

Answer = Callable[[Request], Response]

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Rust weekly</title>
<item><title>What is new in Rust</title><link>/new</link>
<pubDate>Thu, 05 Mar 2026 08:00:00 GMT</pubDate></item>
<item><title>Fish &amp; chips &lt;em&gt;at sea&lt;/em&gt;</title><link>https://example.org/fish</link></item>
</channel></rss>"""


Row = tuple[int, int, int, str, tuple[object, ...]]


@dataclass
class Names:
    """A lookup of names from a table, each time its next answer; odd numbers as the system reads them.

    With ``port`` whatever is found is there, whichever port was asked for.
    """

    table: dict[str, list[list[str]]] = field(default_factory=dict)
    lookups: list[str] = field(default_factory=list)
    port: int = 0

    def __call__(self, host: str, port: int, *_: object) -> list[Row]:
        return [_row(text, self.port or port) for text in self._found(host)]

    def _found(self, host: str) -> list[str]:
        with suppress(ValueError):
            return [str(ip_address(host))]
        with suppress(OSError):
            return [socket.inet_ntoa(socket.inet_aton(host))]
        self.lookups.append(host)
        answers = self.table.get(host)
        if not answers:
            raise socket.gaierror(host)
        return answers.pop(0) if len(answers) > 1 else answers[0]


def _row(text: str, port: int) -> Row:
    if ":" in text:
        return (socket.AF_INET6, socket.SOCK_STREAM, 0, "", (text, port, 0, 0))
    return (socket.AF_INET, socket.SOCK_STREAM, 0, "", (text, port))


@dataclass
class Site:
    """The site: an answer for each path, and what was asked. ``url`` is under a public name."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    names: Names = field(default_factory=Names)

    def url(self, path: str = "/feed", host: str = "public.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def puts(self, body: bytes, kind: str = "application/xml", **headers: str) -> None:
        """Answer ``/feed`` with ``body``; ``_`` in the names of headers stands for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers["/feed"] = lambda _: Response(body, media_type=kind, headers=named)

    def fetcher(self, within: float = WITHIN) -> Fetcher:
        """Return what fetches from the open Internet and, by way of exception, from this site."""
        return Fetcher(allowing(self.port), self.names, within)

    def reader(self, within: float = WITHIN, limit: float = LIMIT) -> Reader:
        return Reader(self.fetcher(within), limit)

    async def _answer(self, request: Request) -> Response:
        self.asked.append(request)
        made = self.answers.get(request.url.path)
        return made(request) if made else Response(status_code=404)


def allowing(port: int) -> Policy:
    return Policy(
        allowed_networks=("127.0.0.1/32",),  # type: ignore[arg-type]  # it parses them
        allowed_ports=frozenset({80, 443, port}),
        max_redirects=OPEN_INTERNET.max_redirects,
        max_url_length=OPEN_INTERNET.max_url_length,
    )


@asynccontextmanager
async def standing() -> AsyncIterator[Site]:
    """Let a site stand at 127.0.0.1, known as public.test."""
    site = Site()
    async with serving([Route("/{path:path}", site._answer)]) as site.port:  # noqa: SLF001 its own server
        site.names.table["public.test"] = [["127.0.0.1"]]
        yield site


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, 9)


_WATCHED: list[list[tuple[str, object]]] = []


def _note(event: str, details: tuple[object, ...]) -> None:
    for seen in _WATCHED:
        if event == "socket.connect":
            seen.append((event, details[1]))
        elif event in ("open", "subprocess.Popen"):
            seen.append((event, details[0]))


sys.addaudithook(_note)


@contextmanager
def watching() -> Iterator[list[tuple[str, object]]]:
    """Yield what is opened meanwhile by this process: connections, files, other processes."""
    seen: list[tuple[str, object]] = []
    _WATCHED.append(seen)
    try:
        yield seen
    finally:
        _WATCHED.remove(seen)
