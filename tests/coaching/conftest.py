"""What tests of the coach share: a conversation over a fresh database file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.database import build_engine
from bot.migrate import upgrade
from coaching.clock import StoppedClock
from coaching.models.cipher import Cipher
from tests.coaching.talk import MONDAY, Talk


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, cipher: Cipher) -> Path:
    """Return a migrated SQLite file that each test copies."""
    path = tmp_path_factory.mktemp("empty") / "netlead.db"
    engine = build_engine(f"sqlite:///{path}", cipher)
    upgrade(engine)
    with engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def talk(empty_database: Path, tmp_path: Path, cipher: Cipher) -> Iterator[Talk]:
    """Return somebody's conversation with the coach on Monday 2 March 2026, 10:00 in Berlin."""
    path = tmp_path / "netlead.db"
    shutil.copy(empty_database, path)
    engine = build_engine(f"sqlite:///{path}", cipher)
    yield Talk(engine, StoppedClock(MONDAY))
    engine.dispose()
