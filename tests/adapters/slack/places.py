"""Installations for tests, and a database that counts how often it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from adapters.slack.config import OPTIONAL_SCOPES, REQUIRED_SCOPES
from adapters.slack.installs.installations import Installation
from adapters.store import Store
from coaching.clock import StoppedClock

T = TypeVar("T")

NOON = datetime(2026, 5, 5, 12, 0, 0, 250_000, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOKEN = "xoxb-canary-token"
REFRESH = "xoxe-1-canary-refresh"


def installation(
    team_id: str = "T1",
    enterprise_id: str = "",
    **changes: Any,  # noqa: ANN401 any field
) -> Installation:
    """Return what Slack granted for a workspace, or with an empty ``team_id`` for all of one."""
    settings: dict[str, Any] = {
        "enterprise_id": enterprise_id,
        "team_id": team_id,
        "team_name": f"Team {team_id}",
        "app_id": "A1",
        "bot_user_id": "UBOT",
        "installed_by": "U7",
        "scopes": frozenset((*REQUIRED_SCOPES, *OPTIONAL_SCOPES)),
        "token": TOKEN,
    }
    return Installation(**(settings | changes))


def rotating(left: timedelta, team_id: str = "T1", **changes: Any) -> Installation:  # noqa: ANN401 any field
    """Return one whose token ends ``left`` after `NOON`."""
    settings: dict[str, Any] = {
        "token": f"xoxe.xoxb-1-old-{team_id}",
        "refresh_token": f"xoxe-1-old-{team_id}",
        "expires_at": NOON + left,
    }
    return installation(team_id, **(settings | changes))


def later(clock: StoppedClock, by: timedelta) -> None:
    """Let time pass."""
    clock.set(clock.now() + by)


@dataclass
class CountingStore:
    """A database that counts its units of work.

    ``held`` keeps back the results of those that begin meanwhile; the next ``failures`` are not done.
    """

    store: Store
    count: int = 0
    failures: int = 0
    held: asyncio.Event | None = None
    reading: asyncio.Event = field(default_factory=asyncio.Event)

    def transaction(self) -> AbstractContextManager[Connection]:
        return self.store.transaction()

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through
        self.count += 1
        held = self.held
        if self.failures:
            self.failures -= 1
            raise OSError("the database is away")
        result = await self.store.run(work, *args)
        self.reading.set()
        if held is not None:
            await held.wait()
        return result


@dataclass
class Seconds:
    """Counts seconds, when told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def everything_in(folder: Path) -> bytes:
    """Return every byte of the files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
