"""From a sender to her book: workspaces and users found or made, messages taken once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, select

from coaching.limits import LONGEST, SHOWN
from coaching.messages import Message, Sender
from coaching.models import InboxRow, NudgeRow, UserRow, WorkspaceRow
from coaching.names import storable
from coaching.repository import Repository
from coaching.repository.account import Defaults, account_of, new_user, select_user
from coaching.repository.prepared import prepared
from coaching.repository.rows import Rows, table_of

WORKSPACES = table_of(WorkspaceRow)
USERS = table_of(UserRow)
INBOX = table_of(InboxRow)
NUDGES = table_of(NudgeRow)


@cache
def _workspace() -> Select[Any]:
    return select(WORKSPACES.c.id).where(
        WORKSPACES.c.platform == bindparam("platform"),
        WORKSPACES.c.external == bindparam("external"),
    )


@cache
def _locked_workspace() -> Select[Any]:
    return (
        select(WORKSPACES.c.last_user).where(WORKSPACES.c.id == bindparam("id")).with_for_update()
    )


@cache
def _user_by_id() -> Select[Any]:
    return (
        select(USERS)
        .where(
            USERS.c.workspace_id == bindparam("the_workspace"), USERS.c.id == bindparam("the_user")
        )
        .with_for_update()
    )


@cache
def _taken() -> Select[Any]:
    return select(INBOX.c.reply).where(
        INBOX.c.workspace_id == bindparam("workspace"),
        INBOX.c.message_id == bindparam("message"),
    )


@cache
def _insert_inbox() -> Insert:
    return INBOX.insert().values({name: bindparam(name) for name in INBOX.c.keys()})  # noqa: SIM118 not a dict


@dataclass(slots=True)
class Door:
    """Opens the book of whoever is speaking. Remembers workspaces: their ids never change."""

    defaults: Defaults
    _workspaces: dict[tuple[str, str], int]

    def __init__(self, defaults: Defaults | None = None) -> None:
        """Start with no workspace known."""
        self.defaults = defaults or Defaults()
        self._workspaces = {}

    def open(
        self, connection: Connection, sender: Sender, now: datetime
    ) -> tuple[Repository, bool]:
        """Return the sender's book, and whether she is new; her row stays locked until the end."""
        workspace = self._workspace_id(connection, sender, now)
        key = {"the_workspace": workspace, "external": sender.user}
        find = prepared(select_user(), connection)
        found = find.first(connection, key)
        new = found is None
        if new:
            number = _next_user(connection, workspace)
            connection.execute(
                USERS.insert(), new_user(workspace, number, sender, now, self.defaults)
            )
            found = find.first(connection, key)
        rows = Rows(connection, workspace, found.id, now)
        return Repository.over(rows, account_of(rows, found)), new

    def find(self, connection: Connection, sender: Sender, now: datetime) -> Repository | None:
        """Return the sender's book; None, and nothing is made, if she never spoke."""
        names = {"platform": sender.platform, "external": sender.workspace}
        workspace = connection.execute(_workspace(), names).scalar()
        if workspace is None:
            return None
        key = {"the_workspace": workspace, "external": sender.user}
        found = prepared(select_user(), connection).first(connection, key)
        rows = Rows(connection, workspace, found.id, now) if found else None
        return Repository.over(rows, account_of(rows, found)) if rows else None

    def forget_workspaces(self) -> None:
        """Forget the remembered ids, as after a unit of work that did not commit."""
        self._workspaces.clear()

    def _workspace_id(self, connection: Connection, sender: Sender, now: datetime) -> int:
        key = (sender.platform, sender.workspace)
        if key not in self._workspaces:
            names = {"platform": sender.platform, "external": sender.workspace}
            found = connection.execute(_workspace(), names).scalar()
            if found is None:
                made = WORKSPACES.insert().values(**names, last_user=0, created_at=now)
                found = connection.execute(made.returning(WORKSPACES.c.id)).scalar_one()
                return int(found)
            self._workspaces[key] = found
        return self._workspaces[key]


def _next_user(connection: Connection, workspace: int) -> int:
    last = connection.execute(_locked_workspace(), {"id": workspace}).scalar_one()
    connection.execute(
        WORKSPACES.update().where(WORKSPACES.c.id == workspace).values(last_user=last + 1)
    )
    return int(last) + 1


def book_of(
    connection: Connection, workspace_id: int, user_id: int, now: datetime
) -> Repository | None:
    """Return the book of a user by id, her row locked; None if she is gone."""
    rows = Rows(connection, workspace_id, user_id, now)
    found = rows.first(_user_by_id())
    return Repository.over(rows, account_of(rows, found)) if found else None


def earlier_reply(repository: Repository, message: Message) -> str | None:
    """Return the stored answer to a message that was taken before, or None."""
    rows = repository.rows
    values = {"workspace": rows.workspace_id, "message": message.id}
    found = prepared(_taken(), rows.connection).first(rows.connection, values)
    return found and str(found.reply)


def take(repository: Repository, message: Message, reply: str) -> None:
    """Store a message with its answer."""
    rows = repository.rows
    press = message.press
    rows.run(
        _insert_inbox(),
        {
            "workspace_id": rows.workspace_id,
            "message_id": message.id,
            "user_id": rows.user_id,
            "received_at": rows.now,
            "said": _storable(message.text),
            "reply": reply,
            "pressed": press.card[:200] if press else "",
            "label": press.label[:100] if press else "",
        },
    )


def _storable(text: str) -> str:
    # What is too long to be read is not kept.
    return storable(text if len(text) <= LONGEST else text[:SHOWN] + "…")
