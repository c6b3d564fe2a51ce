"""Facts about the installation, each under a key."""

from __future__ import annotations

from sqlalchemy import Connection, select

from coaching.models import MetaRow
from coaching.repository.rows import table_of

META = table_of(MetaRow)
SCRUB = "scrub"


def read_fact(connection: Connection, key: str) -> str:
    """Return the fact under ``key``, or empty text."""
    return connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or ""


def write_fact(connection: Connection, key: str, value: str) -> None:
    """Set the fact under ``key``."""
    changed = connection.execute(META.update().where(META.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(META.insert().values(key=key, value=value))


def ask_for_scrub(connection: Connection) -> None:
    """Note that erased rows still have to be wiped from the database's files."""
    write_fact(connection, SCRUB, "yes")
