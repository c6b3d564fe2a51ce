"""Reading: what a feed and a page say, in plain text, and within the time there is."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from starlette.responses import Response

from adapters.feeds.pages import Feed, FeedError, Trouble
from tests.adapters.feeds.site import RSS, Site, standing

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &lt;b&gt;bold&lt;/b&gt; title</title>
<entry><title type="html">Less &lt;script&gt;evil()&lt;/script&gt; &lt;i&gt;is&lt;/i&gt; &amp;lt; more</title>
<link href="/less"/><updated>2026-01-02T03:04:05Z</updated></entry></feed>"""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with standing() as site:
        yield site


async def read(site: Site, body: bytes | str, kind: str = "application/xml") -> Feed:
    site.puts(body.encode() if isinstance(body, str) else body, kind)
    reader = site.reader()
    try:
        found = await reader.feed(site.url())
    finally:
        await reader.close()
    assert found is not None
    return found


async def trouble(site: Site, body: bytes | str, kind: str = "application/xml") -> Trouble:
    with pytest.raises(FeedError) as raised:
        await read(site, body, kind)
    return raised.value.trouble


async def titled(site: Site, body: bytes, kind: str = "text/html") -> str:
    site.puts(body, kind)
    reader = site.reader()
    try:
        return await reader.title(site.url())
    finally:
        await reader.close()


async def test_a_feed_of_each_make(site: Site) -> None:
    rss = await read(site, RSS)
    assert rss.title == "Rust weekly"
    first, second = rss.items
    assert (first.title, first.link) == ("What is new in Rust", site.url("/new"))
    assert first.at == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert (second.title, second.at) == ("Fish & chips at sea", None)
    atom = await read(site, ATOM)
    assert atom.title == "A bold title"
    (entry,) = atom.items
    assert entry.title == "Less is < more"
    assert entry.at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


async def test_a_feed_that_is_nearly_one(site: Site) -> None:
    found = await read(site, RSS.replace(b"Fish &amp; chips", b"Fish & chips"))
    assert [item.title for item in found.items][1].startswith("Fish & chips")


async def test_a_feed_in_other_letters(site: Site) -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Caf\xe9</title></channel></rss>'
    assert (await read(site, text.encode("latin-1"))).title == "Café"
    wide = text.replace("iso-8859-1", "utf-16").encode("utf-16")
    assert (await read(site, wide)).title == "Café"


async def test_what_is_no_feed(site: Site) -> None:
    page = b"<html><head><title>Hello</title></head><body>" + b"<p>text <b>more" * 100
    for body in (b"", b"{}", page, b"http://127.0.0.1/feed"):
        assert await trouble(site, body) == "unreadable"


async def test_a_page_that_names_its_feed(site: Site) -> None:
    head = b'<head><link rel="alternate" type="application/rss+xml" href="/the/feed"></head>'
    site.answers["/the/feed"] = lambda _: Response(RSS)
    found = await read(site, head + b"<p>Welcome", "text/html")
    assert (found.title, found.url) == ("Rust weekly", site.url("/the/feed"))
    site.answers["/the/feed"] = site.answers["/feed"]
    assert await trouble(site, head, "text/html") == "unreadable"
    inside = head.replace(b"/the/feed", b"http://10.0.0.1/feed")
    assert await trouble(site, inside, "text/html") == "address"


async def test_a_page_that_takes_too_long_is_let_go(site: Site) -> None:
    site.puts(b"<rss><channel>" + b"<p>unclosed & <b>" * 60_000)
    reader = site.reader(limit=0.4)
    began = time.monotonic()
    with pytest.raises(FeedError) as raised:
        await reader.feed(site.url())
    assert raised.value.trouble == "unreadable"
    assert time.monotonic() - began < 3
    assert children() == 0
    await reader.close()


def children() -> int:
    """Return how many of this process's children there are, those that ended unheard included."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return 0
    return 1


async def test_a_feed_that_was_cut_short_is_read_as_far_as_it_goes(site: Site) -> None:
    item = b"<item><title>Number %d</title><description>" + b"x" * 40_000 + b"</description></item>"
    many = b"".join(item % number for number in range(60))
    found = await read(site, b'<rss version="2.0"><channel>' + many + b"</channel></rss>")
    assert [item.title for item in found.items][:2] == ["Number 0", "Number 1"]
    assert 20 <= len(found.items) < 30


async def test_the_title_of_a_page(site: Site) -> None:
    assert (
        await titled(site, b"<html><title> Hello &amp;\n good  bye </title><title>no")
        == "Hello & good bye"
    )
    assert await titled(site, b"<p>no title here") == ""
    assert (
        await titled(site, "<title>Grüße</title>".encode("latin-1"), "text/html; charset=latin-1")
        == "Grüße"
    )
    assert await titled(site, b"<meta charset='no-such'><title>Still \xc3\xa9</title>") == "Still é"
    svg = b"<svg><title>Logo</title></svg>"
    assert await titled(site, b"<title>First</title>" + svg + b"x" * 3_000_000) == "First"


async def test_a_title_is_no_longer_than_it_has_to_be(site: Site) -> None:
    assert len(await titled(site, b"<title>" + b"long " * 9000)) <= 300
