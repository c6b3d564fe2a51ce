"""Has pages read in a process of its own each, which is killed when it takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import datetime
from typing import Any, Literal

from adapters.feeds.fetching import Fetcher
from adapters.feeds.pages import HEAD, Feed, FeedError, Fetched, Item

LIMIT = 3.0
"""Seconds that a page may take to be read (reliability facts, 2.5)."""


class Reader:
    """Fetches and reads, one page at a time being read."""

    def __init__(self, fetcher: Fetcher | None = None, limit: float = LIMIT) -> None:
        """Fetch by ``fetcher``, the open Internet's unless a test brings another."""
        self._fetcher = fetcher or Fetcher()
        self._limit = limit
        self._alone = asyncio.Semaphore()

    async def feed(self, url: str, etag: str = "", modified: str = "") -> Feed | None:
        """Return the feed at ``url``, or the one that the page there names.

        None if it is as it was. `FeedError` if there is none.
        """
        fetched = await self._fetcher.fetch(url, etag=etag, modified=modified)
        if fetched is None:
            return None
        read = await self._read("feed", fetched)
        if "elsewhere" not in read:
            return _feed(url, fetched, read)
        there: str = read["elsewhere"]
        fetched = await self._fetcher.fetch(there)
        read = await self._read("feed", fetched) if fetched else {}
        if fetched is None or "items" not in read:  # a page that leads to another page
            raise FeedError("unreadable")
        return _feed(there, fetched, read)

    async def title(self, url: str) -> str:
        """Return the title of the page at ``url``, empty if it has none. `FeedError`."""
        fetched = await self._fetcher.fetch(url, most=HEAD, ends=False)
        if fetched is None:
            raise FeedError("unreachable")
        title: str = (await self._read("page", fetched))["title"]
        return title

    async def close(self) -> None:
        """Let go of the connections."""
        await self._fetcher.close()

    async def _read(self, what: Literal["feed", "page"], fetched: Fetched) -> dict[str, Any]:
        told = {"what": what, "url": fetched.url, "kind": fetched.kind, "cut": fetched.cut}
        async with self._alone:
            written = await self._run(json.dumps(told).encode() + b"\n" + fetched.body)
        try:
            read: dict[str, Any] = json.loads(written)
        except ValueError as error:
            raise FeedError("unreadable") from error
        if "trouble" in read:
            raise FeedError(read["trouble"])
        return read

    async def _run(self, given: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "adapters.feeds.parsing"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        try:
            async with asyncio.timeout(self._limit):
                written, _ = await process.communicate(given)
        except TimeoutError as error:
            raise FeedError("unreadable") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return written


def _feed(url: str, fetched: Fetched, read: dict[str, Any]) -> Feed:
    items = tuple(Item(item["title"], item["link"], _instant(item["at"])) for item in read["items"])
    return Feed(url, read["title"], items, fetched.etag, fetched.modified)


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
