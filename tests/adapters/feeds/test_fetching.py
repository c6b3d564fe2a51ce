"""Fetching: what is asked for, what is taken, and what is made of a server that misbehaves."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from adapters.feeds.fetching import MOST
from adapters.feeds.pages import FeedError, Trouble
from tests.adapters.feeds.site import RSS, Site, standing, zipped

BIG = 1_000_000


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with standing() as site:
        yield site


async def trouble(site: Site, url: str = "", within: float = 10.0) -> Trouble:
    fetcher = site.fetcher(within)
    with pytest.raises(FeedError) as raised:
        await fetcher.fetch(url or site.url())
    await fetcher.close()
    return raised.value.trouble


async def test_a_page_comes_with_what_to_ask_the_next_time(site: Site) -> None:
    def once(request: Request) -> Response:
        if request.headers.get("if-none-match") == '"1"':
            return Response(status_code=304)
        return Response(
            RSS, headers={"ETag": '"1"', "Last-Modified": "Thu, 05 Mar 2026 08:00:00 GMT"}
        )

    site.answers["/feed"] = once
    fetcher = site.fetcher()
    first = await fetcher.fetch(site.url())
    assert first is not None
    assert (first.body, first.cut, first.etag) == (RSS, False, '"1"')
    assert await fetcher.fetch(site.url(), etag=first.etag, modified=first.modified) is None
    asked = site.asked[-1].headers
    assert asked["if-modified-since"] == "Thu, 05 Mar 2026 08:00:00 GMT"
    assert asked["accept-encoding"] == "gzip"
    await fetcher.close()


async def test_nothing_of_one_visit_is_told_at_the_next(site: Site) -> None:
    site.puts(RSS, set_cookie="reader=7")
    fetcher = site.fetcher()
    await fetcher.fetch(site.url())
    await fetcher.fetch(site.url())
    assert "cookie" not in site.asked[-1].headers
    await fetcher.close()


async def test_three_redirects_are_followed_and_a_fourth_is_not(site: Site) -> None:
    for hop in range(4):
        there = site.url(f"/{hop + 1}") if hop < 3 else site.url()
        site.answers[f"/{hop}"] = lambda _, there=there: RedirectResponse(there)  # type: ignore[misc]
    site.puts(RSS)
    fetcher = site.fetcher()
    found = await fetcher.fetch(site.url("/1"))
    assert found is not None
    assert found.url == site.url()
    assert await trouble(site, site.url("/0")) == "unreachable"
    await fetcher.close()


@pytest.mark.parametrize(
    "there",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://public.test:22/",
        "file:///etc/passwd",
        "http://inside.test/",
        "//[::1]/",
    ],
)
async def test_a_redirect_is_checked_like_an_address(site: Site, there: str) -> None:
    site.names.table["inside.test"] = [["10.0.0.1"]]
    site.answers["/feed"] = lambda _: Response(status_code=302, headers={"Location": there})
    assert await trouble(site) in ("address", "unreachable")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("status", "wanted"),
    [(404, "gone"), (410, "gone"), (403, "closed"), (500, "unreachable"), (204, "unreachable")],
)
async def test_a_status_says_what_is_wrong(site: Site, status: int, wanted: Trouble) -> None:
    site.answers["/feed"] = lambda _: Response(status_code=status)
    assert await trouble(site) == wanted


async def test_a_host_that_nobody_knows_is_unreachable(site: Site) -> None:
    assert await trouble(site, "http://nobody.test/feed") == "unreachable"


async def test_a_body_that_drips_ends_with_the_time(site: Site) -> None:
    async def drip() -> AsyncIterator[bytes]:
        while True:
            yield b"<"
            await asyncio.sleep(0.05)

    site.answers["/feed"] = lambda _: StreamingResponse(drip())
    began = time.monotonic()
    assert await trouble(site, within=0.5) == "slow"
    assert time.monotonic() - began < 5


async def test_a_lookup_that_never_answers_ends_with_the_time(site: Site) -> None:
    def stuck(*_: object) -> list[object]:
        time.sleep(1.5)
        return []

    site.names = stuck  # type: ignore[assignment]
    began = time.monotonic()
    assert await trouble(site, within=0.3) == "slow"
    assert time.monotonic() - began < 1.4


async def test_an_endless_body_is_left(site: Site) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"<item/>" * 9000
            await asyncio.sleep(0)

    site.answers["/feed"] = lambda _: StreamingResponse(endless())
    assert await trouble(site) == "long"


async def test_of_a_long_page_the_beginning_is_taken(site: Site) -> None:
    site.puts(b"x" * (2 * MOST))
    fetcher = site.fetcher()
    found = await fetcher.fetch(site.url())
    assert found is not None
    assert (len(found.body), found.cut) == (MOST, True)
    await fetcher.close()


@pytest.mark.parametrize("packed", ["gzip", "x-gzip"])
async def test_a_bomb_takes_no_memory(site: Site, packed: str) -> None:
    bomb = zipped(bytes(200 * BIG))
    site.puts(bomb, content_encoding=packed)
    fetcher = site.fetcher()
    await fetcher.fetch(site.url())  # what is loaded once does not count
    tracemalloc.start()
    try:
        found = await fetcher.fetch(site.url())
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found is not None
    assert (len(found.body), found.cut) == (MOST, True)
    assert most < 10 * BIG
    await fetcher.close()


@pytest.mark.parametrize(
    ("packed", "body"), [("br", b"x"), ("gzip", b"no gzip at all"), ("gzip, gzip", b"x")]
)
async def test_what_cannot_be_unpacked_cannot_be_read(site: Site, packed: str, body: bytes) -> None:
    site.puts(body, content_encoding=packed)
    assert await trouble(site) == "unreadable"


async def test_one_page_at_a_time_of_each_host(site: Site) -> None:
    now, most = 0, 0

    async def slow() -> AsyncIterator[bytes]:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        yield b"x"
        await asyncio.sleep(0.02)
        now -= 1

    site.answers["/feed"] = lambda _: StreamingResponse(slow())
    fetcher = site.fetcher()
    await asyncio.gather(*(fetcher.fetch(site.url()) for _ in range(4)))
    assert (len(site.asked), most) == (4, 1)
    await fetcher.close()
