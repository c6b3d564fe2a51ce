"""``skip``: not this person; for now, for a year, or never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.pacing import SAME_PERSON_DAYS
from coaching.repository.contacts import Person
from coaching.subjects import Subject, read_subject, refuse_answered

_NEVER, _BACK = "never", "back"


def run(turn: Turn) -> Card:
    """Pass a nudge by, and offer to leave the person alone for longer."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people, (_NEVER, _BACK))
    head, _, others = subject.rest.partition("and ")
    if others and not head:
        return _both(turn, subject, others)
    word = subject.rest.lower().strip(" .!")
    if word not in ("", _NEVER, _BACK):
        raise UsageError(
            f"I understood whom, but not “{clip(word)}”. Type `skip {subject.reference}`, with "
            f"`{_NEVER}` for no nudges about this person, or `{_BACK}` to have them again."
        )
    if word and subject.person is not None:
        return _wanted(turn, subject, subject.person, wanted=word == _BACK)
    refuse_answered(turn.repository, subject)
    if subject.person is None:
        return _about_nobody(turn, subject)
    return _passed_by(turn, subject, subject.person)


def _both(turn: Turn, subject: Subject, names: str) -> Card:
    """Pass a nudge by, and somebody else whom it spoke of."""
    refuse_answered(turn.repository, subject)
    if subject.person is None:
        return _about_nobody(turn, subject)
    other = replace(turn, verb=f"{turn.verb} {subject.reference} and", rest=names).person()
    _settle(turn, subject)
    back = turn.today + timedelta(days=SAME_PERSON_DAYS)
    for person in (subject.person, other):
        until = max(back, person.contact.resting_until or back)
        skips = person.contact.skips + 1
        turn.repository.contacts.change(person, skips=skips, resting_until=until)
    return Card(
        title=f"Neither {clip(subject.person.name, 60)} nor {clip(other.name, 60)}, then",
        body="No nudge is about either of them for a month.",
        buttons=(turn.undo_button(),),
    )


def _passed_by(turn: Turn, subject: Subject, person: Person) -> Card:
    changes: dict[str, object] = {"skips": person.contact.skips + 1}
    back = turn.today + timedelta(days=SAME_PERSON_DAYS)
    if subject.nudge is None:
        # A nudge keeps away from the same person for a month by itself; a move would not.
        changes["resting_until"] = max(back, person.contact.resting_until or back)
    _settle(turn, subject)
    turn.repository.contacts.change(person, **changes)
    return Card(
        title=f"Not {person.name}, then",
        body="No nudge is about this person for a month. Shall it be longer?",
        buttons=(
            Button(label="Rest a year", command=f"rest #{person.number}"),
            Button(
                label=f"Never about {clip(person.name)}", command=f"skip #{person.number} {_NEVER}"
            ),
            turn.undo_button(),
        ),
    )


def _wanted(turn: Turn, subject: Subject, person: Person, *, wanted: bool) -> Card:
    if not subject.answered and not wanted:
        _settle(turn, subject)
    if person.contact.unwanted is not wanted:
        said = "Nudges may be about this person." if wanted else "No nudge is about this person."
        return Card(title=person.name, body=f"{said} Nothing had to change.")
    changes: dict[str, object] = {"unwanted": not wanted}
    if wanted:
        changes |= {"skips": 0, "resting_until": None}
    turn.repository.contacts.change(person, **changes)
    if wanted:
        body = "Nudges may be about this person again."
        return Card(title=f"{person.name} is back", body=body, buttons=(turn.undo_button(),))
    return Card(
        title=f"Never about {person.name}",
        body="No nudge will be about this person. What you noted stays, and only you see it.",
        fields=(Field("To change your mind", f"skip #{person.number} {_BACK}"),),
        buttons=(turn.undo_button(),),
    )


def _about_nobody(turn: Turn, subject: Subject) -> Card:
    if subject.nudge is None:
        raise UsageError("That move is about nobody in particular; simply leave it.")
    _settle(turn, subject)
    kind = subject.nudge.suggestion.kind
    day = say_day(turn.today, turn.today)
    return Card(
        title="Passed by",
        body=f"Noted {day}. If you would rather have no nudge of this kind, say so.",
        buttons=(
            Button(label="None of this kind", command=f"settings mute {kind}"),
            turn.undo_button(),
        ),
    )


def _settle(turn: Turn, subject: Subject) -> None:
    if subject.nudge:
        turn.repository.nudges.settle(subject.nudge, "dismissed")


COMMAND = Command(
    name="skip",
    group="Answering a nudge",
    usage=(
        "skip",
        "skip <number>",
        "skip <number> and <who>",
        "skip <who> never",
        "skip <who> back",
    ),
    summary="Passes a nudge by: not this person, for now or never.",
    examples=("skip", "skip 42", "skip Ada never"),
    run=run,
    aliases=("not this person", "dismiss"),
)
