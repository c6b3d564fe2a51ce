"""``guess``: how welcome a word will be, said before it is written."""

from __future__ import annotations

import re

from coaching.calibration import BEFORE, REACHING_OUT, SCALE, numbers
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.repository.contacts import Person
from coaching.subjects import Subject, is_own_choice, read_subject, refuse_answered

_NUMBER_LAST = re.compile(r"(?:^|\s)(?P<guess>[0-9]{1,9})[ .!]*$")
_LONGEST = 200


def run(turn: Turn) -> Card:
    """Note a guess, or ask for it."""
    text = turn.rest.strip()
    subject, guess = _read(turn, text)
    refuse_answered(turn.repository, subject)
    person = subject.person
    if person is None:
        raise UsageError(
            "A guess is about a word to one person. For example `guess 42 3` for a nudge, or "
            "`guess Ada 3`."
        )
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    if not guess:
        return _asked(subject, person)
    return _noted(turn, subject, person, guess)


def _read(turn: Turn, text: str) -> tuple[Subject, int]:
    """Return what is guessed about, and the guess; 0 where none was said."""
    last = _NUMBER_LAST.search(text[-_LONGEST:])
    head = text[: len(text) - len(last[0])].strip(" :,") if last else text
    said = int(last["guess"]) if last else 0
    if last and not head and said > SCALE[-1]:
        last, head = None, text  # "guess 42" names a nudge
    subject = read_subject(turn.repository, turn.now, head, turn.people)
    if subject.rest or (last and said not in SCALE):
        raise UsageError(
            f"I could not read “{clip(subject.rest or str(said))}”. A guess goes from 1 to 5, for "
            f"example `guess {subject.reference} 3`."
        )
    return subject, said if last else 0


def _asked(subject: Subject, person: Person) -> Card:
    return Card(
        title=f"A word to {person.name}",
        body=BEFORE,
        buttons=numbers(f"guess {subject.reference}"),
    )


def _noted(turn: Turn, subject: Subject, person: Person, guess: int) -> Card:
    reach_outs = turn.repository.reach_outs
    found = reach_outs.open(person.number, turn.today)
    if found is None:
        kind = subject.suggestion.kind if subject.suggestion else ""
        found = reach_outs.begin(
            person.number,
            turn.today,
            kind=kind if kind in REACHING_OUT else "",
            own=is_own_choice(turn.repository, turn.now, subject),
            nudge=subject.nudge.number if subject.nudge else 0,
        )
    reach_outs.change(found, guess=guess)
    draft = Button(label="Draft", command=f"draft {subject.reference}", keeps=True)
    drafted = subject.suggestion is not None and subject.suggestion.draft
    return Card(
        title=f"Noted: you guess {guess} of 5 for {person.name}",
        body="Only you see it. Once you note that you were in touch, I ask how it was; "
        "`calibration` puts the two side by side.",
        buttons=(*((draft,) if drafted else ()), turn.undo_button()),
    )


COMMAND = Command(
    name="guess",
    group="Answering a nudge",
    usage=("guess <number or who> <1-5>",),
    summary="Keeps how welcome you think a word will be, to be looked back on.",
    examples=("guess Ada 3", "guess 42 3"),
    run=run,
)
