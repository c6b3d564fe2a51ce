"""The gate behind the real server: large bodies cost nothing, and whatever comes it goes on."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.slack.inbound.gate import MOST_BYTES
from coaching.clock import SystemClock
from tests.adapters.slack.knocking import EVENT, SECRET
from tests.adapters.slack.signing import Sent, an_event, from_case, in_pieces, signed
from tests.bad_inputs import Case, cases

PATIENCE = 10.0
TEN_MEGABYTES = 10_000_000
EVENTS = ('event="a request was refused"', 'event="Invalid HTTP request received."')
"""What the server may write down: the gate's own words, and its server's about what is no HTTP."""

CHUNKED = (b"transfer-encoding", b"chunked")


class Server:
    """A process of its own, so that the memory that is measured is the server's alone."""

    def __init__(self, errors: Path) -> None:
        self.errors = errors
        with errors.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.adapters.slack.gate_server"],
                stdout=subprocess.PIPE,
                stderr=stream,
            )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self) -> int:
        """End it as a host would; return its exit code."""
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode

    def peak(self) -> float:
        """Return the most memory that it ever held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) / 1000

    def answer(self, wire: bytes) -> int:
        """Send bytes over a connection of their own, all that it takes; return the status."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as link:
            with contextlib.suppress(OSError):  # it may be cut off before it has said all
                link.sendall(wire)
            received = b""
            while b"\r\n\r\n" not in received:
                piece = link.recv(65536)
                assert piece, "the connection ended without an answer"
                received += piece
        return int(received.split(b" ", 2)[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start it once; in the end it must stop in order, with nothing but refusals in its log."""
    started = Server(tmp_path_factory.mktemp("gate") / "errors")
    try:
        yield started
    finally:
        code = started.stop()
    log = started.errors.read_text(encoding="utf-8")
    assert code == 0
    assert all(any(event in line for event in EVENTS) for line in log.splitlines()), log


def warmed_up(server: Server) -> float:
    """Return the server's peak once everything is loaded that an ordinary request needs."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell what a process holds")
    now = SystemClock().now()
    for _ in range(20):
        assert server.answer(an_event(EVENT, now, SECRET).wire()) == 200
        assert server.answer(an_event(EVENT, now, "another").wire()) == 401
    return server.peak()


def test_ten_megabytes_from_anybody_cost_neither_time_nor_memory(server: Server) -> None:
    large = Sent("POST", "/slack/events", (), b"a" * TEN_MEGABYTES).wire()
    before = warmed_up(server)
    quickest = PATIENCE
    for _ in range(5):
        began = time.monotonic()
        assert server.answer(large) == 413
        quickest = min(quickest, time.monotonic() - began)
    assert server.peak() - before < 5
    assert quickest < 0.2


def test_ten_megabytes_in_chunks_are_cut_off_at_the_limit(server: Server) -> None:
    pieces = in_pieces(b"a" * TEN_MEGABYTES, 65536)
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    before = warmed_up(server)
    for _ in range(5):
        assert server.answer(chunked(chunks)) == 413
    assert server.peak() - before < 5


def test_chunks_that_never_end_are_cut_off_too(server: Server) -> None:
    piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as link:
        link.sendall(chunked(b""))
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            go_on(link, piece, 100 * MOST_BYTES // len(piece))


def go_on(link: socket.socket, piece: bytes, times: int) -> None:
    for _ in range(times):
        link.sendall(piece)


def test_a_signed_body_may_come_in_chunks(server: Server) -> None:
    sent = an_event(EVENT, SystemClock().now(), SECRET)
    answer = httpx.post(server.url + sent.path, headers=pairs(sent), content=iter((sent.body,)))
    assert (answer.status_code, answer.text) == (200, "event")


async def test_who_sent_too_much_learns_it_and_may_go_on(server: Server) -> None:
    sent = an_event(EVENT, SystemClock().now(), SECRET)
    async with httpx.AsyncClient(base_url=server.url) as client:
        too_much = await client.post(sent.path, content=b"a" * TEN_MEGABYTES)
        assert (too_much.status_code, too_much.content) == (413, b"")
        answer = await client.post(sent.path, headers=pairs(sent), content=sent.body)
        assert answer.status_code == 200


@pytest.mark.parametrize("length", [b"abc", b"-1", b"9" * 400, b"1, 2", b""])
def test_a_length_that_is_none_gets_no_further_than_the_server(
    server: Server, length: bytes
) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: "
    assert server.answer(head + length + b"\r\n\r\n{}") in (400, 401)


def test_a_body_that_breaks_off_hurts_nobody(server: Server) -> None:
    wire = signed(b"{}" * 5000, SystemClock().now(), SECRET).wire()
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as link:
        link.sendall(wire[:-100])
    assert server.answer(an_event(EVENT, SystemClock().now(), SECRET).wire()) == 200


@pytest.mark.parametrize("case", cases("slack.http"))
def test_a_reference_case_over_the_wire(server: Server, case: Case) -> None:
    sent = from_case(case["payload"], SystemClock().now(), SECRET)
    assert server.answer(sent.wire()) == case["expected"]["status"]


def chunked(body: bytes) -> bytes:
    """Return the start of a request in chunks, and ``body``."""
    head, _, _ = Sent("POST", "/slack/events", (CHUNKED,), b"").wire().partition(b"content-length")
    return head + b"\r\n" + body


def pairs(sent: Sent) -> list[Any]:
    return list(sent.headers)
