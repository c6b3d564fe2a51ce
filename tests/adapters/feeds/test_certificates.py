"""The certificate is checked against the name that was asked for, though an address is connected to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.feeds.fetching import Fetcher
from adapters.feeds.pages import FeedError
from tests.adapters.feeds.site import Names, allowing
from tests.adapters.slack.fake.certificate import Certificate

HERE = {"localhost": [["127.0.0.1"]], "public.test": [["127.0.0.1"]]}


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
    await writer.drain()
    writer.close()


@asynccontextmanager
async def secured() -> AsyncIterator[tuple[int, ssl.SSLContext]]:
    """Serve https with a certificate for localhost and 127.0.0.1; yield the port and who signed it."""
    certificate = Certificate()
    server = await asyncio.start_server(answer, "127.0.0.1", ssl=certificate.context())
    authorities = ssl.create_default_context(cafile=str(certificate.authority))
    try:
        yield server.sockets[0].getsockname()[1], authorities
    finally:
        server.close()
        certificate.remove()


async def fetched(port: int, host: str, authorities: ssl.SSLContext | None) -> bytes:
    fetcher = Fetcher(allowing(port), Names(dict(HERE)), authorities=authorities)
    try:
        found = await fetcher.fetch(f"https://{host}:{port}/")
    finally:
        await fetcher.close()
    assert found is not None
    return found.body


async def test_the_name_that_was_asked_for_is_the_name_that_is_proved() -> None:
    async with secured() as (port, authorities):
        assert await fetched(port, "localhost", authorities) == b"hi"


async def test_a_certificate_for_the_address_alone_does_not_do() -> None:
    async with secured() as (port, authorities):
        with pytest.raises(FeedError) as refused:
            await fetched(port, "public.test", authorities)
    assert refused.value.trouble == "unreachable"


async def test_a_certificate_that_nobody_vouches_for_does_not_do() -> None:
    async with secured() as (port, _):
        with pytest.raises(FeedError) as refused:
            await fetched(port, "localhost", None)
    assert refused.value.trouble == "unreachable"
