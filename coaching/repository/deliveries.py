"""The nudges of everybody on their way: who is due to be looked at, what is claimed and sent.

A nudge goes ``due → claimed → sending → sent``; a crash or a doubtful answer leaves it ``unsure``
until the platform was asked, and ``unknown`` where the platform cannot tell. Every step carries
the claim's number (``attempt``), so that a worker that lost its lease cannot write. How often it
was claimed is no matter; only sends that failed are counted against it (``failures``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Update, bindparam, func, or_, select, tuple_

from coaching.models import ContactRow, NudgeRow, UserRow
from coaching.repository.rows import table_of
from coaching.repository.scope import Scope

NUDGES = table_of(NudgeRow)
USERS = table_of(UserRow)
CONTACTS = table_of(ContactRow)
LEASE = timedelta(seconds=60)
SETTLED = timedelta(seconds=60)
"""How long after its lease an interrupted send is left alone: it may still be on its way."""
WAITING = ("due", "claimed", "sending", "unsure")
"""States of a nudge that is on its way."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A nudge in a worker's hands.

    ``attempt`` is the claim's number, ``failures`` how many sends have failed so far. ``moment`` is
    when it was meant to be sent, ``due`` when it is after it was put off. ``about`` names the thing
    nudged about. A post to a channel has its ``room``, which is then the ``conversation`` too.
    """

    workspace_id: int
    user_id: int
    number: int
    attempt: int
    failures: int
    state: str
    moment: datetime
    due: datetime
    promised: bool
    about: str
    contact: int
    room: str
    conversation: str

    @property
    def key(self) -> str:
        """Return the name under which the platform gets the card: unique, and says nothing."""
        return f"nudge:{self.workspace_id}.{self.user_id}.{self.number}"


def within(scope: Scope | None, workspace_id: Column[Any], user_id: Column[Any]) -> tuple[Any, ...]:
    """Return the condition that a row is of somebody in ``scope``, if there is one."""
    if scope is None:
        return ()
    # A sum has no index: else SQLite looks at all rows of all workspaces for the few that are due.
    workspace = workspace_id if scope.person else workspace_id + 0
    return (scope.holds(workspace, user_id),)


@cache
def _due_users(scope: Scope | None) -> Select[Any]:
    c = USERS.c
    return (
        select(c.workspace_id, c.id)
        .where(c.next_look_at <= bindparam("now"), *within(scope, c.workspace_id, c.id))
        .order_by(USERS.c.next_look_at)
        .limit(bindparam("count"))
    )


@cache
def _next_look(scope: Scope | None) -> Select[Any]:
    c = USERS.c
    return (
        select(c.next_look_at)
        .where(c.next_look_at.is_not(None), *within(scope, c.workspace_id, c.id))
        .order_by(USERS.c.next_look_at)
        .limit(1)
    )


@cache
def _claimable(scope: Scope | None) -> Select[Any]:
    c = NUDGES.c
    return (
        select(c.workspace_id, c.user_id, c.number)
        .where(
            c.platform.in_(bindparam("platforms", expanding=True)),
            *within(scope, c.workspace_id, c.user_id),
            or_(
                (c.state == "due") & (c.due_at <= bindparam("by")),
                (c.state == "unsure") & (c.due_at <= bindparam("by")),
                (c.state == "claimed") & (c.lease_until <= bindparam("now")),
                (c.state == "sending") & (c.lease_until <= bindparam("settled")),
            ),
        )
        .order_by(c.due_at)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )


@cache
def _whole() -> Select[Any]:
    same = (USERS.c.workspace_id == NUDGES.c.workspace_id) & (USERS.c.id == NUDGES.c.user_id)
    # Not the content: one that cannot be read must not keep others from being claimed.
    c = NUDGES.c
    key = (c.workspace_id, c.user_id, c.number)
    times = (c.state, c.attempt, c.failures, c.created_at, c.due_at)
    about = (c.promised, c.key, c.contact, c.room, USERS.c.conversation)
    return select(*key, *times, *about).join(USERS, same).where(*_this())


def _this() -> tuple[Any, ...]:
    return (
        NUDGES.c.workspace_id == bindparam("w"),
        NUDGES.c.user_id == bindparam("u"),
        NUDGES.c.number == bindparam("n"),
    )


@cache
def _step(columns: tuple[str, ...]) -> Update:
    return (
        NUDGES.update()
        .where(
            *_this(),
            NUDGES.c.attempt == bindparam("held_attempt"),
            NUDGES.c.state == bindparam("held_state"),
        )
        .values({name: bindparam(name) for name in columns})
    )


def due_users(
    connection: Connection, now: datetime, count: int, scope: Scope | None = None
) -> list[tuple[int, int]]:
    """Return (workspace, user) of those whom the planner should look at, longest due first."""
    rows = connection.execute(_due_users(scope), {"now": now, "count": count}).all()
    return [(row.workspace_id, row.id) for row in rows]


def all_users(connection: Connection) -> list[tuple[int, int]]:
    """Return (workspace, user) of everybody."""
    rows = connection.execute(select(USERS.c.workspace_id, USERS.c.id)).all()
    return [(row.workspace_id, row.id) for row in rows]


def next_look(connection: Connection, scope: Scope | None = None) -> datetime | None:
    """Return the instant at which anybody is due to be looked at next."""
    found: datetime | None = connection.execute(_next_look(scope)).scalar()
    return found


def look_later(connection: Connection, workspace_id: int, user_id: int, at: datetime) -> None:
    """Have a person looked at again at ``at``, whatever her other rows say."""
    this = (USERS.c.workspace_id == workspace_id) & (USERS.c.id == user_id)
    connection.execute(USERS.update().where(this).values(next_look_at=at))


@cache
def _next_due(scope: Scope | None) -> Select[Any]:
    c = NUDGES.c
    return select(func.min(c.due_at)).where(
        c.state.in_(("due", "unsure")),
        c.platform.in_(bindparam("platforms", expanding=True)),
        *within(scope, c.workspace_id, c.user_id),
    )


def next_due(
    connection: Connection, platforms: tuple[str, ...], scope: Scope | None = None
) -> datetime | None:
    """Return when a nudge that waits for one of the ``platforms`` is due next."""
    found: datetime | None = connection.execute(_next_due(scope), {"platforms": platforms}).scalar()
    return found


def claim(
    connection: Connection,
    now: datetime,
    worker: str,
    platforms: tuple[str, ...],
    count: int,
    scope: Scope | None = None,
    by: datetime | None = None,
) -> list[Delivery]:
    """Take up to ``count`` nudges for ``platforms`` that are due ``by`` then or were left behind.

    ``by`` is now unless it is said. A nudge left in ``sending`` by a worker that went away comes
    back as ``unsure``: it may have been sent.
    """
    values = {
        "now": now,
        "by": by or now,
        "settled": now - SETTLED,
        "count": count,
        "platforms": platforms,
    }
    found = connection.execute(_claimable(scope), values).all()
    return [
        delivery
        for row in found
        if (delivery := _take(connection, row.workspace_id, row.user_id, row.number, now, worker))
    ]


def _take(
    connection: Connection, workspace_id: int, user_id: int, number: int, now: datetime, worker: str
) -> Delivery | None:
    key = {"w": workspace_id, "u": user_id, "n": number}
    row = connection.execute(_whole(), key).first()
    if row is None:
        return None
    state = "unsure" if row.state in ("sending", "unsure") else "claimed"
    # A worker that went away in the middle of a send may have gone because of it.
    failures = row.failures + (row.state == "sending")
    after = {
        "state": "sending" if state == "unsure" else "claimed",
        "claimed_by": worker,
        "lease_until": now + LEASE,
        "attempt": row.attempt + 1,
        "failures": failures,
    }
    held = {"held_attempt": row.attempt, "held_state": row.state}
    connection.execute(_step(tuple(sorted(after))), {**key, **held, **after})
    return _delivery(row, state, row.attempt + 1, failures)


def _delivery(row: Row[Any], state: str, attempt: int, failures: int) -> Delivery:
    return Delivery(
        workspace_id=row.workspace_id,
        user_id=row.user_id,
        number=row.number,
        attempt=attempt,
        failures=failures,
        state=state,
        moment=row.created_at,
        due=row.due_at,
        promised=row.promised,
        about=row.key,
        contact=row.contact,
        room=row.room,
        conversation=row.room or row.conversation,
    )


def step(connection: Connection, delivery: Delivery, held: str, **after: object) -> bool:
    """Write the delivery's next state if it is still in this worker's hands; say whether it was.

    ``held`` is the state the worker believes it to be in.
    """
    values = {
        "w": delivery.workspace_id,
        "u": delivery.user_id,
        "n": delivery.number,
        "held_attempt": delivery.attempt,
        "held_state": held,
        **after,
    }
    return connection.execute(_step(tuple(sorted(after))), values).rowcount == 1


def count_states(connection: Connection) -> dict[str, int]:
    """Return how many nudges are in each state."""
    counted = select(NUDGES.c.state, func.count()).group_by(NUDGES.c.state)
    return {state: count for state, count in connection.execute(counted).all()}  # noqa: C416 rows are not pairs to mypy


def mark_nudged(connection: Connection, delivery: Delivery, day: object) -> None:
    """Write on the contact's row that somebody was pointed at it."""
    if delivery.contact:
        key = (delivery.workspace_id, delivery.user_id, delivery.contact)
        same = tuple_(CONTACTS.c.workspace_id, CONTACTS.c.user_id, CONTACTS.c.number) == key
        connection.execute(CONTACTS.update().where(same).values(nudged_on=day))
