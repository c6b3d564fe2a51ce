"""What tests of the running program share: migrated databases of both kinds, logs as text."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import structlog
from cryptography.fernet import MultiFernet

from bot import logs
from bot.database import Database, build_engine, open_database
from bot.migrate import upgrade
from coaching.clock import StoppedClock
from tests.bot.people import MONDAY

_numbers = count(1)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, cipher: MultiFernet) -> Path:
    """Return a migrated SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("migrated") / "netlead.db"
    _migrate(f"sqlite:///{path}", cipher)
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres_server: str, cipher: MultiFernet) -> str:
    """Return the name of a migrated PostgreSQL database that tests copy."""
    name = "netlead_template"
    _sql(postgres_server, f"CREATE DATABASE {name}")
    _migrate(_address(postgres_server, name), cipher)
    return name


@pytest.fixture
def sqlite_ready(migrated_file: Path, tmp_path: Path) -> str:
    """Return the address of a migrated SQLite file of this test's own."""
    path = tmp_path / "ready.db"
    shutil.copy(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_ready(postgres_server: str, migrated_template: str) -> str:
    """Return the address of a migrated PostgreSQL database of this test's own.

    It goes with the server: dropping each would cost more than the tests.
    """
    name = f"netlead_{next(_numbers)}"
    _sql(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_template}")
    return _address(postgres_server, name)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of a migrated database, once for each kind."""
    return str(request.getfixturevalue(f"{request.param}_ready"))


@pytest.fixture
def database(url: str, cipher: MultiFernet) -> Iterator[Database]:
    """Yield a migrated database, once for each kind."""
    opened = open_database(url, cipher)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_ready: str, cipher: MultiFernet) -> Iterator[Database]:
    """Yield a migrated SQLite database."""
    opened = open_database(sqlite_ready, cipher)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MONDAY)


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """Yield what NetLead writes down about itself while a test runs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("debug", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _migrate(url: str, cipher: MultiFernet) -> None:
    engine = build_engine(url, cipher)
    upgrade(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _sql(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _address(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://", 1)
    return f"{base}/{name}?{query}" if query else f"{base}/{name}"
