"""Starts the servers and the fake Microsoft that the Teams benchmarks need, and asks them things."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvloop

from tests.bench.processes import started
from tests.bench.slack_load import Sent, as_fast_as_it_goes
from tests.bench.teams_requests import message

LOAD_CORE = 1
"""Where the requests and Microsoft's answers are made; the servers have the other core."""


def _asked(port: int, path: str, **query: float) -> Any:  # noqa: ANN401 whatever JSON it answers
    answer = httpx.get(f"http://127.0.0.1:{port}{path}", params=query, timeout=60)
    return answer.raise_for_status().json()


@dataclass(frozen=True)
class Microsoft:
    """The fake Microsoft."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Return where all of it is."""
        return f"http://127.0.0.1:{self.port}"

    def told(self) -> dict[str, int]:
        """Return what was called how often since this was last asked."""
        found: dict[str, int] = _asked(self.port, "/told")
        return found

    def slow(self, **seconds: float) -> None:
        """Have ``service`` and ``login`` take so long from now on."""
        _asked(self.port, "/slow", **seconds)

    def messages(self, number: int) -> list[bytes]:
        """Return so many requests that tell of messages, under a token that is good now."""
        token = _asked(self.port, "/token")
        return [message(f"{self.url}/", token) for _ in range(number)]


@dataclass(frozen=True)
class Running:
    """A server of its own process."""

    side: str
    port: int
    pid: int

    def asked(self, path: str) -> float:
        """Return the figure that the server says at ``path``."""
        return float(_asked(self.port, path))

    def flood(self, requests: Sequence[bytes], connections: int) -> Sent:
        """Send everything as fast as it goes; `RuntimeError` where something is refused."""
        sent = uvloop.run(as_fast_as_it_goes(self.port, requests, connections))
        if not set(sent.statuses) <= {200, 201}:
            reason = f"{self.side} refused something: {set(sent.statuses)}"
            raise RuntimeError(reason)
        return sent


@contextmanager
def microsoft() -> Iterator[Microsoft]:
    """Run the fake Microsoft; meanwhile this process stays on `LOAD_CORE`."""
    free = os.sched_getaffinity(0)
    with started("teams_sink") as (line, pid):
        os.sched_setaffinity(0, {LOAD_CORE})
        try:
            yield Microsoft(int(line), pid)
        finally:
            os.sched_setaffinity(0, free)


@contextmanager
def servers(fake: Microsoft, *sides: str) -> Iterator[dict[str, Running]]:
    """Run a server for each of ``sides``; see `teams_servers`."""
    with ExitStack() as stack:
        found = {}
        for side in sides:
            folder = stack.enter_context(TemporaryDirectory())
            running = started("teams_servers", side, folder, fake.url)
            line, pid = stack.enter_context(running)
            found[side] = Running(side, int(line), pid)
        yield found
