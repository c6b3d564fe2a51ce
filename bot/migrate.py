"""Brings the database's schema to where the code wants it; safe to run from several processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

import migrations

ADVISORY_LOCK = 0x6E65746C


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration over ``connection``."""
    made = Config()
    made.set_main_option("script_location", str(Path(migrations.__file__).parent))
    made.attributes["connection"] = connection
    return made


def head() -> str:
    """Return the newest revision."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    if found is None:
        reason = "there are no revisions"
        raise LookupError(reason)
    return found


def is_current(connection: Connection) -> bool:
    """Return whether the database's schema is the newest one."""
    return MigrationContext.configure(connection).get_current_revision() == head()


def upgrade(engine: Engine, revision: str = "head") -> bool:
    """Upgrade to ``revision``, one process at a time; return whether there was anything to do."""
    with alone(engine) as connection:
        if revision == "head" and is_current(connection):
            return False
        command.upgrade(config(connection), revision)
        return True


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to ``revision`` (``"base"`` for nothing at all)."""
    with alone(engine) as connection:
        command.downgrade(config(connection), revision)


def check(engine: Engine) -> None:
    """Raise Alembic's error if tables and revisions do not say the same."""
    with alone(engine) as connection:
        command.check(config(connection))


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Yield a transaction that no other process that starts is in at the same time."""
    # SQLite begins IMMEDIATE (bot.database), so the transaction itself is the lock there.
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield connection
