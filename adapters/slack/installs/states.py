"""Installations under way: who began one in which browser, for ten minutes, good for one use."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Table, func, select

from adapters.slack.tables import SlackStateRow
from adapters.store import Store
from coaching.clock import Clock

GOOD_FOR = timedelta(minutes=10)
MOST_PENDING = 10_000
"""Installations under way at one time: outsiders can begin as many as they like."""

STATES: Table = SlackStateRow.__table__  # type: ignore[attr-defined]  # SQLModel leaves it untyped
_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class States:
    """States of OAuth, bound to the browser's cookie; only hashes of the two are kept."""

    def __init__(self, store: Store, clock: Clock, *, most: int = MOST_PENDING) -> None:
        """Keep at most about ``most`` states in ``store``; the oldest make room for new ones."""
        self._store = store
        self._clock = clock
        self._most = most

    async def begin(self, browser: str = "") -> tuple[str, str]:
        """Return a new state and the value of the browser's cookie.

        ``browser`` is the cookie's value so far: kept if it is one, so that two tabs do not spoil
        each other's installation.
        """
        state = secrets.token_urlsafe(_BYTES)
        if not _SECRET.fullmatch(browser):
            browser = secrets.token_urlsafe(_BYTES)
        await self._store.run(self._insert, state, browser)
        return state, browser

    async def take(self, state: str, browser: str) -> bool:
        """Use a state up; False if it is unknown, used, too old, or another browser's."""
        if not _SECRET.fullmatch(state) or not _SECRET.fullmatch(browser):
            return False
        return await self._store.run(self._delete, state, browser)

    def _insert(self, state: str, browser: str) -> None:
        now = self._clock.now()
        with self._store.transaction() as connection:
            _make_room(connection, now, self._most)
            connection.execute(
                STATES.insert().values(
                    state_hash=_hash(state),
                    browser_hash=_hash(browser),
                    expires_at=now + GOOD_FOR,
                )
            )

    def _delete(self, state: str, browser: str) -> bool:
        # One statement decides, so that of many who come with the same state one gets through.
        c = STATES.c
        used_up = STATES.delete().where(
            c.state_hash == _hash(state),
            c.browser_hash == _hash(browser),
            c.expires_at > self._clock.now(),
        )
        with self._store.transaction() as connection:
            return connection.execute(used_up).rowcount == 1


def _make_room(connection: Connection, now: datetime, most: int) -> None:
    c = STATES.c
    connection.execute(STATES.delete().where(c.expires_at <= now))
    pending = connection.execute(select(func.count()).select_from(STATES)).scalar_one()
    if pending >= most:
        oldest = select(c.state_hash).order_by(c.expires_at).limit(pending - most + 1)
        connection.execute(STATES.delete().where(c.state_hash.in_(oldest)))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
