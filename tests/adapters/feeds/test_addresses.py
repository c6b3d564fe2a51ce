"""No address but a public one is ever connected to, however it is written."""

from __future__ import annotations

import asyncio
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.fetching import Fetcher
from adapters.feeds.pages import FeedError
from tests.adapters.feeds.site import Names, watching

PUBLIC = "93.184.216.34"
PRIVATE = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
    *("192.0.0.0/29", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
]


@st.composite
def private(draw: st.DrawFn) -> IPv4Address:
    """Return an address inside one of the networks that are not public."""
    network, _, bits = draw(st.sampled_from(PRIVATE)).partition("/")
    size = 1 << (32 - int(bits))
    return IPv4Address(int(IPv4Address(network)) + draw(st.integers(0, size - 1)))


def spellings(address: IPv4Address) -> list[str]:
    """Return the ways in which a host can be that address."""
    number, parts = int(address), str(address).split(".")
    low = f"{number >> 16:x}:{number & 0xFFFF:x}"
    return [
        str(address),
        str(number),
        hex(number),
        ".".join(hex(int(part)) for part in parts),
        ".".join(f"0{int(part):o}" for part in parts),
        f"{parts[0]}.{number & 0xFFFFFF}",
        f"{address}.",
        f"[::ffff:{address}]",
        f"[::ffff:{low}]",
        f"[64:ff9b::{low}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
        f"[{IPv6Address(number)}]",
        str(address).translate(str.maketrans("0123456789.", "０１２３４５６７８９。")),
    ]


async def tried(url: str, fetcher: Fetcher) -> list[object]:
    """Return what was connected to on the way to being refused."""
    with watching() as seen, pytest.raises(FeedError):
        await fetcher.fetch(url)
    return [there for event, there in seen if event == "socket.connect"]


def test_no_private_address_is_connected_to() -> None:
    names = Names()
    with asyncio.Runner() as runner:
        fetcher = Fetcher(resolver=names)  # one for all: each costs a twentieth of a second

        @settings(max_examples=500, deadline=None)
        @given(private(), st.integers(0, 12), st.sampled_from(["http", "https"]))
        def attempt(address: IPv4Address, way: int, scheme: str) -> None:
            url = f"{scheme}://{spellings(address)[way]}/feed"
            assert runner.run(tried(url, fetcher)) == []

        attempt()
        runner.run(fetcher.close())


def test_no_name_of_a_private_address_is_connected_to() -> None:
    names = Names()
    with asyncio.Runner() as runner:
        fetcher = Fetcher(resolver=names)

        @settings(max_examples=200, deadline=None)
        @given(private(), st.booleans())
        def attempt(address: IPv4Address, mixed: bool) -> None:  # noqa: FBT001 drawn
            names.table["inside.test"] = [[PUBLIC, str(address)] if mixed else [str(address)]]
            names.lookups.clear()
            assert runner.run(tried("http://inside.test/", fetcher)) == []
            assert len(names.lookups) == 1

        attempt()
        runner.run(fetcher.close())


@pytest.mark.parametrize(
    "url",
    [
        *("http://user@public.test/", "http://user:pw@public.test/", "http://public.test:8080/"),
        *("ftp://public.test/", "file:///etc/passwd", "public.test", "", "http://", "http:///x"),
        *("http://public.test/\r\nX: y", "http://pub lic.test/", "http://public.test/\x00"),
        *("http://[fe80::1%25lo]/", "http://[fc00::1]/", "http://localhost/", "http://[::]/"),
        "http://public.test/" + "x" * 3000,
    ],
)
async def test_no_odd_address_is_connected_to(url: str) -> None:
    names = Names({"localhost": [["127.0.0.1"]], "public.test": [[PUBLIC]]})
    fetcher = Fetcher(resolver=names)
    assert await tried(url, fetcher) == []
    await fetcher.close()
