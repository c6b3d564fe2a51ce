"""The people in somebody's network: found by name, added, changed, merged, let go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from coaching import ledger, strength
from coaching.messages import UsageError
from coaching.models import ContactRow
from coaching.names import fold
from coaching.network import Contact
from coaching.repository.account import Account
from coaching.repository.rows import Rows, Values, select_mine, select_numbered, table_of

CONTACTS = table_of(ContactRow)
MOST = 5000
"""The most people somebody can keep: more than anybody keeps up with, few enough to look at all."""


@cache
def _by_name() -> Select[Any]:
    # One indexed range: the name itself, and names that go on after it ("ada" → "ada lovelace").
    return (
        select_mine(CONTACTS)
        .where(
            CONTACTS.c.folded >= bindparam("folded"),
            CONTACTS.c.folded < bindparam("beyond"),
        )
        .limit(50)
    )


@cache
def _by_external() -> Select[Any]:
    return select_mine(CONTACTS).where(CONTACTS.c.external == bindparam("external"))


@cache
def _count() -> Select[Any]:
    return (
        select(func.count())
        .select_from(CONTACTS)
        .where(
            CONTACTS.c.workspace_id == bindparam("the_workspace"),
            CONTACTS.c.user_id == bindparam("the_user"),
        )
    )


@cache
def _names() -> Select[Any]:
    return select(CONTACTS.c.number, CONTACTS.c.folded, CONTACTS.c.name).where(
        CONTACTS.c.workspace_id == bindparam("the_workspace"),
        CONTACTS.c.user_id == bindparam("the_user"),
    )


@dataclass(frozen=True, slots=True)
class Person:
    """A contact's row as it was read, and the plain data the rules work on."""

    row: Row[Any]
    contact: Contact

    @property
    def number(self) -> int:
        """Return the contact's number."""
        return self.contact.number

    @property
    def name(self) -> str:
        """Return the contact's name."""
        return self.contact.name

    @property
    def columns(self) -> Values:
        """Return the row's columns by name."""
        return dict(self.row._mapping)  # noqa: SLF001 SQLAlchemy's public name for it


@dataclass(slots=True)
class Contacts:
    """The contacts of one person, within one unit of work."""

    rows: Rows
    account: Account
    _counted: int | None = field(default=None, init=False)

    def count(self) -> int:
        """Return how many people there are."""
        if self._counted is None:
            self._counted = int(
                self.rows.connection.execute(_count(), self.rows.scope()).scalar_one()
            )
        return self._counted

    def get(self, number: int) -> Person | None:
        """Return the contact with that number, or None."""
        row = self.rows.first(select_numbered(CONTACTS), the_number=number)
        return row and _read(row)

    def fresh(self, person: Person) -> Person:
        """Return ``person`` as she stands in the book by now, if this unit of work changed her."""
        changed = any(
            change.number == person.number and change.table == CONTACTS.name
            for change in self.rows.changes
        )
        return (self.get(person.number) or person) if changed else person

    def named(self, name: str) -> tuple[list[Person], list[Person]]:
        """Return who is called exactly so, and whose name goes on after it."""
        folded = fold(name)
        found = [
            _read(row)
            for row in self.rows.fetch(_by_name(), folded=folded, beyond=folded + "\x21")
            if row.folded == folded or row.folded.startswith(folded + " ")
        ]
        exact = [item for item in found if item.row.folded == folded]
        return exact, [item for item in found if item.row.folded != folded]

    def picked(self, external: str) -> Person | None:
        """Return the contact behind a platform's user id, or None."""
        row = self.rows.first(_by_external(), external=external)
        return row and _read(row)

    def names(self) -> list[tuple[int, str, str]]:
        """Return number, folded name and name of everybody."""
        return [(row.number, row.folded, row.name) for row in self.rows.fetch(_names())]

    def all(self) -> list[Person]:
        """Return everybody."""
        return [_read(row) for row in self.rows.fetch(select_mine(CONTACTS))]

    def add(self, name: str, today: date, **values: object) -> Person:
        """Add somebody under a cleaned name; columns that are not given stay empty.

        `UsageError` when there is no room for more people.
        """
        if self.count() >= MOST:
            reason = (
                f"You keep {MOST:,} people here, and that is all I can hold. Nothing was saved. "
                "Type `who resting` or `who losing touch` to see whom you could let go."
            )
            raise UsageError(reason)
        number = self.account.next_number()
        row = {**_EMPTY, "added_on": today, **values, "name": name, "folded": fold(name)}
        self.rows.insert(CONTACTS, number, row)
        self._counted = self.count() + 1
        person = self.get(number)
        if person is None:
            raise LookupError(number)
        return person

    def change(self, person: Person, **values: object) -> None:
        """Change columns; a changed name is also searched under its new form."""
        if "name" in values:
            values["folded"] = fold(str(values["name"]))
        self.rows.update(CONTACTS, person.number, person.row._mapping, values)  # noqa: SLF001 SQLAlchemy's public name for it

    def remove(self, person: Person) -> None:
        """Take somebody out of the network; what hangs on the contact is the caller's to move."""
        self.rows.delete(CONTACTS, person.row)
        self._counted = None


def _read(row: Row[Any]) -> Person:
    return Person(row, contact_of(row))


def contact_of(row: Row[Any]) -> Contact:
    """Return the plain data of a contact's row."""
    return Contact(
        number=row.number,
        name=row.name,
        added_on=row.added_on,
        circle=row.circle,
        cadence_days=row.cadence_days,
        side=row.side,
        kind=row.kind,
        knows=row.knows,
        likes=row.likes,
        needs=row.needs,
        tags=row.tags,
        introduced_by=row.introduced_by,
        trust=row.trust,
        seniority=row.seniority,
        together=row.together,
        willing=row.willing,
        birthday=(row.birth_month, row.birth_day) if row.birth_month else None,
        first_on=row.first_on,
        last_on=row.last_on,
        active_days=row.active_days,
        s14=row.s14,
        s60=row.s60,
        peak_s60=row.peak_s60,
        strength_on=row.strength_on,
        given=row.given,
        received=row.received,
        given_count=row.given_count,
        received_count=row.received_count,
        ledger_on=row.ledger_on,
        thanked_on=row.thanked_on,
        nudged_on=row.nudged_on,
        skips=row.skips,
        resting_until=row.resting_until,
        unwanted=row.unwanted,
    )


_EMPTY: Values = {
    "external": "",
    "time_zone": "",
    "circle": 150,
    "cadence_days": 0,
    "side": "",
    "kind": "",
    "knows": (),
    "likes": (),
    "needs": (),
    "tags": (),
    "introduced_by": "",
    "how_met": "",
    "notes": "",
    "trust": 0,
    "seniority": 0,
    "together": 0,
    "willing": 0,
    "birth_month": 0,
    "birth_day": 0,
    "first_on": None,
    "last_on": None,
    "active_days": 0,
    "s14": 0.0,
    "s60": 0.0,
    "peak_s60": 0.0,
    "strength_on": None,
    "given": 0.0,
    "received": 0.0,
    "given_count": 0,
    "received_count": 0,
    "ledger_on": None,
    "thanked_on": None,
    "nudged_on": None,
    "skips": 0,
    "resting_until": None,
    "unwanted": False,
    "example": False,
}

AGGREGATES = (
    "first_on",
    "last_on",
    "active_days",
    "s14",
    "s60",
    "peak_s60",
    "strength_on",
    "given",
    "received",
    "given_count",
    "received_count",
    "ledger_on",
    "thanked_on",
)
"""The columns that follow from a contact's touches."""


def with_touch(contact: Contact, on: date, kind: str, weight: float, *, new_day: bool) -> Values:
    """Return the aggregates of ``contact`` after one more touch.

    ``new_day`` tells whether it is the first touch with the contact on that day: strengths count
    active days, not messages.
    """
    values: Values = {}
    if new_day:
        after = strength.add_day(strength.of(contact), on)
        values |= {
            "first_on": after.first_on,
            "last_on": after.last_on,
            "active_days": after.active_days,
            "s14": after.s14,
            "s60": after.s60,
            "peak_s60": after.peak_s60,
            "strength_on": after.on,
        }
    if kind in ("helped", "shared", "got"):
        given = kind != "got"
        both = ledger.add_favor(
            contact.given, contact.received, contact.ledger_on, on, weight, given
        )
        values["given"], values["received"], values["ledger_on"] = both
        count = "given_count" if given else "received_count"
        values[count] = getattr(contact, count) + 1
    if kind == "thanked" and (contact.thanked_on is None or contact.thanked_on < on):
        values["thanked_on"] = on
    return values
