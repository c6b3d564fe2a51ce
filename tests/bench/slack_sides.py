"""Starts the servers and the fake Slack that the Slack benchmarks need, and asks them things."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from tests.bench.processes import started

LOAD_CORE = 1
"""Where the requests and Slack's answers are made; the servers have the other core."""


@dataclass(frozen=True)
class Running:
    """A server of its own process."""

    side: str
    port: int
    pid: int
    folder: Path

    @property
    def database(self) -> Path:
        """Return the file in which NetLead keeps everything."""
        return self.folder / "netlead.db"

    def get(self, path: str, **query: str) -> Any:  # noqa: ANN401 whatever JSON it answers
        """Return what the server says at ``path``."""
        answer = httpx.get(f"http://127.0.0.1:{self.port}{path}", params=query, timeout=60)
        return answer.raise_for_status().json()


@dataclass(frozen=True)
class Slack:
    """The fake Slack: its address, and the certificate to trust where that is https."""

    api_url: str
    authority: str
    pid: int

    def told(self) -> dict[str, int]:
        """Return what was called how often since this was last asked, connections too."""
        where = httpx.URL(self.api_url).join("/told")
        verify: Any = self.authority or True
        found: dict[str, int] = httpx.get(where, verify=verify).json()
        found["connections"] = found.get("connections", 0) - 1  # the one that asked
        return found


@contextmanager
def slack(*, tls: bool = False) -> Iterator[Slack]:
    """Run the fake Slack."""
    with started("slack_sink", *(["tls"] if tls else [])) as (line, pid):
        port, _, authority = line.partition(" ")
        scheme = "https" if tls else "http"
        yield Slack(f"{scheme}://127.0.0.1:{port}/api/", authority.strip(), pid)


@contextmanager
def servers(*sides: str) -> Iterator[tuple[Slack, dict[str, Running]]]:
    """Run the fake Slack and a server for each of ``sides``; see `slack_servers`.

    Meanwhile this process stays on `LOAD_CORE`.
    """
    free = os.sched_getaffinity(0)
    with ExitStack() as stack:
        fake = stack.enter_context(slack())
        found = {}
        for side in sides:
            folder = stack.enter_context(TemporaryDirectory())
            running = started("slack_servers", side, folder, fake.api_url)
            line, pid = stack.enter_context(running)
            found[side] = Running(side, int(line), pid, Path(folder))
        os.sched_setaffinity(0, {LOAD_CORE})
        stack.callback(os.sched_setaffinity, 0, free)
        yield fake, found
