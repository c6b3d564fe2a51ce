"""The table of addresses: its statements, and its rows as `Known`.

What comes late must not undo what came after it: each statement looks at when a row was last seen.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, case, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from adapters.teams.outbound.known import Known
from adapters.teams.tables import TeamsAddressRow
from adapters.teams.turns import Address

ADDRESSES: Table = TeamsAddressRow.__table__  # type: ignore[attr-defined]  # SQLModel leaves it untyped
_KEY = ("tenant", "place")
_DETAILS = ("scope", "team", "service_url", "conversation", "bot", "mri")
_LASTING = ("team", "conversation", "mri")
"""What stays known when an activity does not tell it: in a channel nobody has a direct chat."""
_C = ADDRESSES.c
_THIS = and_(_C.tenant == bindparam("of_tenant"), _C.place == bindparam("of_place"))


def see(connection: Connection, known: Known) -> None:
    """Write down that something came from there: whatever was wrong with the address is over."""
    address = known.address
    row = {
        "tenant": address.tenant,
        "place": known.place,
        "scope": address.scope,
        "team": known.team,
        "service_url": address.service_url,
        "conversation": address.conversation,
        "bot": address.bot,
        "mri": known.mri,
        "state": "active",
        "seen_at": known.seen_at,
    }
    connection.execute(_seeing(connection.dialect.name), row)


def take_out(connection: Connection, tenant: str, place: str, at: datetime) -> None:
    """Blank an address: the app was taken out there, at ``at``, unless something came since."""
    row = {"tenant": tenant, "place": place, "state": "removed", "seen_at": at}
    connection.execute(_taking(connection.dialect.name), row | dict.fromkeys(_DETAILS, ""))


def take_out_team(connection: Connection, tenant: str, team: str, at: datetime) -> None:
    """Blank the addresses of a team's channels."""
    its = and_(_C.tenant == tenant, _C.team == team, _C.seen_at <= at)
    blank: dict[str, Any] = dict.fromkeys(_DETAILS, "")
    connection.execute(ADDRESSES.update().where(its).values(**blank, state="removed", seen_at=at))


def find(connection: Connection, tenant: str, place: str) -> Known | None:
    """Return what is known of a person or room; None where the app is not."""
    row = connection.execute(_FIND, {"of_tenant": tenant, "of_place": place}).one_or_none()
    if row is None:
        return None
    return Known(
        place=row.place,
        address=Address(
            tenant=row.tenant,
            service_url=row.service_url,
            conversation=row.conversation,
            scope=row.scope,
            bot=row.bot,
        ),
        seen_at=row.seen_at,
        mri=row.mri,
        team=row.team,
        alive=row.state == "active",
    )


def bury(connection: Connection, known: Known) -> bool:
    """Mark an address as dead, unless something came from there since it was read."""
    same = and_(*_is(known), _C.seen_at == known.seen_at, _C.state == "active")
    return bool(connection.execute(ADDRESSES.update().where(same).values(state="dead")).rowcount)


def open_chat(connection: Connection, known: Known) -> None:
    """Write down which conversation a person's direct chat is, where none was known."""
    missing = and_(*_is(known), _C.conversation == "", _C.state != "removed")
    opened = {"conversation": known.address.conversation}
    connection.execute(ADDRESSES.update().where(missing).values(opened))


def drop(connection: Connection, known: Known) -> None:
    """Remove an address that is not to be trusted, unless it is another by now."""
    same = and_(*_is(known), _C.service_url == known.address.service_url)
    connection.execute(ADDRESSES.delete().where(same))


def forget(connection: Connection, tenant: str, place: str = "") -> None:
    """Remove every trace of one person or room, or of a whole tenant."""
    its = _C.tenant == tenant
    connection.execute(ADDRESSES.delete().where(and_(its, _C.place == place) if place else its))


def sweep(connection: Connection, removed_before: datetime, seen_before: datetime) -> int:
    """Remove what was blanked long ago, and what nobody has been seen at for long."""
    blanked = and_(_C.state == "removed", _C.seen_at < removed_before)
    old = or_(blanked, _C.seen_at < seen_before)
    return connection.execute(ADDRESSES.delete().where(old)).rowcount


_FIND = select(ADDRESSES).where(_THIS, _C.state != "removed")


def _is(known: Known) -> tuple[Any, Any]:
    return _C.tenant == known.address.tenant, _C.place == known.place


@cache
def _seeing(dialect: str) -> Any:  # noqa: ANN401 either kind's own insert
    insert = _insert(dialect)
    new = insert.excluded
    kept = {n: case((new[n] == "", _C[n]), else_=new[n]) for n in _LASTING}
    fresh = {n: new[n] for n in (*_DETAILS, "state", "seen_at")}
    return _newest_wins(insert, fresh | kept)


@cache
def _taking(dialect: str) -> Any:  # noqa: ANN401 either kind's own insert
    insert = _insert(dialect)
    return _newest_wins(insert, {n: insert.excluded[n] for n in (*_DETAILS, "state", "seen_at")})


def _insert(dialect: str) -> Any:  # noqa: ANN401 either kind's own insert
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return make(ADDRESSES)


def _newest_wins(insert: Any, values: dict[str, Any]) -> Any:  # noqa: ANN401 either kind's own insert
    later = _C.seen_at <= insert.excluded.seen_at
    return insert.on_conflict_do_update(index_elements=_KEY, set_=values, where=later)
