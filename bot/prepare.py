"""The database made ready before anything else: private, in the right key, of this version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from bot.database import Database, open_database
from bot.key_check import mark, require_fit
from bot.migrate import alone, upgrade
from bot.secret_key import load_cipher
from bot.settings import Settings
from coaching.models.cipher import Cipher


@contextmanager
def prepared(settings: Settings) -> Iterator[tuple[Database, Cipher]]:
    """Yield the database, brought to this version, and the cipher of what is written in it.

    `SettingsError`: the key cannot be used, or is not this database's.
    """
    cipher = load_cipher(settings)
    _make_private(settings.sqlalchemy_url)
    database = open_database(settings.sqlalchemy_url, cipher)
    try:
        bring_up(database.engine, cipher, settings)
        yield database, cipher
    finally:
        database.close()


def bring_up(engine: Engine, cipher: Cipher, settings: Settings) -> bool:
    """Bring the database to this version; return whether there was anything to do.

    The key is looked at before anything is changed, and once more afterwards: of two first starts
    with two keys at once, one wins.
    """
    with engine.begin() as connection:
        require_fit(connection, cipher, settings)
    changed = upgrade(engine)
    with alone(engine) as connection:
        require_fit(connection, cipher, settings)
        mark(connection, cipher)
    return changed


def _make_private(url: str) -> None:
    """Make a new SQLite file readable for its owner alone; its journals take after it."""
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and not Path(path).exists():
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
