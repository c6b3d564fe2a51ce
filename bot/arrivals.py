"""What platforms delivered: stored before it is acknowledged, each once, and worked off once.

A delivery is in the hands of whoever stored it for as long as its lease; what is left behind by a
process that died is taken up by the next one that looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite

from adapters.base import Arrival
from bot.database import Database
from bot.gathering import Gathering
from bot.ticket import Ticket
from coaching.clock import Clock
from coaching.models import ArrivalRow
from coaching.models.types import EncryptedText
from coaching.repository.prepared import prepared
from coaching.repository.rows import table_of

ARRIVALS: Table = table_of(ArrivalRow)
LEASE = timedelta(seconds=80)
"""Longer than working off one delivery takes, with all waiting for the platform; and short enough
for what a dead process left to be taken up within a minute and a half."""
TRIES = 5
TOGETHER = 64
_RETRY = timedelta(seconds=10)
_SLOWER = 4
"""How many times longer the pause is before each further try: 14 minutes for all."""
_OPEN = ("new", "back")
_BODY = EncryptedText()


class _NotAllError(Exception):
    """Not all of what was stored is new and still waited for; takes a unit of work back."""


@cache
def _insert(dialect: str) -> Executable:
    # One statement for any number of deliveries: between two, the thread has to wait for its turn.
    c = ARRIVALS.c
    given, cell = _given(dialect)
    values: dict[Column[Any], ColumnElement[Any]] = {
        c.platform: bindparam("platform", type_=c.platform.type),
        c.tenant: cell(0),
        c.key: cell(1),
        c.state: literal_column("'new'"),
        c.tries: literal_column("0"),
        c.lease_until: bindparam("lease_until", type_=c.lease_until.type),
        c.body: cell(2),
    }
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    rows = select(*values.values()).select_from(given).where(true())
    return make(ARRIVALS).from_select(list(values), rows).on_conflict_do_nothing()


@cache
def _settle(dialect: str) -> Update:
    c = ARRIVALS.c
    given, cell = _given(dialect)
    named = tuple_(c.tenant, c.key).in_(select(cell(0), cell(1)).select_from(given))
    settled = ARRIVALS.update().values(state=literal_column("'done'"), body=literal_column("''"))
    return settled.where(c.platform == bindparam("the_platform"), named)


def _given(dialect: str) -> tuple[FromClause, Callable[[int], ColumnElement[str]]]:
    """Return the rows that the parameter ``rows`` holds as a JSON list of lists, and their cells."""
    rows = bindparam("rows", type_=Text)
    if dialect == "sqlite":
        each = func.json_each(rows).table_valued("value", name="given")
        return each, lambda n: func.json_extract(each.c.value, literal_column(f"'$[{n}]'"))
    each = func.json_array_elements(cast(rows, JSON)).table_valued("value", name="given")
    return each, lambda n: each.c.value.op("->>")(literal_column(str(n)))


@cache
def _left_over() -> Select[Any]:
    c = ARRIVALS.c
    return (
        select(c.tenant, c.key, c.body, c.tries, c.state)
        .where(
            c.state.in_(_OPEN),
            c.lease_until <= bindparam("now"),
            c.platform == bindparam("platform"),
            c.tries < TRIES,
        )
        .order_by(c.lease_until)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )


@dataclass(frozen=True, slots=True)
class _Coming:
    """A delivery that is to be stored, its body sealed.

    Whoever takes the ticket decides: in time, or not at all.
    """

    row: tuple[str, str, str | None]
    ticket: Ticket = field(default_factory=Ticket)


class StoredArrivals:
    """One platform's deliveries in the database.

    A delivery's ``state`` is ``new`` while somebody works on it, ``back`` when that failed and it
    waits for its next try, ``done``, or ``dead`` after `TRIES`.
    """

    def __init__(self, database: Database, clock: Clock, platform: str) -> None:
        """Keep what ``platform`` delivers."""
        self._database = database
        self._clock = clock
        self._platform = platform
        self._coming: Gathering[_Coming, bool] = Gathering(self._keep_all, TOGETHER)
        self._done: Gathering[Arrival, None] = Gathering(self._settle_all, TOGETHER)

    async def keep(self, arrival: Arrival, within: float) -> bool:
        """Store a delivery; False if its key is known; `TimeoutError` after some seconds.

        Then it is not stored later either, unless the database is silent just as it commits.
        """
        # Not in the database thread: it would have to wait for its turn again after every seal.
        sealed = _BODY.process_bind_param(arrival.body, self._database.engine.dialect)
        coming = _Coming((arrival.tenant, arrival.key, sealed))
        return await self._coming.add(coming, within, coming.ticket.take)

    async def settle(self, arrival: Arrival) -> None:
        """Note that a delivery was worked off, and forget what was in it."""
        await self._done.add(arrival)

    async def put_back(self, arrival: Arrival) -> None:
        """Let a delivery be tried again later, or never after `TRIES`."""
        await self._database.run(self._put_back, arrival)

    async def left_over(self, count: int) -> Sequence[Arrival]:
        """Take up to ``count`` deliveries that nobody has in hands."""
        return await self._database.run(self._take, count)

    async def forget(self, tenant: str) -> None:
        """Remove everything that was delivered for a workspace."""
        await self._database.run(self._forget, tenant)

    async def _keep_all(self, coming: Sequence[_Coming]) -> Sequence[bool]:
        return await self._database.run(self._insert_wanted, coming)

    async def _settle_all(self, arrivals: Sequence[Arrival]) -> Sequence[None]:
        await self._database.run(self._close_all, arrivals)
        return [None] * len(arrivals)

    def _insert_wanted(self, coming: Sequence[_Coming]) -> list[bool]:
        """Store what is still waited for once it could be stored; True for what is new."""
        wanted: list[bool] = []
        with suppress(_NotAllError), self._database.transaction() as connection:
            count = self._insert(connection, coming)
            wanted = [item.ticket.take() for item in coming]
            if count == len(coming) and all(wanted):
                return wanted
            raise _NotAllError
        # Only now it matters which of them are new.
        with self._database.transaction() as connection:
            return [
                stays and self._insert(connection, [item]) == 1
                for item, stays in zip(coming, wanted, strict=True)
            ]

    def _insert(self, connection: Connection, coming: Sequence[_Coming]) -> int:
        """Store deliveries; return how many of them were new."""
        values = {
            "platform": self._platform,
            "lease_until": self._clock.now() + LEASE,
            "rows": json.dumps([item.row for item in coming]),
        }
        insert = prepared(_insert(connection.dialect.name), connection)
        return insert.run(connection, values).rowcount

    def _close_all(self, arrivals: Sequence[Arrival]) -> None:
        rows = json.dumps([[item.tenant, item.key] for item in arrivals])
        with self._database.transaction() as connection:
            settle = prepared(_settle(connection.dialect.name), connection)
            settle.run(connection, {"the_platform": self._platform, "rows": rows})

    def _put_back(self, arrival: Arrival) -> None:
        c = ARRIVALS.c
        again = c.tries < TRIES - 1
        pause = _RETRY * _SLOWER ** min(arrival.tries, TRIES)
        with self._database.transaction() as connection:
            connection.execute(
                ARRIVALS.update()
                .where(self._is(arrival), c.state.in_(_OPEN))
                .values(
                    state=case((again, "back"), else_="dead"),
                    tries=c.tries + 1,
                    lease_until=self._clock.now() + pause,
                )
            )

    def _take(self, count: int) -> list[Arrival]:
        now = self._clock.now()
        values = {"platform": self._platform, "now": now, "count": count}
        with self._database.transaction() as connection:
            # Who put a delivery back counted that try; of one that is left nobody did.
            found = [
                Arrival(row.key, row.tenant, row.body, row.tries + (row.state == "new"))
                for row in connection.execute(_left_over(), values).all()
            ]
            for arrival in found:
                self._extend(connection, arrival, now + LEASE)
        return found

    def _extend(self, connection: Connection, arrival: Arrival, until: datetime) -> None:
        taken = ARRIVALS.update().where(self._is(arrival))
        connection.execute(taken.values(state="new", lease_until=until, tries=arrival.tries))

    def _forget(self, tenant: str) -> None:
        c = ARRIVALS.c
        which = (c.platform == self._platform) & (c.tenant == tenant)
        with self._database.transaction() as connection:
            connection.execute(ARRIVALS.delete().where(which))

    def _is(self, arrival: Arrival) -> ColumnElement[bool]:
        c = ARRIVALS.c
        mine = (c.platform == self._platform) & (c.tenant == arrival.tenant)
        return mine & (c.key == arrival.key)
