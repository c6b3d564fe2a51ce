"""``instead``: somebody else than the one a nudge is about; one's own choice, noted as such."""

from __future__ import annotations

from dataclasses import replace

from coaching.calibration import REACHING_OUT
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.nudges.dormant import opener
from coaching.repository.contacts import Person
from coaching.subjects import Subject, last_nudge, read_subject, refuse_answered

_USAGE = "Whom instead? For example `instead Tom`, after a nudge about somebody else."


def run(turn: Turn) -> Card:
    """Take the nudge for somebody else, and show words to send."""
    subject, person = _read(turn)
    refuse_answered(turn.repository, subject)
    if subject.person is not None and subject.person.number == person.number:
        reason = f"{person.name} is whom it is about already. {_USAGE}"
        raise UsageError(reason)
    kind = subject.suggestion.kind if subject.suggestion else ""
    if kind not in REACHING_OUT:
        raise UsageError(
            "That was no nudge to be in touch with somebody, so nobody else can take its place. "
            f"To pass it by: `skip {subject.reference}`"
        )
    _take(turn, subject, person, kind)
    return Card(
        title=f"{person.name}, then",
        body=opener(person.contact),
        fields=(
            Field("Nothing was sent", "Copy it, make it sound like you, and send it yourself."),
        ),
        buttons=(
            Button(label="I sent it", command=f"done #{person.number} met", primary=True),
            Button(label=f"See {clip(person.name)}", command=f"who #{person.number}", keeps=True),
            turn.undo_button(),
        ),
    )


def _take(turn: Turn, subject: Subject, person: Person, kind: str) -> None:
    reach_outs = turn.repository.reach_outs
    found = reach_outs.open(person.number, turn.today)
    if found is not None:
        reach_outs.change(found, own=True, kind=kind)
    else:
        nudge = subject.nudge.number if subject.nudge else 0
        reach_outs.begin(person.number, turn.today, kind=kind, nudge=nudge, own=True)
    if subject.nudge:
        turn.repository.nudges.settle(subject.nudge, "done")


def _read(turn: Turn) -> tuple[Subject, Person]:
    text = turn.rest.strip()
    if not text:
        raise UsageError(_USAGE)
    if text.lstrip("#")[:1].isdecimal():
        subject = read_subject(turn.repository, turn.now, text, turn.people)
        if subject.rest:
            head = text[: len(text) - len(subject.rest)].rstrip()
            other = replace(turn, verb=f"{turn.verb} {head}", rest=subject.rest)
            return subject, other.person()
    return last_nudge(turn.repository), turn.person()


COMMAND = Command(
    name="instead",
    group="Answering a nudge",
    usage=("instead <who>", "instead <number> <who>"),
    summary="Takes a nudge for somebody else, whom you would rather write to.",
    examples=("instead Ada", "instead 42 Ada"),
    run=run,
)
