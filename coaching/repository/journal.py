"""A person's history: one entry a command line that wrote something, undoable for 24 hours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam

from coaching.models import ChangeRow
from coaching.repository.account import USERS, Account
from coaching.repository.rows import Change, Rows, select_mine, select_numbered, table_of, typed

CHANGES = table_of(ChangeRow)
UNDO_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a person's history."""

    number: int
    at: datetime
    line: str
    undone: bool
    changes: tuple[Change, ...]


@cache
def _latest() -> Select[Any]:
    return select_mine(CHANGES).order_by(CHANGES.c.number.desc()).limit(bindparam("count"))


@cache
def _after() -> Select[Any]:
    return (
        select_mine(CHANGES)
        .where(CHANGES.c.number > bindparam("the_number"), CHANGES.c.undone_at.is_(None))
        .order_by(CHANGES.c.number.desc())
    )


@dataclass(slots=True)
class Journal:
    """The history of one person, within one unit of work."""

    rows: Rows
    account: Account
    _number: int = 0

    @property
    def number(self) -> int:
        """Return the number under which this unit of work will be written."""
        if not self._number:
            self._number = self.account.next_number()
        return self._number

    def write(self, line: str) -> None:
        """Write down what this unit of work changed, if anything, as said in ``line``."""
        changes, self.rows.changes = self.rows.changes, []
        if not changes:
            return
        number = self.number
        before = json.dumps([_packed(change) for change in changes], ensure_ascii=False)
        values = {"at": self.rows.now, "line": line, "before": before, "undone_at": None}
        self.rows.insert(CHANGES, number, values)
        self.rows.changes = []

    def latest(self, count: int) -> list[Entry]:
        """Return the latest entries, newest first."""
        return [_entry(row) for row in self.rows.fetch(_latest(), count=count)]

    def get(self, number: int) -> Entry | None:
        """Return the entry with that number, or None."""
        row = self.rows.first(select_numbered(CHANGES), the_number=number)
        return row and _entry(row)

    def in_the_way(self, entry: Entry) -> Entry | None:
        """Return a later entry that touched the same rows: it must be undone first."""
        mine = {(change.table, change.number) for change in entry.changes}
        for row in self.rows.fetch(_after(), the_number=entry.number):
            later = _entry(row)
            if mine & {(change.table, change.number) for change in later.changes}:
                return later
        return None

    def undo(self, entry: Entry) -> None:
        """Take back all that an entry wrote."""
        for change in reversed(entry.changes):
            if change.table == USERS.name:
                self.account.note(**typed(USERS, change.before or {}))
            else:
                self.rows.revert(change)
        self.rows.quietly(CHANGES, entry.number, {"undone_at": self.rows.now, "before": ""})


def _packed(change: Change) -> dict[str, Any]:
    before = change.before and {name: _plain(value) for name, value in change.before.items()}
    return {"t": change.table, "n": change.number, "b": before, "w": change.whole}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _entry(row: Row[Any]) -> Entry:
    packed = json.loads(row.before) if row.before else []
    changes = tuple(Change(item["t"], item["n"], item["b"], whole=item["w"]) for item in packed)
    return Entry(row.number, row.at, row.line, row.undone_at is not None, changes)
