"""The pool of connections: what it asks is what is asked, and what went wrong is told truly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from time import monotonic
from urllib.parse import quote

import pytest

from adapters.transport import MOST_BYTES, NoAnswerError, Pool
from tests.adapters.teams.fake import FakeCloud, faults
from tests.adapters.teams.outbound.wire import authorities

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[str]:
    """Yield the address of a server that does what ``talk`` does with each connection."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def head(reader: asyncio.StreamReader) -> str:
    return (await reader.readuntil(b"\r\n\r\n")).decode()


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    made = Pool(authorities())
    yield made
    await made.close()


async def failing(pool: Pool, url: str, within: float = 2.0) -> NoAnswerError:
    """Return how a request to ``url`` fails."""
    with pytest.raises(NoAnswerError) as caught:
        await pool.ask(pool.request("POST", url, json={"a": 1}), within)
    return caught.value


@pytest.mark.parametrize(
    "part", ["19:ab/c@thread.tacv2;messageid=12", "a:1+2 3%4", "é?#&=\\..", "%2F%3B"]
)
async def test_a_path_arrives_as_it_was_written(pool: Pool, part: str) -> None:
    seen: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await head(reader))
        writer.write(OK)
        await writer.drain()

    written = quote(part, safe="")
    async with listening(talk) as url:
        await pool.ask(pool.request("GET", f"{url}/v3/{written}/members", query={"a": "b c"}))
    assert seen[0].splitlines()[0] == f"GET /v3/{written}/members?a=b+c HTTP/1.1"


async def test_nothing_of_httpx_s_own_habits_shows(pool: Pool) -> None:
    seen: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await head(reader))
        writer.write(OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: spy=1; Path=/\r\n\r\n"))
        await writer.drain()

    async with listening(talk) as url:
        for _ in range(2):
            await pool.ask(pool.request("GET", url))
    assert "cookie" not in seen[1].lower()
    assert "accept-encoding: identity" in seen[1].lower()


async def test_a_redirect_is_an_answer_and_not_a_way(cloud: FakeCloud, pool: Pool) -> None:
    there = {"Location": f"{cloud.world.base_url}/elsewhere"}
    cloud.fail_next("login", faults.Fault(status=307, headers=there, body=b""))
    url = f"{cloud.world.base_url}/t/oauth2/v2.0/token"
    answer = await pool.ask(pool.request("POST", url, form={"a": "b"}))
    assert answer.status == 307
    assert len(cloud.calls()) == 1


async def test_one_connection_serves_many_requests(cloud: FakeCloud, pool: Pool) -> None:
    for _ in range(20):
        await pool.ask(pool.request("GET", cloud.world.base_url))
    assert cloud.connections == 1


async def test_https_is_spoken_with_who_is_trusted() -> None:
    with FakeCloud(tls=True) as cloud:
        pool, stranger = Pool(cloud.trusting()), Pool(authorities())
        assert (await pool.ask(pool.request("GET", cloud.world.base_url))).status == 404
        assert not (await failing(stranger, cloud.world.base_url)).heard
        await pool.close()
        await stranger.close()


# What goes wrong: was it heard?


async def test_nobody_there_hears_nothing(pool: Pool) -> None:
    assert not (await failing(pool, "http://127.0.0.1:9/")).heard
    assert not (await failing(pool, "http://127.0.0.1:99999/")).heard


async def test_who_hangs_up_after_the_request_may_have_heard_it(pool: Pool) -> None:
    async def talk(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await head(reader)

    async with listening(talk) as url:
        error = await failing(pool, url)
    assert error.heard
    assert isinstance(error.__cause__, Exception)


async def test_who_hangs_up_on_a_connection_in_use_may_have_heard_it(pool: Pool) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(OK)
        await writer.drain()
        await head(reader)

    async with listening(talk) as url:
        await pool.ask(pool.request("GET", url))
        assert (await failing(pool, url)).heard


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
        b"HTTP/1.1 2",
    ],
)
async def test_half_an_answer_leaves_doubt(pool: Pool, answer: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with listening(talk) as url:
        assert (await failing(pool, url)).heard


async def test_who_never_answers_is_not_waited_for(pool: Pool) -> None:
    async def talk(*_: object) -> None:
        await asyncio.sleep(5)

    async with listening(talk) as url:
        began = monotonic()
        assert (await failing(pool, url, within=0.3)).heard
        assert monotonic() - began < 1


async def test_who_answers_drop_by_drop_is_not_waited_for(pool: Pool) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        for _ in range(50):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.1)

    async with listening(talk) as url:
        began = monotonic()
        assert (await failing(pool, url, within=0.5)).heard
        assert monotonic() - began < 1.5


async def test_who_does_not_stop_answering_is_not_listened_to(pool: Pool) -> None:
    sent = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await head(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not writer.transport.is_closing() and sent < 100 * MOST_BYTES:
            writer.write(b" " * 65536)
            sent += 65536
            await writer.drain()

    async with listening(talk) as url:
        assert str(await failing(pool, url, within=5)) == "answer too large"
    assert sent < 20 * MOST_BYTES


@pytest.mark.parametrize(
    "body", ["", "[]", "null", "1", "{", '{"a":1,"a":2}', "[" * 5000, "\udcff"]
)
async def test_only_one_plain_object_counts_as_data(pool: Pool, body: str) -> None:
    whole = body.encode(errors="surrogateescape")

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(whole) + whole)
        await writer.drain()
        await asyncio.sleep(0.05)

    async with listening(talk) as url:
        answer = await pool.ask(pool.request("GET", url))
    assert answer.body == whole
    assert answer.data is None
