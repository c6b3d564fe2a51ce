"""``snooze``: not now; the person rests for a while, a promise moves to another time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coaching.commands.base import Command, Turn
from coaching.dates import When, find_when, read_when, say_day
from coaching.due import due_instant, say_due
from coaching.messages import Button, Card, Field, UsageError
from coaching.network import Promise
from coaching.repository.contacts import Person
from coaching.subjects import Subject, last_nudge, read_subject, refuse_answered

_USUAL = "3 days"


@dataclass(frozen=True, slots=True)
class _Snooze:
    """What is put off, and until when."""

    subject: Subject
    when: When


def run(turn: Turn) -> Card:
    """Put a nudge, a promise or a person off."""
    snooze = _read(turn)
    subject = snooze.subject
    refuse_answered(turn.repository, subject)
    if subject.promise is not None:
        return _promise_moves(turn, snooze, subject.promise)
    if subject.person is not None:
        return _person_rests(turn, snooze, subject.person)
    if subject.nudge is None:
        raise UsageError("That move is about nobody, so it can simply wait. `today` shows it.")
    _settle(turn, subject)
    return Card(
        title="Put off",
        body="I leave this one for now. It comes back when it fits again.",
        buttons=(turn.undo_button(),),
    )


def _read(turn: Turn) -> _Snooze:
    text = turn.rest.strip()
    zone = turn.schedule.zone
    bare = find_when(text, turn.now, zone, future=True) if text else None
    if bare is not None and not text[: bare.start].strip() and not text[bare.end :].strip():
        return _Snooze(last_nudge(turn.repository), bare)
    subject = read_subject(turn.repository, turn.now, text, turn.people)
    return _Snooze(subject, read_when(subject.rest or _USUAL, turn.now, zone, future=True))


def _person_rests(turn: Turn, snooze: _Snooze, person: Person) -> Card:
    until = snooze.when.on
    if until <= turn.today:
        raise UsageError(
            f"{say_day(until, turn.today)} is too soon to put {person.name} off. "
            f"Name a later day: `snooze {snooze.subject.reference} 3d`"
        )
    rests = max(until, person.contact.resting_until or until)
    changes: dict[str, object] = {"resting_until": rests}
    if snooze.subject.nudge:
        changes["skips"] = person.contact.skips + 1
        _settle(turn, snooze.subject)
    turn.repository.contacts.change(person, **changes)
    title = (
        snooze.subject.suggestion.title
        if snooze.subject.suggestion
        else f"Say hello to {person.name}"
    )
    command = f"remind me: {title.rstrip('?')} on {rests.isoformat()}"
    remind = Button(label="Remind me then", command=command)
    onward = () if snooze.subject.nudge else (Button(label="What else today", command="today"),)
    return Card(
        title=f"{person.name} can wait",
        body="No nudge is about this tie before then; after that this one may come back. If you "
        "want to hear of it on that very day, let me remind you.",
        fields=(Field("Until", f"{say_day(rests, turn.today)}, {turn.schedule.zone}"),),
        buttons=(remind, *onward, turn.undo_button()),
    )


def _promise_moves(turn: Turn, snooze: _Snooze, promise: Promise) -> Card:
    when = snooze.when
    if when.at is None:
        local = turn.schedule.local(promise.due)
        when = replace(when, at=local.time().replace(tzinfo=None, fold=0))
    due = due_instant(when, turn.schedule, turn.now)
    if due <= turn.now:
        raise UsageError(
            f"{say_due(due, turn.schedule)} has passed. Name a later time: "
            f"`snooze {snooze.subject.reference} tomorrow 9am`"
        )
    turn.repository.promises.move(promise, due)
    turn.repository.account.look_by(due)
    _settle(turn, snooze.subject)
    return Card(
        title="Your promise has a new time",
        body="I will remind you then. A word to whoever waits keeps the trust.",
        fields=(Field("What", promise.what), Field("When", say_due(due, turn.schedule))),
        buttons=(turn.undo_button(),),
    )


def _settle(turn: Turn, subject: Subject) -> None:
    if subject.nudge:
        turn.repository.nudges.settle(subject.nudge, "snoozed")


COMMAND = Command(
    name="snooze",
    group="Answering a nudge",
    usage=("snooze", "snooze <number> [3d | until <day>]", "snooze <who> until <day>"),
    summary="Puts a nudge off, three days unless you say until when.",
    examples=("snooze", "snooze 42 until next Monday", "snooze 2 weeks"),
    run=run,
    aliases=("not now",),
)
