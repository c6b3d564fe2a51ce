"""The feeds that a person follows, and those that her colleagues let her see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from coaching.models import FeedRow, UserRow
from coaching.repository.account import Account
from coaching.repository.rows import Rows, Values, select_mine, select_numbered, table_of

FEEDS = table_of(FeedRow)
USERS = table_of(UserRow)
EVERY = timedelta(hours=1)
"""How often a feed is fetched at most."""
_AFRESH: Values = {"etag": "", "modified": "", "failures": 0, "trouble": ""}
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed as the person sees it. ``next_at`` is None once it was given up; ``trouble`` says why."""

    number: int
    url: str
    title: str
    shared: bool
    added_at: datetime
    next_at: datetime | None
    read_at: datetime | None
    failures: int
    trouble: str


@cache
def _mine() -> Select[Any]:
    return select_mine(FEEDS).order_by(FEEDS.c.number)


@cache
def _by_key() -> Select[Any]:
    return select_mine(FEEDS).where(FEEDS.c.url_key == bindparam("key"))


@cache
def _shared() -> Select[Any]:
    c = FEEDS.c
    same = (USERS.c.workspace_id == c.workspace_id) & (USERS.c.id == c.user_id)
    return (
        select(c.url, c.url_key, c.title, USERS.c.name)
        .join(USERS, same)
        .where(
            c.workspace_id == bindparam("the_workspace"),
            c.user_id != bindparam("the_user"),
            c.shared,
            c.read_at.is_not(None),
        )
        .order_by(c.added_at)
        .limit(_SHOWN * 3)
    )


@dataclass(slots=True)
class Feeds:
    """The feeds of one person, within one unit of work."""

    rows: Rows
    account: Account

    def all(self) -> list[Followed]:
        """Return the feeds that the person follows, the oldest first."""
        return [followed_of(row) for row in self.rows.fetch(_mine())]

    def get(self, number: int) -> Followed | None:
        """Return the feed with that number, or None."""
        row = self.rows.first(select_numbered(FEEDS), the_number=number)
        return followed_of(row) if row else None

    def find(self, key: str) -> Followed | None:
        """Return the feed at an address, by its key (`coaching.links`), or None."""
        row = self.rows.first(_by_key(), key=key)
        return followed_of(row) if row else None

    def add(self, url: str, key: str, *, shared: bool) -> int:
        """Follow a feed from now on; return its number."""
        number = self.account.next_number()
        now = self.rows.now
        values = {
            **_AFRESH,
            "url": url,
            "url_key": key,
            "title": "",
            "shared": shared,
            "added_at": now,
            "next_at": now,
            "read_at": None,
        }
        self.rows.insert(FEEDS, number, values)
        return number

    def change(self, feed: Followed, **values: object) -> None:
        """Change columns of a feed; can be undone."""
        row = self.rows.first(select_numbered(FEEDS), the_number=feed.number)
        if row is not None:
            self.rows.update(FEEDS, feed.number, row._mapping, values)  # noqa: SLF001 SQLAlchemy's public name for it

    def note(self, number: int, **values: object) -> None:
        """Write down what came of fetching a feed; nothing that the person would undo."""
        self.rows.quietly(FEEDS, number, values)

    def remove(self, number: int) -> None:
        """Follow a feed no longer."""
        row = self.rows.first(select_numbered(FEEDS), the_number=number)
        if row is not None:
            self.rows.delete(FEEDS, row)

    def look_again(self) -> None:
        """Have all feeds read whole as soon as they may be, as after a new interest was told."""
        for feed in self.all():
            if feed.next_at is not None and feed.read_at is not None:
                soonest = max(self.rows.now, feed.read_at + EVERY)
                self.note(feed.number, **_AFRESH, next_at=min(feed.next_at, soonest))

    def of_colleagues(self) -> list[tuple[str, str, str]]:
        """Return (url, title, who follows it) of feeds shared with everyone and not followed yet."""
        mine = {row.url_key for row in self.rows.fetch(_mine())}
        found: dict[str, tuple[str, str, str]] = {}
        for row in self.rows.fetch(_shared()):
            if row.url_key not in mine:
                found.setdefault(row.url_key, (row.url, row.title, row.name))
        return list(found.values())[:_SHOWN]


def followed_of(row: Row[Any]) -> Followed:
    """Return the feed behind a row."""
    return Followed(
        number=row.number,
        url=row.url,
        title=row.title,
        shared=row.shared,
        added_at=row.added_at,
        next_at=row.next_at,
        read_at=row.read_at,
        failures=row.failures,
        trouble=row.trouble,
    )
