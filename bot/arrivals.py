"""What platforms delivered: stored before it is acknowledged, each once, and worked off once.

A delivery is in the hands of whoever stored it for as long as its lease; what is left behind by a
process that died is taken up by the next one that looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    Update,
    bindparam,
    case,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from adapters.base import Arrival
from bot.database import Database
from bot.gathering import Gathering
from coaching.clock import Clock
from coaching.models import ArrivalRow
from coaching.repository.prepared import prepared
from coaching.repository.rows import table_of

ARRIVALS: Table = table_of(ArrivalRow)
LEASE = timedelta(seconds=90)
"""Longer than working off one delivery may take, with all waiting for the platform."""
TRIES = 5
TOGETHER = 64
_RETRY = timedelta(seconds=10)


@cache
def _insert(dialect: str) -> Executable:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    names: dict[str, Any] = {n: bindparam(n) for n in ARRIVALS.c.keys()}  # noqa: SIM118 not a dict
    return make(ARRIVALS).values(names).on_conflict_do_nothing()


@cache
def _settle() -> Update:
    settled = ARRIVALS.update().values(state=bindparam("state"), body=bindparam("body"))
    return settled.where(
        ARRIVALS.c.platform == bindparam("the_platform"),
        ARRIVALS.c.tenant == bindparam("the_tenant"),
        ARRIVALS.c.key == bindparam("the_key"),
    )


@cache
def _left_over() -> Select[Any]:
    c = ARRIVALS.c
    return (
        select(c.tenant, c.key, c.body, c.tries)
        .where(
            c.state == "new",
            c.lease_until <= bindparam("now"),
            c.platform == bindparam("platform"),
            c.tries < TRIES,
        )
        .order_by(c.lease_until)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )


class StoredArrivals:
    """One platform's deliveries in the database."""

    def __init__(self, database: Database, clock: Clock, platform: str) -> None:
        """Keep what ``platform`` delivers."""
        self._database = database
        self._clock = clock
        self._platform = platform
        self._coming: Gathering[Arrival, bool] = Gathering(self._keep_all, TOGETHER)
        self._done: Gathering[Arrival, None] = Gathering(self._settle_all, TOGETHER)

    async def keep(self, arrival: Arrival, within: float) -> bool:
        """Store a delivery; False if its key is known; `TimeoutError` after some seconds."""
        return await self._coming.add(arrival, within)

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

    async def _keep_all(self, arrivals: Sequence[Arrival]) -> Sequence[bool]:
        return await self._database.run(self._insert_all, arrivals)

    async def _settle_all(self, arrivals: Sequence[Arrival]) -> Sequence[None]:
        await self._database.run(self._close_all, arrivals)
        return [None] * len(arrivals)

    def _insert_all(self, arrivals: Sequence[Arrival]) -> list[bool]:
        lease = self._clock.now() + LEASE
        common = {"platform": self._platform, "state": "new", "tries": 0, "lease_until": lease}
        rows = [
            {**common, "tenant": item.tenant, "key": item.key, "body": item.body}
            for item in arrivals
        ]
        with self._database.transaction() as connection:
            insert = prepared(_insert(connection.dialect.name), connection)
            together = connection.begin_nested()
            if insert.run_many(connection, rows) == len(rows):
                together.commit()
                return [True] * len(rows)
            # Only now it matters which of them are new.
            together.rollback()
            return [insert.run(connection, row).rowcount == 1 for row in rows]

    def _close_all(self, arrivals: Sequence[Arrival]) -> None:
        settled = {"state": "done", "body": ""}
        rows = [self._named(item) | settled for item in arrivals]
        with self._database.transaction() as connection:
            prepared(_settle(), connection).run_many(connection, rows)

    def _put_back(self, arrival: Arrival) -> None:
        c = ARRIVALS.c
        again = c.tries < TRIES - 1
        with self._database.transaction() as connection:
            connection.execute(
                ARRIVALS.update()
                .where(self._is(arrival), c.state == "new")
                .values(
                    state=case((again, "new"), else_="dead"),
                    tries=c.tries + 1,
                    lease_until=self._clock.now() + _RETRY,
                )
            )

    def _take(self, count: int) -> list[Arrival]:
        now = self._clock.now()
        values = {"platform": self._platform, "now": now, "count": count}
        with self._database.transaction() as connection:
            found = [
                Arrival(row.key, row.tenant, row.body, row.tries + 1)
                for row in connection.execute(_left_over(), values).all()
            ]
            for arrival in found:
                self._extend(connection, arrival, now + LEASE)
        return found

    def _extend(self, connection: Connection, arrival: Arrival, until: datetime) -> None:
        taken = ARRIVALS.update().where(self._is(arrival))
        connection.execute(taken.values(lease_until=until, tries=arrival.tries))

    def _forget(self, tenant: str) -> None:
        c = ARRIVALS.c
        which = (c.platform == self._platform) & (c.tenant == tenant)
        with self._database.transaction() as connection:
            connection.execute(ARRIVALS.delete().where(which))

    def _is(self, arrival: Arrival) -> ColumnElement[bool]:
        c = ARRIVALS.c
        mine = (c.platform == self._platform) & (c.tenant == arrival.tenant)
        return mine & (c.key == arrival.key)

    def _named(self, arrival: Arrival) -> dict[str, str]:
        return {
            "the_platform": self._platform,
            "the_tenant": arrival.tenant,
            "the_key": arrival.key,
        }
