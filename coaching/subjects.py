"""What an answer such as ``done 42`` is about: a nudge, a promise, or a move with somebody."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coaching.calibration import DORMANT
from coaching.dates import say_day
from coaching.entries import NameSpan, read_entry
from coaching.messages import Button, UsageError
from coaching.moves import FOLLOW_UP, find_move, guarded, promise_number, reference, reminder
from coaching.names import clip
from coaching.network import Network, Promise
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.repository import Repository
from coaching.repository.choices import choice_of
from coaching.repository.contacts import Person
from coaching.repository.nudge_statements import NUDGES
from coaching.repository.nudges import Nudge
from coaching.resolving import Resolved

_NUMBER = re.compile(r"#?([0-9]{1,9})(?!\S)\s*")
_LATER_WORD = re.compile(r"(?<=\s)[^\W\d_]+")
_LOOKED_THROUGH = 100
_OUTCOMES = {
    "done": "you did it",
    "snoozed": "you put it off",
    "dismissed": "you passed it by",
    "stopped": "you stopped it",
}


class People(Protocol):
    """Finds the contacts that names stand for (`coaching.commands.base.Turn.people`)."""

    def __call__(self, names: tuple[NameSpan, ...], *, create: bool) -> Resolved:
        """Return the contacts; `UsageError` where a name is unknown or unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an answer is about.

    ``suggestion`` is None where nothing is suggested about ``person`` now; ``nudge`` is None for
    a move that was not sent. ``rest`` is what was said after it.
    """

    suggestion: Suggestion | None = None
    nudge: Nudge | None = None
    person: Person | None = None
    promise: Promise | None = None
    rest: str = ""

    @property
    def reference(self) -> str:
        """Return how a command line names it."""
        if self.nudge:
            return str(self.nudge.number)
        if self.suggestion:
            return reference(self.suggestion)
        return f"#{self.person.number}" if self.person else ""

    @property
    def answered(self) -> bool:
        """Return whether it is a nudge that has its answer."""
        return self.nudge is not None and bool(self.nudge.outcome)


def moves_network(repository: Repository, now: datetime) -> Network:
    """Return the person's network, guarded for moves: nothing points at those who must be left."""
    return guarded(repository.network(now), repository.nudges.taken())


def read_subject(
    repository: Repository,
    now: datetime,
    text: str,
    people: People,
    words: Collection[str] = (),
) -> Subject:
    """Return what ``text`` begins with: ``42``, ``#12 thank``, a name, a key; empty: the last nudge.

    A name ends before the first of ``words``. `UsageError` when there is no such thing.
    """
    text = text.strip()
    if not text:
        return last_nudge(repository)
    number = _NUMBER.match(text)
    if number:
        rest = text[number.end() :]
        word = rest.partition(" ")[0]
        kind = word if word in kinds() else ""
        return _numbered(repository, now, int(number[1]), kind, rest[len(kind) :].strip())
    if text.partition(":")[0] in kinds():
        return _about_nobody(repository, now, text)
    return _named(repository, now, text, people, words)


def is_own_choice(repository: Repository, now: datetime, subject: Subject) -> bool:
    """Tell whether an old tie is another than the one that would be recommended now."""
    suggestion = subject.suggestion
    if subject.nudge is not None or suggestion is None or suggestion.kind != DORMANT:
        return False
    picks = kinds()[DORMANT].suggest(moves_network(repository, now), now)
    return bool(picks) and picks[0].contact != suggestion.contact


def last_nudge(repository: Repository, rest: str = "") -> Subject:
    """Return the nudge that was sent last; `UsageError` when none was."""
    latest = repository.nudges.latest(1)
    if not latest:
        raise UsageError(
            "No nudge has come yet. Type `today` for your best moves now.",
            buttons=(Button(label="Today", command="today"),),
        )
    return _of_nudge(repository, latest[0], rest)


def refuse_answered(repository: Repository, subject: Subject) -> None:
    """Raise `UsageError` for a nudge that has its answer, with the way to take that back."""
    nudge = subject.nudge
    if nudge is None:
        return
    if not nudge.outcome:
        if nudge.suggestion.kind == FOLLOW_UP and subject.promise is None:
            raise UsageError("You settled that promise already. `promises` shows the open ones.")
        return
    answered = choice_of(repository.rows, nudge.number).answered or repository.rows.now
    schedule = repository.account.person.schedule
    today = schedule.local(repository.rows.now).date()
    day = say_day(schedule.local(answered).date(), today)
    entry = _entry_of(repository, nudge.number)
    undo = f" To answer it anew: `undo {entry}`." if entry else " Type `today` for what is next."
    raise UsageError(
        f"You answered this one on {day}: {_OUTCOMES[nudge.outcome]}.{undo}",
        buttons=(Button(label="Undo that answer", command=f"undo {entry}"),)
        if entry
        else (Button(label="Today", command="today"),),
    )


def _entry_of(repository: Repository, nudge: int) -> int:
    """Return the number of the entry that answered a nudge, if it can still be undone; else 0."""
    for entry in repository.journal.latest(_LOOKED_THROUGH):
        if any(change.table == NUDGES.name and change.number == nudge for change in entry.changes):
            return entry.number
    return 0


def _numbered(repository: Repository, now: datetime, number: int, kind: str, rest: str) -> Subject:
    nudge = repository.nudges.get(number)
    if nudge is not None and nudge.state != "held":
        return _of_nudge(repository, nudge, rest)
    promise = repository.promises.get(number)
    if promise is not None:
        network = repository.network(now)
        person = repository.contacts.get(promise.contact) if promise.contact else None
        suggestion = reminder(network, promise)
        return Subject(suggestion=suggestion, person=person, promise=promise, rest=rest)
    person = repository.contacts.get(number)
    if person is not None:
        return _of_person(repository, now, person, kind, rest)
    raise UsageError(
        f"I found no nudge {number}. Type `today` for your best moves, or `why` for the last nudge.",
        buttons=(Button(label="Today", command="today"),),
    )


def _of_nudge(repository: Repository, nudge: Nudge, rest: str) -> Subject:
    suggestion = nudge.suggestion
    person = repository.contacts.get(suggestion.contact) if suggestion.contact else None
    number = promise_number(suggestion) if suggestion.key else 0
    promise = repository.promises.get(number) if number else None
    return Subject(suggestion=suggestion, nudge=nudge, person=person, promise=promise, rest=rest)


def _of_person(
    repository: Repository, now: datetime, person: Person, kind: str, rest: str
) -> Subject:
    suggestion = find_move(moves_network(repository, now), now, person.number, kind)
    return Subject(suggestion=suggestion, person=person, rest=rest)


def _about_nobody(repository: Repository, now: datetime, key: str) -> Subject:
    suggestion = find_move(moves_network(repository, now), now, 0, key)
    if suggestion is None:
        reason = f"“{clip(key)}” is no move right now. Type `today` for those that are."
        raise UsageError(reason, buttons=(Button(label="Today", command="today"),))
    return Subject(suggestion=suggestion)


def _named(
    repository: Repository, now: datetime, text: str, people: People, words: Collection[str]
) -> Subject:
    end = next((m.start() for m in _LATER_WORD.finditer(text) if m[0].lower() in words), len(text))
    zone = repository.account.person.schedule.zone
    names = read_entry(text[:end], now, zone, future=True).names
    found = people(names, create=False).people
    if len(found) != 1:
        raise UsageError("One at a time, please: type the number of a nudge, or one name.")
    return _of_person(repository, now, found[0], "", text[names[-1].end :].strip(" :,"))
