"""Touches and favors: written with the contact's aggregates, read for cards and rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from coaching.models import TouchRow
from coaching.network import Contact, Touch, TouchKind
from coaching.repository.account import Account
from coaching.repository.contacts import AGGREGATES, CONTACTS, Person, with_touch
from coaching.repository.rows import Rows, Values, select_mine, select_numbered, table_of

TOUCHES = table_of(TouchRow)
TEXT_DAYS = 30
"""How far back the rules see what a touch was about."""
RULE_DAYS = 90
"""How far back the rules see touches."""
ALL = 2**31 - 1
"""A limit that is none."""


@cache
def _on_day() -> Select[Any]:
    return (
        select(TOUCHES.c.number)
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.contact == bindparam("contact"),
            TOUCHES.c.on == bindparam("day"),
        )
        .limit(1)
    )


@cache
def _help_since() -> Select[Any]:
    return (
        select(TOUCHES.c.number)
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.contact == bindparam("contact"),
            TOUCHES.c.on >= bindparam("start"),
            TOUCHES.c.kind == "got",
        )
        .limit(1)
    )


@cache
def _of_contact() -> Select[Any]:
    return (
        select_mine(TOUCHES)
        .where(TOUCHES.c.contact == bindparam("contact"))
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
        .limit(bindparam("count"))
    )


@cache
def _latest() -> Select[Any]:
    return (
        select_mine(TOUCHES)
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
        .limit(bindparam("count"))
    )


def bare_columns() -> tuple[Any, ...]:
    """Return the columns without the words, which are costly to unseal."""
    c = TOUCHES.c
    return c.number, c.contact, c.on, c.kind, c.weight, c.because_of


@cache
def _bare_between() -> Select[Any]:
    return (
        select(*bare_columns())
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.on >= bindparam("start"),
            TOUCHES.c.on < bindparam("end"),
        )
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
    )


@cache
def _bare_of_contact() -> Select[Any]:
    return (
        select(*bare_columns())
        .where(
            TOUCHES.c.workspace_id == bindparam("the_workspace"),
            TOUCHES.c.user_id == bindparam("the_user"),
            TOUCHES.c.contact == bindparam("contact"),
            TOUCHES.c.on >= bindparam("start"),
        )
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
    )


@cache
def _since() -> Select[Any]:
    return (
        select_mine(TOUCHES)
        .where(TOUCHES.c.on >= bindparam("start"))
        .order_by(TOUCHES.c.on.desc(), TOUCHES.c.number.desc())
    )


@dataclass(slots=True)
class Touches:
    """The touches of one person, within one unit of work."""

    rows: Rows
    account: Account

    def add(
        self,
        person: Person,
        kind: TouchKind,
        on: date,
        what: str,
        *,
        weight: float = 1.0,
        because_of: int = 0,
    ) -> int:
        """Write a touch, bring the contact's aggregates up to it, and return its number.

        ``because_of`` is the touch it springs from (`coaching.chains.may_link`), 0 for none. Two touches with one contact in one unit of work need a fresh ``person`` in between.
        """
        contact = person.contact
        new_day = contact.last_on is None or on > contact.last_on
        if not new_day:
            new_day = self.rows.first(_on_day(), contact=contact.number, day=on) is None
        number = self.account.next_number()
        self.rows.insert(
            TOUCHES,
            number,
            {
                "contact": contact.number,
                "on": on,
                "kind": kind,
                "what": what,
                "weight": weight,
                "created_at": self.rows.now,
                "because_of": because_of,
            },
        )
        after = with_touch(contact, on, kind, weight, new_day=new_day)
        if kind != "thanked" and contact.skips:
            after["skips"] = 0
        if after:
            self.rows.update(CONTACTS, contact.number, person.row._mapping, after)  # noqa: SLF001 SQLAlchemy's public name for it
        return number

    def import_all(self, person: Person, touches: Iterable[tuple[date, TouchKind, str]]) -> None:
        """Write many touches (day, kind, what) at once, and work the aggregates out once."""
        ordered = sorted(touches, key=lambda item: item[0])
        rows = {
            self.account.next_number(): {
                "contact": person.number,
                "on": on,
                "kind": kind,
                "what": what,
                "weight": 1.0,
                "created_at": self.rows.now,
                "because_of": 0,
            }
            for on, kind, what in ordered
        }
        self.rows.insert_all(TOUCHES, rows)
        self.recount(person)

    def was_helped(self, contact: int, since: date) -> bool:
        """Tell whether the contact helped on or after a day."""
        return self.rows.first(_help_since(), contact=contact, start=since) is not None

    def get(self, number: int) -> Touch | None:
        """Return the touch with that number, or None."""
        row = self.rows.first(select_numbered(TOUCHES), the_number=number)
        return row and touch_of(row)

    def with_contact(self, contact: int, count: int) -> list[Touch]:
        """Return the latest touches with one contact, newest first."""
        return [
            touch_of(row) for row in self.rows.fetch(_of_contact(), contact=contact, count=count)
        ]

    def bare_of(self, contact: int, start: date) -> list[Touch]:
        """Return the touches with one contact since ``start``, newest first, without words."""
        rows = self.rows.fetch(_bare_of_contact(), contact=contact, start=start)
        return [bare_touch_of(row) for row in rows]

    def latest(self, count: int) -> list[Touch]:
        """Return the latest touches with anybody, newest first."""
        return [touch_of(row) for row in self.rows.fetch(_latest(), count=count)]

    def for_rules(self, today: date) -> tuple[Touch, ...]:
        """Return the touches of the last 90 days, newest first, with words for the last 30."""
        with_words = today - timedelta(days=TEXT_DAYS)
        recent = self.rows.fetch(_since(), start=with_words)
        start = today - timedelta(days=RULE_DAYS)
        older = self.rows.fetch(_bare_between(), start=start, end=with_words)
        return tuple(touch_of(row) for row in recent) + tuple(bare_touch_of(row) for row in older)

    def between(self, start: date, end: date) -> list[Touch]:
        """Return the touches from ``start`` to before ``end``, newest first, without words."""
        return [
            bare_touch_of(row) for row in self.rows.fetch(_bare_between(), start=start, end=end)
        ]

    def move(self, source: Person, target: Person) -> None:
        """Give all touches of one contact to another and work its aggregates out anew."""
        for row in self.rows.fetch(_of_contact(), contact=source.number, count=ALL):
            self.rows.update(TOUCHES, row.number, row._mapping, {"contact": target.number})  # noqa: SLF001 SQLAlchemy's public name for it
        self.recount(target)

    def remove_all(self, person: Person) -> int:
        """Remove all touches with a contact; return how many there were."""
        rows = self.rows.fetch(_of_contact(), contact=person.number, count=ALL)
        for row in rows:
            self.rows.delete(TOUCHES, row)
        return len(rows)

    def recount(self, person: Person) -> None:
        """Work a contact's aggregates out from all of its touches."""
        found = self.rows.fetch(_of_contact(), contact=person.number, count=ALL)
        after = aggregates(person.contact, [touch_of(row) for row in found])
        self.rows.update(CONTACTS, person.number, person.row._mapping, after)  # noqa: SLF001 SQLAlchemy's public name for it


def aggregates(contact: Contact, touches: Iterable[Touch]) -> Values:
    """Return the aggregates of a contact that had exactly ``touches``."""
    bare = Contact(number=contact.number, name=contact.name, added_on=contact.added_on)
    seen: set[date] = set()
    for touch in sorted(touches, key=lambda item: (item.on, item.number)):
        after = with_touch(bare, touch.on, touch.kind, touch.weight, new_day=touch.on not in seen)
        seen.add(touch.on)
        bare = _changed(bare, after)
    return {name: getattr(bare, name) for name in AGGREGATES}


def _changed(contact: Contact, values: Values) -> Contact:
    kept = {name: getattr(contact, name) for name in AGGREGATES}
    return Contact(
        number=contact.number, name=contact.name, added_on=contact.added_on, **{**kept, **values}
    )


def touch_of(row: Row[Any]) -> Touch:
    """Return the plain data of a touch's row."""
    return Touch(
        number=row.number,
        contact=row.contact,
        on=row.on,
        kind=row.kind,
        what=row.what,
        weight=row.weight,
        because_of=row.because_of,
    )


def bare_touch_of(row: Row[Any]) -> Touch:
    """Return the plain data of a touch's row that was read without its words."""
    return Touch(
        number=row.number,
        contact=row.contact,
        on=row.on,
        kind=row.kind,
        weight=row.weight,
        because_of=row.because_of,
    )
