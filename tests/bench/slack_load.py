"""Plays Slack's part as a sender: requests over kept connections, as fast as they go or by a clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

PATIENCE = 60.0

Heard = Callable[["Line", int], None]
"""Is told of the status of each answer."""
Lost = Callable[["Line"], None]
"""Is told that the server hung up."""


@dataclass
class Sent:
    """What became of some requests; times in seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return the answers in a second."""
        return len(self.statuses) / self.seconds


class Line(asyncio.Protocol):
    """One connection that carries one request at a time; no task and no future for each."""

    def __init__(self, heard: Heard, lost: Lost) -> None:
        self._heard = heard
        self._lost = lost
        self._data = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self.ask = self._transport.write

    def data_received(self, data: bytes) -> None:
        self._data = data = self._data + data if self._data else data
        end = data.find(b"\r\n\r\n")
        if end < 0 or len(data) < end + 4 + _length(data, end):
            return
        self._data = b""
        self._heard(self, int(data[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 the signature is asyncio's
        self._lost(self)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _length(data: bytes, end: int) -> int:
    at = data.find(b"content-length: ", 0, end)
    return int(data[at + 16 : data.find(b"\r", at)]) if at > 0 else 0


async def _line(port: int, heard: Heard, lost: Lost) -> Line:
    loop = asyncio.get_running_loop()
    return (await loop.create_connection(lambda: Line(heard, lost), "127.0.0.1", port))[1]


async def as_fast_as_it_goes(port: int, requests: Sequence[bytes], connections: int) -> Sent:
    """Send everything over so many connections, each of which waits for its answers."""
    flood = _Flood(requests)
    lines = [await _line(port, flood.heard, flood.lost) for _ in range(connections)]
    started = time.perf_counter()
    for line in lines:
        flood.next(line)
    async with asyncio.timeout(PATIENCE):
        await flood.done
    flood.sent.seconds = time.perf_counter() - started
    for line in lines:
        line.close()
    return flood.sent


class _Flood:
    """Hands each connection the next request when it has heard of the last one."""

    def __init__(self, requests: Sequence[bytes]) -> None:
        self.sent = Sent()
        self.done = asyncio.get_running_loop().create_future()
        self._left: Iterator[bytes] = iter(requests)
        self._missing = len(requests)
        self._begun: dict[Line, float] = {}

    def next(self, line: Line) -> None:
        request = next(self._left, None)
        if request is not None:
            self._begun[line] = time.perf_counter()
            line.ask(request)

    def heard(self, line: Line, status: int) -> None:
        self.sent.latencies.append(time.perf_counter() - self._begun[line])
        self.sent.statuses.append(status)
        self._missing -= 1
        if self._missing:
            self.next(line)
        else:
            self.done.set_result(None)

    def lost(self, line: Line) -> None:  # noqa: ARG002 whichever it was
        if not self.done.done():
            self.done.set_exception(ConnectionError("the server hung up"))


async def by_the_clock(port: int, requests: Sequence[bytes], per_second: float) -> Sent:
    """Send so many a second, whether or not the ones before were answered.

    Latencies and statuses, in the order of ``requests``, count from when one was to be sent.
    """
    drip = _Drip(requests)
    begun = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        for number in range(len(requests)):
            due = begun + number / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            line = drip.free.pop() if drip.free else await _line(port, drip.heard, drip.lost)
            drip.send(line, number, due)
        await drip.done
    drip.sent.seconds = time.perf_counter() - begun
    for line in drip.free:
        line.close()
    return drip.sent


class _Drip:
    """Connections, each free or on its way with a request."""

    def __init__(self, requests: Sequence[bytes]) -> None:
        self.sent = Sent(latencies=[0.0] * len(requests), statuses=[0] * len(requests))
        self.done = asyncio.get_running_loop().create_future()
        self.free: list[Line] = []
        self._requests = requests
        self._missing = len(requests)
        self._under_way: dict[Line, tuple[int, float]] = {}

    def send(self, line: Line, number: int, due: float) -> None:
        self._under_way[line] = number, due
        line.ask(self._requests[number])

    def heard(self, line: Line, status: int) -> None:
        number, due = self._under_way.pop(line)
        self.sent.statuses[number] = status
        self.sent.latencies[number] = time.perf_counter() - due
        self.free.append(line)
        self._missing -= 1
        if not self._missing:
            self.done.set_result(None)

    def lost(self, line: Line) -> None:
        # A server hangs up on who says nothing for some seconds.
        if line in self.free:
            self.free.remove(line)
        elif not self.done.done():
            self.done.set_exception(ConnectionError("the server hung up"))
