"""The reference cases of hostile feeds and addresses: each gets what it should."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.responses import Response, StreamingResponse

from adapters.feeds.fetching import MOST, Fetcher
from adapters.feeds.pages import FeedError
from adapters.feeds.parsing import read_feed
from tests.adapters.feeds.site import Names, Site, standing, watching
from tests.bad_inputs import Case, cases

UNDERSTOOD = {
    *("outcome", "connections_opened", "connections_opened_to_private", "max_lookups"),
    *("max_ms", "max_bytes", "max_items", "files_opened", "must_not_contain", "note"),
}
PUBLIC, PUBLIC_HERE = "93.184.216.34", "127.0.0.1"


def deep() -> bytes:
    return b"<rss><channel>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</channel></rss>"


def many_items() -> bytes:
    item = b"<item><title>Number %d</title><link>https://example.org/%d</link></item>"
    return (
        b'<rss version="2.0"><channel>'
        + b"".join(item % (n, n) for n in range(60_000))
        + b"</channel></rss>"
    )


def xxe() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">'
        b"<channel><title>&x;</title><item><title>A &x;</title><link>/a</link></item></channel></rss>"
    )


def billion() -> bytes:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    return (
        f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">{grown}]>'
        '<rss version="2.0"><channel><title>&a10;</title></channel></rss>'
    ).encode()


FIXTURES = {
    "doc_deep.xml": deep,
    "doc_many_items.xml": many_items,
    "doc_xxe.xml": xxe,
    "doc_billion.xml": billion,
}
"""Made here from what they are called: the files themselves are not among the reference data."""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with standing() as site:
        yield site


@pytest.mark.parametrize("case", cases("feed.url", "feed.body"))
def test_the_case_asks_for_nothing_that_is_not_looked_at(case: Case) -> None:
    assert set(case["expected"]) <= UNDERSTOOD
    assert case["expected"]["outcome"] in ("accept", "reject")


@pytest.mark.parametrize("case", cases("feed.url"))
async def test_an_address(case: Case, site: Site) -> None:
    payload, expected = case["payload"], case["expected"]
    site.answers["/"] = lambda _: Response(b"<rss/>")
    names = names_of(payload, site)
    fetcher = site.fetcher() if "dns" in payload else Fetcher(resolver=names)
    trouble = ""
    with watching() as seen:
        try:
            await fetcher.fetch(payload["url"])
        except FeedError as error:
            trouble = error.trouble
    await fetcher.close()
    assert trouble == ("" if expected["outcome"] == "accept" else "address")
    connected = [str(there) for event, there in seen if event == "socket.connect"]
    if "connections_opened" in expected:
        assert len(connected) == expected["connections_opened"]
    private = [there for there in connected if PUBLIC_HERE not in there]
    assert len(private) == expected.get("connections_opened_to_private", 0)
    assert len(names.lookups) <= expected.get("max_lookups", 0)


def names_of(payload: dict[str, Any], site: Site) -> Names:
    """Return what the case's names are looked up as.

    Nothing beyond this machine is to be reached from here: 127.0.0.1 stands in for the public
    address, and 127.0.0.2, which is refused like any other, for the private one.
    """
    here = {PUBLIC: PUBLIC_HERE, "127.0.0.1": "127.0.0.2"}
    answers = [[here[text] for text in answer] for answer in payload.get("dns", [])]
    names = site.names if answers else Names()
    names.table = {"public.test": [[PUBLIC]], "rebind.test": answers}
    names.port = site.port
    return names


@pytest.mark.parametrize("case", cases("feed.body"))
async def test_a_body(case: Case, site: Site) -> None:
    payload, expected = case["payload"], case["expected"]
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'<rss version="2.0"><channel>'
        while True:
            sent += 65_536
            yield b"<item><title>And on</title></item>".ljust(65_536)
            await asyncio.sleep(0)

    if "chunks" in payload:
        site.answers["/feed"] = lambda _: StreamingResponse(endless())
    else:
        site.puts(
            payload["content"].encode() if "content" in payload else FIXTURES[payload["fixture"]]()
        )
    reader = site.reader()
    took = []
    for _ in range(3):  # the best of three: others work on this machine too
        began = time.monotonic()
        try:
            feed = await reader.feed(site.url())
        except FeedError:
            feed = None
        took.append(time.monotonic() - began)
        if took[-1] * 1000 < expected.get("max_ms", 10_000):
            break
    await reader.close()
    assert (feed is not None) == (expected["outcome"] == "accept")
    assert min(took) * 1000 < expected.get("max_ms", 10_000)
    if feed is not None:
        assert len(feed.items) <= expected.get("max_items", 50)
        assert feed.items
        for part in expected.get("must_not_contain", ()):
            assert part not in repr(feed)
    # The server is a little ahead of what is taken: its buffers, and those on the way.
    assert sent <= expected.get("max_bytes", 0) + 8 * MOST


@pytest.mark.parametrize(
    "case", [case for case in cases("feed.body") if case.id in ("body-is-a-path", "absent")]
)
def test_no_file_is_opened_on_the_way(case: Case) -> None:
    assert case["expected"]["files_opened"] == 0
    import feedparser  # noqa: F401, PLC0415 that it is loaded opens files

    told = {"what": "feed", "url": "http://public.test/", "kind": "", "cut": False}
    read_feed(b'<rss version="2.0"><channel><title>x</title></channel></rss>', told)
    with watching() as seen, pytest.raises(FeedError):
        read_feed(case["payload"]["content"].encode(), told)
    assert seen == []
