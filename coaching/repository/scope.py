"""Whom a process looks after: everybody on its platforms, or one person alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_

from coaching.models import UserRow, WorkspaceRow
from coaching.repository.rows import table_of

USERS = table_of(UserRow)
WORKSPACES = table_of(WorkspaceRow)


@dataclass(frozen=True, slots=True)
class Scope:
    """People of ``platforms``; with ``person`` only that one, as (workspace, user) on them."""

    platforms: tuple[str, ...]
    person: tuple[str, str] | None = None

    def holds(
        self, workspace_id: ColumnElement[Any], user_id: ColumnElement[Any]
    ) -> ColumnElement[bool]:
        """Return the condition that the user with these ids is among them."""
        here = WORKSPACES.c.platform.in_(self.platforms)
        if self.person is None:
            return workspace_id.in_(select(WORKSPACES.c.id).where(here))
        workspace, user = self.person
        hers = (
            select(USERS.c.workspace_id, USERS.c.id)
            .join(WORKSPACES, WORKSPACES.c.id == USERS.c.workspace_id)
            .where(here, WORKSPACES.c.external == workspace, USERS.c.external == user)
        )
        return tuple_(workspace_id, user_id).in_(hers)
