"""What tests of the running program share: migrated databases of both kinds, a clock, a log."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.database import Database, open_database
from coaching.clock import StoppedClock
from coaching.models.cipher import Cipher
from tests.bot.people import MONDAY


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
    opened = open_database(url, cipher)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_ready: str, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated SQLite database."""
    opened = open_database(sqlite_ready, cipher)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MONDAY)


@pytest.fixture(autouse=True)
def written_down(log: io.StringIO) -> io.StringIO:
    """Let NetLead write down what it says about itself in every test of the running program."""
    return log
