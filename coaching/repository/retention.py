"""What time takes away: old messages, undo data, words of old nudges, people long out of touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, bindparam, case, func, or_, select

from coaching.models import (
    ArrivalRow,
    ChangeRow,
    ContactRow,
    FeedRow,
    GiftRow,
    InboxRow,
    LinkRow,
    NeedRow,
    NudgeRow,
    PromiseRow,
    ReachOutRow,
    TouchRow,
    UserRow,
)
from coaching.repository.rows import table_of

BATCH = 200
"""The most rows that one unit of work changes."""
USERS = table_of(UserRow)
CONTACTS = table_of(ContactRow)
TOUCHES = table_of(TouchRow)
PROMISES = table_of(PromiseRow)
REACH_OUTS = table_of(ReachOutRow)
FEEDS = table_of(FeedRow)
GIFTS = table_of(GiftRow)
LINKS = table_of(LinkRow)
NEEDS = table_of(NeedRow)
CHANGES = table_of(ChangeRow)
ARRIVALS = table_of(ArrivalRow)
INBOX = table_of(InboxRow)
NUDGES = table_of(NudgeRow)


_HANGS_ON = (
    (TOUCHES, "contact"),
    (PROMISES, "contact"),
    (REACH_OUTS, "contact"),
    (GIFTS, "contact"),
    (CONTACTS, "number"),
)
"""What goes with a contact, itself last."""


def _keys(table: Table) -> tuple[Any, ...]:
    return tuple(table.primary_key.columns)


def _this(table: Table) -> Any:  # noqa: ANN401 SQLAlchemy's own union
    return and_(*(column == bindparam(f"key_{column.name}") for column in _keys(table)))


def _parameters(rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    return [{f"key_{name}": value for name, value in row._mapping.items()} for row in rows]  # noqa: SLF001 SQLAlchemy's public name for it


def _delete(connection: Connection, table: Table, which: Any) -> int:  # noqa: ANN401 SQLAlchemy's own union
    rows = connection.execute(select(*_keys(table)).where(which).limit(BATCH)).all()
    if rows:
        connection.execute(table.delete().where(_this(table)), _parameters(rows))
    return len(rows)


def _wipe(connection: Connection, table: Table, column: str, which: Any) -> int:  # noqa: ANN401 SQLAlchemy's own union
    written = and_(which, table.c[column] != "")
    rows = connection.execute(select(*_keys(table)).where(written).limit(BATCH)).all()
    if rows:
        wiped = table.update().where(_this(table)).values({column: ""})
        connection.execute(wiped, _parameters(rows))
    return len(rows)


def purge_inbox(connection: Connection, before: datetime) -> int:
    """Remove messages taken before an instant, a batch at a time; return how many."""
    return _delete(connection, INBOX, INBOX.c.received_at < before)


def purge_arrivals(connection: Connection, before: datetime) -> int:
    """Remove what platforms delivered before an instant, a batch at a time; return how many.

    A delivery's lease is looked at, which ends shortly after it came or was last tried.
    """
    old = and_(ARRIVALS.c.state.in_(("new", "done", "dead")), ARRIVALS.c.lease_until < before)
    return _delete(connection, ARRIVALS, old)


def wipe_undo(connection: Connection, since: datetime, before: datetime) -> int:
    """Wipe what it would take to undo the entries of a span, a batch at a time."""
    span = and_(CHANGES.c.at >= since, CHANGES.c.at < before)
    return _wipe(connection, CHANGES, "before", span)


def purge_history(connection: Connection, before: datetime) -> int:
    """Remove entries of histories made before an instant, a batch at a time."""
    return _delete(connection, CHANGES, CHANGES.c.at < before)


def expire_unsent(connection: Connection, before: datetime) -> int:
    """Let go of coaching nudges that nobody could send in time, a batch at a time."""
    late = and_(NUDGES.c.state == "due", NUDGES.c.due_at < before, NUDGES.c.promised.is_(False))
    rows = connection.execute(select(*_keys(NUDGES)).where(late).limit(BATCH)).all()
    if rows:
        expired = NUDGES.update().where(_this(NUDGES), NUDGES.c.state == "due")
        connection.execute(expired.values(state="expired"), _parameters(rows))
    return len(rows)


def people_after(
    connection: Connection, last: tuple[int, int], count: int
) -> list[tuple[int, int]]:
    """Return (workspace, user) of the next ``count`` people in the order of their keys."""
    workspace, user = last
    beyond = or_(
        USERS.c.workspace_id > workspace,
        and_(USERS.c.workspace_id == workspace, USERS.c.id > user),
    )
    found = select(USERS.c.workspace_id, USERS.c.id).where(beyond)
    ordered = found.order_by(USERS.c.workspace_id, USERS.c.id).limit(count)
    return [(row.workspace_id, row.id) for row in connection.execute(ordered).all()]


def wipe_nudges(connection: Connection, workspace_id: int, user_id: int, before: datetime) -> int:
    """Wipe the words of a person's nudges planned before an instant, a batch at a time."""
    old = and_(_of(NUDGES, workspace_id, user_id), NUDGES.c.created_at < before)
    return _wipe(connection, NUDGES, "content", old)


def retire(connection: Connection, workspace_id: int, user_id: int, before: date) -> int:
    """Remove what a person has long done with; return how many rows.

    That is contacts without a touch since ``before`` and with no promise still open, with all
    that hangs on them, promises, asks and offers closed before it, and nudges from before it. A
    batch at a time.
    """
    old = and_(_of(NUDGES, workspace_id, user_id), NUDGES.c.created_at < _midnight(before))
    removed = _delete(connection, NUDGES, old)
    for contact in _out_of_touch(connection, workspace_id, user_id, before):
        for table, column in _HANGS_ON:
            which = and_(_of(table, workspace_id, user_id), table.c[column] == contact)
            removed += connection.execute(table.delete().where(which)).rowcount
    for table, closed in ((PROMISES, PROMISES.c.settled_at), (NEEDS, NEEDS.c.closed_at)):
        which = and_(_of(table, workspace_id, user_id), closed < _midnight(before))
        removed += _delete(connection, table, which)
    return removed


def clear_shelf(
    connection: Connection, workspace_id: int, user_id: int, before: datetime, saved: datetime
) -> int:
    """Remove a person's links of feeds kept ``before`` an instant, and her own before ``saved``.

    With them what fitted somebody and was not given. A batch at a time; return how many rows.
    """
    mine = _of(LINKS, workspace_id, user_id)
    age = case((LINKS.c.feed == 0, saved), else_=before)
    followed = select(FEEDS.c.number).where(_of(FEEDS, workspace_id, user_id))
    stray = and_(LINKS.c.feed != 0, LINKS.c.feed.not_in(followed))
    removed = _delete(connection, LINKS, and_(mine, or_(LINKS.c.kept_at < age, stray)))
    c = GIFTS.c
    kept = select(LINKS.c.number).where(mine)
    loose = and_(c.given_on.is_(None), c.link.not_in(kept))
    old = and_(c.given_on.is_not(None), c.made_at < saved)
    which = and_(_of(GIFTS, workspace_id, user_id), or_(loose, old))
    return removed + _delete(connection, GIFTS, which)


def _of(table: Table, workspace_id: int, user_id: int) -> Any:  # noqa: ANN401 SQLAlchemy's own union
    return and_(table.c.workspace_id == workspace_id, table.c.user_id == user_id)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _out_of_touch(
    connection: Connection, workspace_id: int, user_id: int, before: date
) -> list[int]:
    promised = select(PROMISES.c.contact).where(
        _of(PROMISES, workspace_id, user_id), PROMISES.c.settled_at.is_(None)
    )
    found = (
        select(CONTACTS.c.number)
        .where(
            _of(CONTACTS, workspace_id, user_id),
            func.coalesce(CONTACTS.c.last_on, CONTACTS.c.added_on) < before,
            CONTACTS.c.added_on < before,
            CONTACTS.c.number.not_in(promised),
        )
        .limit(BATCH // 10)
    )
    return [row.number for row in connection.execute(found).all()]
