"""Database addresses: what an operator writes, and what SQLAlchemy needs."""

from __future__ import annotations

from urllib.parse import urlsplit

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")
FORMS = "sqlite:///file.db, sqlite:////folder/file.db or postgresql://user:password@host/database"


def driver_url(url: str) -> str:
    """Return the SQLAlchemy URL for ``url``; `ValueError` in words that never repeat the URL.

    Accepted are ``sqlite:///relative.db``, ``sqlite:////absolute.db``, ``postgresql://…`` and
    ``postgres://…`` (as some hosts write it).
    """
    if url.startswith(_SQLITE):
        return _SQLITE + _sqlite_path(url.removeprefix(_SQLITE))
    for prefix in _POSTGRES:
        if url.startswith(prefix):
            _check_postgres(url)
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    reason = f"it must look like {FORMS}"
    raise ValueError(reason)


def _sqlite_path(path: str) -> str:
    if not path or path.startswith(":memory:"):
        reason = (
            "a database in memory would forget everything; name a file, as in sqlite:///file.db"
        )
        raise ValueError(reason)
    if "?" in path:
        reason = "a SQLite address is only a file name, without “?”"
        raise ValueError(reason)
    if path.endswith("/"):
        reason = "it names a folder; name a file in it, as in sqlite:///folder/file.db"
        raise ValueError(reason)
    return path


def _check_postgres(url: str) -> None:
    # urlsplit finds broken ports and brackets only when asked; its own words may hold a password.
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        reason = "it cannot be read; characters such as @ : / # ? in a password are written as %40 %3A %2F %23 %3F"
        raise ValueError(reason) from None
    if not parts.path.strip("/"):
        reason = "the name of the database is missing at the end, as in postgresql://host/netlead"
        raise ValueError(reason)
