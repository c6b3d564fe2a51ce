"""The weekly prompts of channels: what holds where, what is due, what became of the last post.

A channel's newest row holds (`coaching.models.programmes`). Rows that no longer hold are kept while
the entry that replaced them can be undone, then they go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from coaching.models import NudgeRow, ProgrammeRow, UserRow
from coaching.prompts import KIND, Programme
from coaching.repository.account import Account
from coaching.repository.deliveries import within
from coaching.repository.journal import UNDO_FOR
from coaching.repository.rows import Rows, select_mine, select_numbered, table_of
from coaching.repository.scope import Scope
from coaching.weekly import Weekly, next_time

PROGRAMMES = table_of(ProgrammeRow)
USERS = table_of(UserRow)
NUDGES = table_of(NudgeRow)

Key = tuple[int, int, int]
"""Workspace, user and number of a programme."""


@cache
def _newest() -> Select[Any]:
    c = PROGRAMMES.c
    same = (USERS.c.workspace_id == c.workspace_id) & (USERS.c.id == c.user_id)
    return (
        select(PROGRAMMES, USERS.c.name.label("owner_name"))
        .join(USERS, same)
        .where(c.workspace_id == bindparam("the_workspace"), c.room == bindparam("room"))
        .order_by(c.made_at.desc(), c.user_id.desc(), c.number.desc())
        .limit(1)
    )


@cache
def _due(scope: Scope | None) -> Select[Any]:
    c = PROGRAMMES.c
    return (
        select(c.workspace_id, c.user_id, c.number)
        .where(c.next_at <= bindparam("now"), *within(scope, c.workspace_id, c.user_id))
        .order_by(c.next_at)
        .limit(bindparam("count"))
    )


@cache
def _next(scope: Scope | None) -> Select[Any]:
    c = PROGRAMMES.c
    mine = within(scope, c.workspace_id, c.user_id)
    return select(c.next_at).where(*mine).order_by(c.next_at).limit(1)


@cache
def _last_post() -> Select[Any]:
    c = NUDGES.c
    return (
        select_mine(NUDGES)
        .with_only_columns(c.state, c.created_at)
        .where(c.kind == KIND, c.key == bindparam("key"))
        .order_by(c.number.desc())
        .limit(1)
    )


def due_programmes(
    connection: Connection, now: datetime, count: int, scope: Scope | None = None
) -> list[Key]:
    """Return up to ``count`` programmes that the planner should look at, longest due first."""
    rows = connection.execute(_due(scope), {"now": now, "count": count}).all()
    return [(row.workspace_id, row.user_id, row.number) for row in rows]


def next_programme(connection: Connection, scope: Scope | None = None) -> datetime | None:
    """Return the instant at which any programme is to be looked at next."""
    found: datetime | None = connection.execute(_next(scope)).scalar()
    return found


def look_at(connection: Connection, key: Key, at: datetime) -> None:
    """Have a programme looked at again at ``at``, whatever its other columns say."""
    c = PROGRAMMES.c
    workspace, user, number = key
    this = (c.workspace_id == workspace) & (c.user_id == user) & (c.number == number)
    connection.execute(PROGRAMMES.update().where(this).values(next_at=at))


@dataclass(slots=True)
class Programmes:
    """The programmes of a workspace's channels, as one person finds and sets them."""

    rows: Rows
    account: Account

    def newest(self, room: str) -> Programme | None:
        """Return what was set last for a channel: a programme, or its end; None if nothing was."""
        row = self.rows.first(_newest(), room=room)
        return programme_of(row, row.owner_name) if row else None

    def running(self, room: str) -> Programme | None:
        """Return the programme that a channel has."""
        newest = self.newest(room)
        return newest if newest and newest.running else None

    def mine(self, number: int) -> Programme | None:
        """Return the person's own programme with that number, whether it holds or not."""
        row = self.rows.first(select_numbered(PROGRAMMES), the_number=number)
        return programme_of(row, self.account.row["name"]) if row else None

    def set_up(self, room: str, rule: Weekly) -> Programme:
        """Let the channel have weekly prompts, in the person's name from now on."""
        return self._add(room, rule, next_time(rule, self.rows.now), running=True)

    def end(self, programme: Programme) -> None:
        """End the programme of a channel."""
        self._add(programme.room, programme.rule, self.rows.now + UNDO_FOR, running=False)

    def _add(self, room: str, rule: Weekly, next_at: datetime, *, running: bool) -> Programme:
        newest = self.newest(room)
        number = self.account.next_number()
        values = {
            "room": room,
            "weekday": rule.weekday,
            "at": rule.at.hour * 60 + rule.at.minute,
            "time_zone": rule.zone,
            "country": rule.country,
            "running": running,
            # Where the one before stopped, so that a change brings no prompt twice.
            "turn": newest.turn if newest else number,
            "made_at": self.rows.now,
            "next_at": next_at,
        }
        self.rows.insert(PROGRAMMES, number, values)
        return Programme(
            owner=self.rows.user_id,
            owner_name=self.account.row["name"],
            number=number,
            room=room,
            rule=rule,
            running=running,
            turn=newest.turn if newest else number,
            made_at=self.rows.now,
            next_at=next_at,
        )

    def move(self, programme: Programme, next_at: datetime, *, posted: bool = False) -> None:
        """Look at the person's own programme again at ``next_at``; the next prompt if one went out."""
        after = {"next_at": next_at, "turn": programme.turn + posted}
        self.rows.quietly(PROGRAMMES, programme.number, after)

    def clear(self, programme: Programme) -> None:
        """Remove a row that can no longer come into force; with a channel's end all before it."""
        c = PROGRAMMES.c
        gone = (c.workspace_id == self.rows.workspace_id) & (c.room == programme.room)
        if programme.running:
            gone &= (c.user_id == self.rows.user_id) & (c.number == programme.number)
        else:
            gone &= c.made_at <= programme.made_at
        self.rows.connection.execute(PROGRAMMES.delete().where(gone))

    def last_post(self, programme: Programme) -> tuple[str, datetime] | None:
        """Return the state of a programme's last post and the moment it was for, if there was one."""
        theirs = Rows(self.rows.connection, self.rows.workspace_id, programme.owner, self.rows.now)
        row = theirs.first(_last_post(), key=programme.key)
        return (row.state, row.created_at) if row else None


def programme_of(row: Row[Any], owner_name: str) -> Programme:
    """Return the programme behind a row."""
    return Programme(
        owner=row.user_id,
        owner_name=owner_name,
        number=row.number,
        room=row.room,
        rule=Weekly(row.weekday, time(*divmod(row.at, 60)), row.time_zone, row.country),
        running=row.running,
        turn=row.turn,
        made_at=row.made_at,
        next_at=row.next_at,
    )
