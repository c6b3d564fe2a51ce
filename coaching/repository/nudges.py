"""A person's own nudges: eligible moments written down, outcomes, what the buttons need."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from coaching.experience import WINDOW
from coaching.lab import NOT_TRIED, Hold
from coaching.messages import Button
from coaching.network import Contact, Outcome, PastNudge
from coaching.nudges.base import Suggestion
from coaching.pacing import crowded
from coaching.repository import nudge_statements as statements
from coaching.repository.account import Account
from coaching.repository.contacts import contact_of
from coaching.repository.experiments import note_act
from coaching.repository.nudge_statements import NUDGES
from coaching.repository.rows import Rows, select_numbered

WIPED = "This nudge is more than a year old; I no longer keep its words."
_WEEK = timedelta(days=7)
_MEMORY = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge as a person sees it: its number, what it said, and what came of it.

    ``room`` is the channel of a post, which is nothing that was said to the person.
    """

    number: int
    suggestion: Suggestion
    state: str
    due: datetime
    sent: datetime | None
    outcome: Outcome
    room: str = ""


@dataclass(slots=True)
class Nudges:
    """The nudges of one person, within one unit of work."""

    rows: Rows
    account: Account

    def get(self, number: int) -> Nudge | None:
        """Return the nudge with that number, or None."""
        nudge = self.planned(number)
        return None if nudge is None or nudge.room else nudge

    def planned(self, number: int) -> Nudge | None:
        """Return the nudge or the post to a channel with that number, or None."""
        row = self.rows.first(select_numbered(NUDGES), the_number=number)
        return nudge_of(row) if row else None

    def latest(self, count: int) -> list[Nudge]:
        """Return the nudges that were sent last, newest first."""
        since = self.rows.now - _MEMORY
        return [
            nudge_of(row)
            for row in self.rows.fetch(statements.sent_since(), since=since, count=count)
        ]

    def past(self) -> tuple[PastNudge, ...]:
        """Return what the rules may know of the nudges that were sent, newest first."""
        rows = self.rows.fetch(statements.past_since(), since=self.rows.now - _MEMORY)
        return tuple(_past_of(row) for row in rows)

    def taken(self) -> frozenset[int]:
        """Return the contacts at whom nobody may be pointed now.

        Enough people were pointed at them this week, or they asked not to be coached about.
        """
        pointed = self.rows.fetch(statements.pointed_at(), since=self.rows.now - _WEEK)
        full = {row.number for row in pointed if crowded(contact_of(row), row.pointed)}
        return frozenset(full | {row.number for row in self.rows.fetch(statements.unlisted())})

    def waiting(self) -> bool:
        """Return whether a coaching nudge is on its way already."""
        return self.rows.first(statements.waiting()) is not None

    def plan(
        self,
        suggestion: Suggestion,
        slot: str,
        *,
        target: str,
        probability: float,
        variant: str,
        eligible: Sequence[tuple[str, int, float]],
        hold: Hold = NOT_TRIED,
    ) -> int:
        """Write an eligible moment; return its number, or 0 if the slot was planned before.

        ``eligible`` lists kind, contact and priority of everything that could have been sent,
        ``probability`` is that of all that was decided, ``hold`` the lab's part in it.
        """
        return self._write(
            suggestion,
            slot,
            target=target,
            state="held" if hold.held else "due",
            hold_chance=hold.chance,
            probability=probability,
            variant=variant,
            eligible=json.dumps([list(item) for item in eligible[:20]]),
        )

    def post(
        self, suggestion: Suggestion, slot: str, room: str, moment: datetime, *, late: bool
    ) -> int:
        """Write a post to a channel, meant for ``moment``; return its number as `plan` does.

        One that is too ``late`` is written down as such and never sent.
        """
        state = "expired" if late else "due"
        platform = room.partition(":")[0]
        own = {"room": room, "platform": platform, "due_at": moment, "created_at": moment}
        return self._write(suggestion, slot, state=state, **own)

    def notify(self, suggestion: Suggestion, slot: str, due: datetime) -> int:
        """Write a word about what the person asked for, to be sent at ``due``; as `plan` does."""
        return self._write(suggestion, slot, state="due", due_at=due)

    def _write(self, suggestion: Suggestion, slot: str, **known: object) -> int:
        if self.rows.first(statements.in_slot(), slot=slot) is not None:
            return 0
        number = self.account.next_number()
        values = {
            "slot": slot,
            "platform": self.account.platform,
            "kind": suggestion.kind,
            "key": suggestion.key,
            "contact": suggestion.contact,
            "target": "",
            "promised": suggestion.promised,
            "due_at": self.rows.now,
            "claimed_by": "",
            "lease_until": None,
            "attempt": 0,
            "failures": 0,
            "room": "",
            "probability": 1.0,
            "variant": "",
            "eligible": "[]",
            "content": json.dumps(asdict(suggestion), ensure_ascii=False),
            "created_at": self.rows.now,
            "sent_at": None,
            "outcome": "",
            "outcome_at": None,
            "opened_at": None,
            "hold_chance": 0.0,
            "acted_at": None,
            **known,
        }
        self.rows.insert(NUDGES, number, values)
        return number

    def acted_on(self, contact: Contact, on: date) -> None:
        """Settle as done what was sent about ``contact`` so lately that a touch answers it.

        ``on`` is the day of the touch; the lab counts none from before its moment.
        """
        note_act(self.rows, self.account, contact.number, on)
        if contact.nudged_on is None or self.rows.now.date() - contact.nudged_on > WINDOW:
            return
        since = self.rows.now - WINDOW
        after = {"outcome": "done", "outcome_at": self.rows.now}
        for row in self.rows.fetch(statements.unanswered(), contact=contact.number, since=since):
            self.rows.update(NUDGES, row.number, row._mapping, after)  # noqa: SLF001 SQLAlchemy's public name for it

    def opened(self, nudge: Nudge) -> None:
        """Write down that the person looked into a nudge; nothing that needs undoing."""
        self.rows.quietly(NUDGES, nudge.number, {"opened_at": self.rows.now})

    def settle(self, nudge: Nudge, outcome: Outcome) -> None:
        """Write down what came of a nudge; can be undone."""
        row = self.rows.first(select_numbered(NUDGES), the_number=nudge.number)
        if row is None:
            raise LookupError(nudge.number)
        after = {"outcome": outcome, "outcome_at": self.rows.now}
        self.rows.update(NUDGES, nudge.number, row._mapping, after)  # noqa: SLF001 SQLAlchemy's public name for it


def suggestion_of(content: str) -> Suggestion:
    """Return the suggestion that a nudge's ``content`` holds."""
    data = json.loads(content)
    # Nudges of an earlier version have no answers.
    buttons = {
        name: tuple(Button(**item) for item in data.pop(name, ())) for name in ("extra", "answers")
    }
    return Suggestion(**{**data, "evidence": tuple(data["evidence"]), **buttons})


def nudge_of(row: Row[Any]) -> Nudge:
    """Return the nudge behind a row."""
    suggestion = suggestion_of(row.content) if row.content else _wiped(row)
    return Nudge(row.number, suggestion, row.state, row.due_at, row.sent_at, row.outcome, row.room)


def _wiped(row: Row[Any]) -> Suggestion:
    return Suggestion(
        kind=row.kind, priority=0, title="", reason=WIPED, evidence=(), contact=row.contact
    )


def _past_of(row: Row[Any]) -> PastNudge:
    return PastNudge(
        number=row.number,
        kind=row.kind,
        contact=row.contact,
        sent=row.sent_at,
        outcome=row.outcome,
        promised=row.promised,
        key=row.key,
        opened=row.opened_at is not None,
    )
