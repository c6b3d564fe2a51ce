"""What a person promised, needs and can give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Row, Select, bindparam

from coaching.models import NeedRow, PromiseRow
from coaching.network import Need, Promise
from coaching.repository.account import Account
from coaching.repository.rows import Rows, select_mine, select_numbered, table_of

PROMISES = table_of(PromiseRow)
NEEDS = table_of(NeedRow)


@cache
def _open_promises() -> Select[Any]:
    return (
        select_mine(PROMISES)
        .where(PROMISES.c.settled_at.is_(None))
        .order_by(PROMISES.c.due, PROMISES.c.number)
    )


@cache
def _of_contact() -> Select[Any]:
    return select_mine(PROMISES).where(PROMISES.c.contact == bindparam("contact"))


@cache
def _open_needs() -> Select[Any]:
    return select_mine(NEEDS).where(NEEDS.c.closed_at.is_(None)).order_by(NEEDS.c.number)


@dataclass(slots=True)
class Promises:
    """The promises of one person, within one unit of work."""

    rows: Rows
    account: Account

    def add(self, contact: int, what: str, made_on: date, due: datetime) -> Promise:
        """Write a promise to a contact, or to herself with contact 0."""
        number = self.account.next_number()
        values = {
            "contact": contact,
            "what": what,
            "made_on": made_on,
            "due": due,
            "settled_at": None,
            "kept": False,
        }
        self.rows.insert(PROMISES, number, values)
        return Promise(number=number, contact=contact, what=what, made_on=made_on, due=due)

    def get(self, number: int) -> Promise | None:
        """Return the open promise with that number, or None."""
        row = self.rows.first(select_numbered(PROMISES), the_number=number)
        return promise_of(row) if row and row.settled_at is None else None

    def open(self) -> list[Promise]:
        """Return the open promises, the next one due first."""
        return [promise_of(row) for row in self.rows.fetch(_open_promises())]

    def settle(self, promise: Promise, *, kept: bool) -> None:
        """Close a promise as kept or let go."""
        before = {"settled_at": None, "kept": False}
        after = {"settled_at": self.rows.now, "kept": kept}
        self.rows.update(PROMISES, promise.number, before, after)

    def move(self, promise: Promise, due: datetime) -> None:
        """Set another time for a promise."""
        self.rows.update(PROMISES, promise.number, {"due": promise.due}, {"due": due})

    def hand_over(self, source: int, target: int) -> None:
        """Give all promises to one contact to another, the settled ones too."""
        for row in self.rows.fetch(_of_contact(), contact=source):
            before, after = {"contact": source}, {"contact": target}
            self.rows.update(PROMISES, row.number, before, after)

    def remove_all(self, contact: int) -> int:
        """Remove all promises to a contact; return how many there were."""
        rows = self.rows.fetch(_of_contact(), contact=contact)
        for row in rows:
            self.rows.delete(PROMISES, row)
        return len(rows)

    def count_of(self, contact: int) -> int:
        """Return how many promises to a contact there are, open or settled."""
        return len(self.rows.fetch(_of_contact(), contact=contact))


@dataclass(slots=True)
class Needs:
    """The asks and offers of one person, within one unit of work."""

    rows: Rows
    account: Account

    def add(self, kind: Literal["ask", "offer"], text: str, made_on: date) -> Need:
        """Write an ask or an offer."""
        number = self.account.next_number()
        values = {"kind": kind, "text": text, "made_on": made_on, "closed_at": None}
        self.rows.insert(NEEDS, number, values)
        return Need(number=number, kind=kind, text=text, made_on=made_on)

    def get(self, number: int) -> Need | None:
        """Return the open ask or offer with that number, or None."""
        row = self.rows.first(select_numbered(NEEDS), the_number=number)
        return need_of(row) if row and row.closed_at is None else None

    def open(self) -> list[Need]:
        """Return the open asks and offers, the oldest first."""
        return [need_of(row) for row in self.rows.fetch(_open_needs())]

    def close(self, need: Need) -> None:
        """Close an ask or an offer."""
        after = {"closed_at": self.rows.now}
        self.rows.update(NEEDS, need.number, {"closed_at": None}, after)


def promise_of(row: Row[Any]) -> Promise:
    """Return the plain data of a promise's row."""
    return Promise(
        number=row.number, contact=row.contact, what=row.what, made_on=row.made_on, due=row.due
    )


def need_of(row: Row[Any]) -> Need:
    """Return the plain data of an ask's or offer's row."""
    return Need(number=row.number, kind=row.kind, text=row.text, made_on=row.made_on)
