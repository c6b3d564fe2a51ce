"""Column types: instants in UTC, texts that are encrypted at rest, lists as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from coaching.models.cipher import Cipher

CIPHER = "netlead_cipher"
"""The attribute of an engine's dialect on which its `Cipher` rides (see `bot.database`)."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant. SQLite forgets zones, so everything is stored and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC; `ValueError` for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            reason = "an instant needs a time zone"
            raise ValueError(reason)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 the signature is SQLAlchemy's
        """Return the stored instant, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EncryptedText(TypeDecorator[str]):
    """Text that the database only ever sees encrypted; empty text stays empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the token that is stored."""
        if not value:
            return value
        cipher: Cipher = getattr(dialect, CIPHER)
        return cipher.encrypt(value.encode()).decode("ascii")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text; `cryptography.fernet.InvalidToken` if the key does not fit."""
        if not value:
            return value
        cipher: Cipher = getattr(dialect, CIPHER)
        return cipher.decrypt(value).decode()


class JSONList(TypeDecorator[tuple[str, ...]]):
    """A short list of words."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 the signature is SQLAlchemy's
        """Return the list as JSON; an empty one as empty text."""
        return json.dumps(list(value), ensure_ascii=False) if value else ""

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ANN401, ARG002 the signature is SQLAlchemy's
        """Return the words."""
        return tuple(json.loads(value)) if value else ()
