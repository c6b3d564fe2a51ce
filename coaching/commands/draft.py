"""``draft``: the words that go with a nudge, to copy; nothing is sent."""

from __future__ import annotations

from dataclasses import replace

from coaching.calibration import numbers
from coaching.commands.base import Command, Turn
from coaching.drafts import draft_card, draft_of
from coaching.messages import Button, Card, Field
from coaching.subjects import Subject, read_subject

_NOTE = Field("Nothing was sent", "Copy it, make it sound like you, and send it yourself.")


def run(turn: Turn) -> Card:
    """Show the draft."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people)
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    card = draft_card(subject, draft_of(subject), _NOTE, reword=turn.model_is_on)
    guess = _guess(turn, subject)
    if not guess or subject.suggestion is None:
        return card
    asks = Field("A guess first", subject.suggestion.question)
    return replace(card, fields=(*card.fields, asks), buttons=(*card.buttons, *guess))


def _guess(turn: Turn, subject: Subject) -> tuple[Button, ...]:
    """Return the buttons for a guess where the nudge asks for one and none was made."""
    suggestion, person = subject.suggestion, subject.person
    if suggestion is None or person is None or not suggestion.question or subject.answered:
        return ()
    begun = turn.repository.reach_outs.open(person.number, turn.today)
    if begun is not None and begun.guess:
        return ()
    return numbers(f"guess {subject.reference}", keeps=True)


COMMAND = Command(
    name="draft",
    group="Answering a nudge",
    usage=("draft", "draft <number>", "draft <who>"),
    summary="Shows words that you could send; I never send anything for you.",
    examples=("draft", "draft 42"),
    run=run,
)
