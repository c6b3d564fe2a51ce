"""``draft``: the words that go with a nudge, to copy; nothing is sent."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.drafts import draft_card, draft_of
from coaching.messages import Card, Field
from coaching.subjects import read_subject

_NOTE = Field("Nothing was sent", "Copy it, make it sound like you, and send it yourself.")


def run(turn: Turn) -> Card:
    """Show the draft."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people)
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    return draft_card(subject, draft_of(subject), _NOTE, reword=turn.model_is_on)


COMMAND = Command(
    name="draft",
    group="Answering a nudge",
    usage=("draft", "draft <number>", "draft <who>"),
    summary="Shows words that you could send; I never send anything for you.",
    examples=("draft", "draft 42"),
    run=run,
)
