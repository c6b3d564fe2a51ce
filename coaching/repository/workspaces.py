"""A whole workspace taken out: its people with all they have, some at a time, then its name."""

from __future__ import annotations

from sqlalchemy import Connection, select

from coaching.models import UserRow, WorkspaceRow
from coaching.repository.belongings import erase
from coaching.repository.facts import ask_for_scrub
from coaching.repository.rows import table_of

WORKSPACES = table_of(WorkspaceRow)
USERS = table_of(UserRow)
PEOPLE = 5
"""How many people one unit of work removes: each may have thousands of rows."""


def erase_workspace(connection: Connection, platform: str, external: str) -> int:
    """Remove up to `PEOPLE` people with all their rows; return how many.

    Once nobody is left, the workspace's own row goes and 0 is returned.
    """
    named = (WORKSPACES.c.platform == platform) & (WORKSPACES.c.external == external)
    workspace = connection.execute(select(WORKSPACES.c.id).where(named)).scalar()
    if workspace is None:
        return 0
    here = USERS.c.workspace_id == workspace
    people = connection.execute(select(USERS.c.id).where(here).limit(PEOPLE)).scalars().all()
    for user in people:
        erase(connection, workspace, user)
    if not people:
        connection.execute(WORKSPACES.delete().where(WORKSPACES.c.id == workspace))
        ask_for_scrub(connection)
    return len(people)
