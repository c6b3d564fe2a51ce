"""The table of installations: its statements, and its rows as `Installation`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from adapters.slack.installs.installed import Installation, Key
from adapters.slack.tables import SlackInstallationRow

INSTALLATIONS: Table = SlackInstallationRow.__table__  # type: ignore[attr-defined]  # SQLModel leaves it untyped
_COLUMNS = tuple(field.name for field in fields(Installation))
_KEY = ("enterprise_id", "team_id")


def candidates(connection: Connection, enterprise_id: str, team_id: str) -> list[Installation]:
    """Return the workspace's own installation and its organisation's, the one to use first.

    A workspace's id is unique among all of Slack, so it is found whatever organisation it joined
    since; organisations may be named in either place.
    """
    c = INSTALLATIONS.c
    places: list[ColumnElement[bool]] = [
        and_(c.team_id == "", c.enterprise_id.in_([enterprise_id, team_id]), c.enterprise_id != "")
    ]
    if team_id:
        places.append(c.team_id == team_id)
    found = _read(connection, or_(*places))
    return sorted(found, key=lambda i: _rank(i, enterprise_id), reverse=True)


def _rank(installation: Installation, enterprise_id: str) -> tuple[bool, bool, bool, datetime]:
    return (
        installation.active,
        bool(installation.team_id),
        installation.enterprise_id == enterprise_id,
        installation.installed_at,
    )


def expiring(connection: Connection, before: datetime) -> list[Installation]:
    """Return the active installations whose token ends before then, the first to end first."""
    c = INSTALLATIONS.c
    found = _read(connection, and_(c.status == "active", c.expires_at < before))
    return sorted(found, key=lambda i: i.expires_at or before)


def to_erase(connection: Connection, now: datetime) -> list[Installation]:
    """Return the lost installations whose time has come."""
    c = INSTALLATIONS.c
    return _read(connection, and_(c.status != "active", c.erase_at <= now))


def put(connection: Connection, installation: Installation) -> None:
    """Write an installation over whatever is known of the same place."""
    c = INSTALLATIONS.c
    if installation.team_id:
        # A workspace that joined an organisation since is still the same workspace.
        elsewhere = c.enterprise_id != installation.enterprise_id
        connection.execute(
            INSTALLATIONS.delete().where(c.team_id == installation.team_id, elsewhere)
        )
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = _values(installation)
    connection.execute(
        make(INSTALLATIONS)
        .values(values)
        .on_conflict_do_update(
            index_elements=_KEY, set_={n: v for n, v in values.items() if n not in _KEY}
        )
    )


def amend(
    connection: Connection, key: Key, change: Callable[[Installation], Installation | None]
) -> tuple[Installation | None, Installation | None]:
    """Let ``change`` make a new state of the one under ``key``, with nobody in between.

    Returns what was there and what is there now; the second is None where nothing changed.
    """
    found = _read(connection, _is(key), lock=True)
    if not found:
        return None, None
    after = change(found[0])
    if after is not None:
        connection.execute(INSTALLATIONS.update().where(_is(key)).values(_values(after)))
    return found[0], after


def remove(connection: Connection, key: Key, now: datetime) -> bool:
    """Remove a lost installation whose time has come; one that came back meanwhile stays."""
    c = INSTALLATIONS.c
    due = and_(_is(key), c.status != "active", c.erase_at <= now)
    return bool(connection.execute(INSTALLATIONS.delete().where(due)).rowcount)


def _is(key: Key) -> ColumnElement[bool]:
    return and_(INSTALLATIONS.c.enterprise_id == key[0], INSTALLATIONS.c.team_id == key[1])


def _read(
    connection: Connection, where: ColumnElement[bool], *, lock: bool = False
) -> list[Installation]:
    statement = select(INSTALLATIONS).where(where)
    rows: Iterable[Any] = connection.execute(statement.with_for_update() if lock else statement)
    return [
        Installation(**{**row._mapping, "scopes": frozenset(row.scopes)})  # noqa: SLF001 SQLAlchemy's public name for it
        for row in rows
    ]


def _values(installation: Installation) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(installation, name) for name in _COLUMNS}
    values["scopes"] = tuple(sorted(installation.scopes))
    return values
