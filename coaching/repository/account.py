"""The coached person's own row: settings, the counter of her entries, tips seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Update, bindparam, select

from coaching.messages import Sender
from coaching.models import UserRow
from coaching.names import LONGEST_NAME, clip
from coaching.network import Person, Schedule
from coaching.repository.rows import Change, Rows, Values, table_of
from coaching.zones import known_zone

USERS = table_of(UserRow)


@cache
def select_user() -> Select[Any]:
    """Return the prebuilt statement for a user by her platform id, locked where that is known."""
    return (
        select(USERS)
        .where(
            USERS.c.workspace_id == bindparam("the_workspace"),
            USERS.c.external == bindparam("external"),
        )
        .with_for_update()
    )


@cache
def _update_user(columns: tuple[str, ...]) -> Update:
    return (
        USERS.update()
        .where(
            USERS.c.workspace_id == bindparam("the_workspace"),
            USERS.c.id == bindparam("the_user"),
        )
        .values({name: bindparam(name) for name in columns})
    )


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for somebody new until she says otherwise: an IANA zone, a country or none."""

    zone: str = "UTC"
    country: str = ""


QUIET = timedelta(minutes=30)
"""How long nobody is nudged after a first word or an entry: not while she is still typing."""


def new_user(
    workspace_id: int, number: int, sender: Sender, now: datetime, defaults: Defaults
) -> Values:
    """Return the row of somebody who has just said the first word."""
    zone = known_zone(sender.time_zone) or defaults.zone
    return {
        "workspace_id": workspace_id,
        "id": number,
        "external": sender.user,
        "name": clip(sender.name, LONGEST_NAME),
        "conversation": "",
        "time_zone": zone,
        "told_zone": zone,
        "country": defaults.country,
        "opens": 9 * 60,
        "closes": 17 * 60,
        "weekdays": "01234",
        "days_off": (),
        "weekly": 3,
        "daily": 1,
        "paused_until": None,
        "unlisted": False,
        "goal": "",
        "goal_needs": (),
        "muted_kinds": (),
        "tips_seen": (),
        "step": 0,
        "last_number": 0,
        "next_look_at": now + QUIET,
        "last_seen_at": now,
        "created_at": now,
        "lab_since": None,
        "lab_retired": (),
        "lab_kept": (),
    }


@dataclass(slots=True)
class Account:
    """The person's row within one unit of work; written once, by `save`."""

    rows: Rows
    row: Values
    _pending: Values = field(default_factory=dict)
    _person: Person | None = None

    @property
    def person(self) -> Person:
        """Return the person as the rules see her."""
        if self._person is None:
            self._person = person_of(self.row)
        return self._person

    @property
    def platform(self) -> str:
        """Return the adapter that reaches the person; empty while none does."""
        return str(self.row["conversation"]).partition(":")[0]

    def next_number(self) -> int:
        """Return the number of the person's next entry."""
        self._pending["last_number"] = self.row["last_number"] = self.row["last_number"] + 1
        return int(self.row["last_number"])

    def change(self, **values: object) -> None:
        """Change columns of the person's row; can be undone."""
        before = {name: self.row[name] for name in values}
        self.rows.changes.append(Change(USERS.name, 0, before))
        self.note(**values)

    def note(self, **values: object) -> None:
        """Change columns that are not the person's own doing, such as when she was last seen."""
        changed = {name: value for name, value in values.items() if self.row[name] != value}
        self.row.update(changed)
        self._pending.update(changed)
        self._person = None

    def move(self, before: str, address: str) -> None:
        """Reach the person at ``address`` from now on, unless she went elsewhere meanwhile."""
        if self.row["conversation"] == before:
            self.note(conversation=address)

    def follow(self, zone: str) -> None:
        """Take over the zone that the platform tells, unless the person set another one."""
        before = self.row["told_zone"]
        if zone == before or not known_zone(zone):
            return
        if self.row["time_zone"] == before:
            self.note(time_zone=zone)
        self.note(told_zone=zone)

    def look_by(self, instant: datetime) -> None:
        """Make sure that the planner looks at the person at ``instant`` at the latest."""
        looking: datetime | None = self.row["next_look_at"]
        self.note(next_look_at=min(looking or instant, instant))

    def save(self) -> None:
        """Write what changed."""
        if self._pending:
            statement = _update_user(tuple(sorted(self._pending)))
            self.rows.run(statement, {**self._pending, **self.rows.scope()})
            self._pending = {}


def account_of(rows: Rows, row: Row[Any]) -> Account:
    """Return the account behind a row of the users' table."""
    return Account(rows, dict(row._mapping))  # noqa: SLF001 SQLAlchemy's public name for it


def person_of(row: Values) -> Person:
    """Return the person that a row of the users' table describes."""
    return Person(
        name=row["name"],
        schedule=Schedule(
            zone=row["time_zone"],
            opens=time(*divmod(row["opens"], 60)),
            closes=time(*divmod(row["closes"], 60)),
            weekdays=frozenset(int(day) for day in row["weekdays"]),
            days_off=frozenset(date.fromisoformat(day) for day in row["days_off"]),
            country=row["country"],
            weekly=row["weekly"],
            daily=row["daily"],
            paused_until=row["paused_until"],
        ),
        goal=row["goal"],
        goal_needs=row["goal_needs"],
        joined_on=row["created_at"].astimezone(UTC).date(),
        last_seen=row["last_seen_at"],
        muted_kinds=frozenset(row["muted_kinds"]),
        lab_since=row["lab_since"],
        retired_kinds=frozenset(row["lab_retired"]),
    )
