"""The feeds and pages of everybody that are to be fetched: claimed once, whoever comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from coaching.models import FeedRow, LinkRow
from coaching.repository.deliveries import within
from coaching.repository.rows import table_of
from coaching.repository.scope import Scope

FEEDS = table_of(FeedRow)
LINKS = table_of(LinkRow)
LEASE = timedelta(minutes=15)
"""How long what was claimed is left to whoever claimed it: more than a round can take."""
SOON = timedelta(minutes=10)
"""Who follows the same feed and is due within this gets it in the same go; less than the lease."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One page to fetch, for one workspace.

    ``readers`` are (user, number) of the feeds that it is for, or of the one saved link whose
    title is wanted, if it is a ``page``. ``etag`` and ``modified`` are what to ask with.
    """

    workspace_id: int
    url: str
    readers: tuple[tuple[int, int], ...]
    page: bool = False
    etag: str = ""
    modified: str = ""


@cache
def _due_feeds(scope: Scope | None) -> Select[Any]:
    c = FEEDS.c
    return (
        select(c.workspace_id, c.url_key)
        .where(c.next_at <= bindparam("now"), *within(scope, c.workspace_id, c.user_id))
        .order_by(c.next_at)
        .limit(bindparam("count"))
    )


@cache
def _same_feed(scope: Scope | None) -> Select[Any]:
    c = FEEDS.c
    return (
        select(FEEDS)
        .where(
            c.workspace_id == bindparam("workspace"),
            c.url_key == bindparam("key"),
            c.next_at <= bindparam("by"),
            *within(scope, c.workspace_id, c.user_id),
        )
        .order_by(c.user_id, c.number)
        .with_for_update(skip_locked=True)
    )


@cache
def _due_pages(scope: Scope | None) -> Select[Any]:
    c = LINKS.c
    return (
        select(c.workspace_id, c.user_id, c.number, c.url)
        .where(c.next_at <= bindparam("now"), *within(scope, c.workspace_id, c.user_id))
        .order_by(c.next_at)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )


def claim_feeds(
    connection: Connection, now: datetime, count: int, scope: Scope | None = None
) -> list[Errand]:
    """Take up to ``count`` feeds that are due; each is for all in its workspace who follow it."""
    due = connection.execute(_due_feeds(scope), {"now": now, "count": count}).all()
    errands = []
    for workspace, key in dict.fromkeys((row.workspace_id, row.url_key) for row in due):
        asked = {"workspace": workspace, "key": key, "by": now + SOON}
        rows = connection.execute(_same_feed(scope), asked).all()
        if any(row.next_at <= now for row in rows):
            _lease(connection, rows, now)
            errands.append(_errand(rows))
    return errands


def claim_pages(
    connection: Connection, now: datetime, count: int, scope: Scope | None = None
) -> list[Errand]:
    """Take up to ``count`` saved links whose titles are wanted."""
    rows = connection.execute(_due_pages(scope), {"now": now, "count": count}).all()
    for row in rows:
        mine = (LINKS.c.workspace_id == row.workspace_id) & (LINKS.c.user_id == row.user_id)
        this = mine & (LINKS.c.number == row.number)
        connection.execute(LINKS.update().where(this).values(next_at=now + LEASE))
    return [
        Errand(row.workspace_id, row.url, ((row.user_id, row.number),), page=True) for row in rows
    ]


def _lease(connection: Connection, rows: list[Row[Any]] | Any, now: datetime) -> None:  # noqa: ANN401 SQLAlchemy's own sequence
    for row in rows:
        this = (
            (FEEDS.c.workspace_id == row.workspace_id)
            & (FEEDS.c.user_id == row.user_id)
            & (FEEDS.c.number == row.number)
        )
        connection.execute(FEEDS.update().where(this).values(next_at=now + LEASE))


def _errand(rows: Any) -> Errand:  # noqa: ANN401 SQLAlchemy's own sequence
    marks = {(row.etag, row.modified) for row in rows}
    # Only if all of them have read the same is "unchanged" an answer for all.
    etag, modified = marks.pop() if len(marks) == 1 else ("", "")
    readers = tuple((row.user_id, row.number) for row in rows)
    return Errand(rows[0].workspace_id, rows[0].url, readers, etag=etag, modified=modified)
