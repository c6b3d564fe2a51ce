"""What tests of NetLead in Slack share: migrated databases of both kinds, a clock, a token desk."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.database import Database, open_database
from coaching.clock import StoppedClock
from coaching.models.cipher import Cipher
from tests.adapters.slack.places import NOON
from tests.adapters.slack.token_desk import TokenDesk, opened


@pytest.fixture
def sqlite_ready(migrated_file: Path, tmp_path: Path) -> str:
    """Return the address of a migrated SQLite file of this test's own."""
    path = tmp_path / "ready.db"
    shutil.copy(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_ready(postgres_copies: Callable[[], str]) -> str:
    """Return the address of a migrated PostgreSQL database of this test's own."""
    return postgres_copies()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a migrated database, once for each kind."""
    return str(request.getfixturevalue(f"{request.param}_ready"))


@pytest.fixture
def database(url: str, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated database, once for each kind."""
    opened_one = open_database(url, cipher)
    yield opened_one
    opened_one.close()


@pytest.fixture
def sibling(url: str, database: Database, cipher: Cipher) -> Iterator[Database]:
    """Yield the same database as another process has it."""
    assert database.engine.url.database
    opened_one = open_database(url, cipher)
    yield opened_one
    opened_one.close()


@pytest.fixture
def sqlite(sqlite_ready: str, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated SQLite database."""
    opened_one = open_database(sqlite_ready, cipher)
    yield opened_one
    opened_one.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture
async def desk() -> AsyncIterator[TokenDesk]:
    async with opened() as made:
        yield made
