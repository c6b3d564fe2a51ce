"""Words to people: guessed before, told after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam

from coaching.models import ReachOutRow
from coaching.network import ReachOut
from coaching.repository.account import Account
from coaching.repository.rows import Rows, select_mine, select_numbered, table_of

REACH_OUTS = table_of(ReachOutRow)
GOES_OUT_WITHIN = timedelta(days=30)
"""How long after it was guessed a word still counts as the one that was meant."""


@cache
def _all() -> Select[Any]:
    return select_mine(REACH_OUTS).order_by(REACH_OUTS.c.number)


@cache
def _of_contact() -> Select[Any]:
    return (
        select_mine(REACH_OUTS)
        .where(REACH_OUTS.c.contact == bindparam("contact"))
        .order_by(REACH_OUTS.c.number.desc())
    )


@dataclass(slots=True)
class ReachOuts:
    """The words of one person to others, within one unit of work."""

    rows: Rows
    account: Account

    def all(self) -> tuple[ReachOut, ...]:
        """Return all, the oldest first."""
        return tuple(reach_out_of(row) for row in self.rows.fetch(_all()))

    def get(self, number: int) -> ReachOut | None:
        """Return the one with that number, or None."""
        row = self.rows.first(select_numbered(REACH_OUTS), the_number=number)
        return row and reach_out_of(row)

    def of(self, contact: int) -> list[ReachOut]:
        """Return those to one contact, the newest first."""
        return [reach_out_of(row) for row in self.rows.fetch(_of_contact(), contact=contact)]

    def open(self, contact: int, on: date) -> ReachOut | None:
        """Return the one to a contact that may go out on a day, or None."""
        return next(
            (
                found
                for found in self.of(contact)
                if found.done_on is None and found.made_on <= on <= found.made_on + GOES_OUT_WITHIN
            ),
            None,
        )

    def begin(
        self, contact: int, on: date, *, kind: str = "", nudge: int = 0, own: bool = False
    ) -> ReachOut:
        """Write one that was not there before."""
        number = self.account.next_number()
        made = ReachOut(number=number, contact=contact, made_on=on, kind=kind, own=own)
        values = {
            "contact": contact,
            "nudge": nudge,
            "kind": kind,
            "own": own,
            "guess": 0,
            "made_on": on,
            "done_on": None,
            "welcome": 0,
            "replied": None,
            "useful": None,
            "fresh": None,
        }
        self.rows.insert(REACH_OUTS, number, values)
        return made

    def change(self, found: ReachOut, **values: object) -> None:
        """Change what is known of one."""
        before = {name: getattr(found, name) for name in values}
        self.rows.update(REACH_OUTS, found.number, before, values)

    def reached(self, contact: int, on: date) -> ReachOut | None:
        """Note that the open one went out, as after a touch; return it, None if there was none."""
        found = self.open(contact, on)
        if found is not None:
            self.change(found, done_on=on)
        return found

    def hand_over(self, source: int, target: int) -> None:
        """Give all to one contact to another."""
        for found in self.of(source):
            self.change(found, contact=target)

    def remove_all(self, contact: int) -> int:
        """Remove all to a contact; return how many there were."""
        rows = self.rows.fetch(_of_contact(), contact=contact)
        for row in rows:
            self.rows.delete(REACH_OUTS, row)
        return len(rows)


def reach_out_of(row: Row[Any]) -> ReachOut:
    """Return the plain data of a row."""
    return ReachOut(
        number=row.number,
        contact=row.contact,
        made_on=row.made_on,
        kind=row.kind,
        own=row.own,
        guess=row.guess,
        done_on=row.done_on,
        welcome=row.welcome,
        replied=row.replied,
        useful=row.useful,
        fresh=row.fresh,
    )
