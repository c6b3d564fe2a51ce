"""``draft``: the words that go with a nudge, to copy; nothing is sent."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.subjects import read_subject


def run(turn: Turn) -> Card:
    """Show the draft."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people)
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    suggestion = subject.suggestion
    whom = subject.person.name if subject.person else ""
    if suggestion is None or not suggestion.draft:
        about = f" about {whom}" if whom else ""
        raise UsageError(
            f"I have no draft{about} right now. `today` shows the moves that have one.",
            buttons=(Button(label="Today", command="today"),),
        )
    open_to_answer = bool(subject.person) and not subject.answered
    done = Button(label="I sent it", command=f"done {subject.reference}", primary=True)
    return Card(
        title=f"A draft to {whom}" if whom else "A draft",
        body=suggestion.draft,
        fields=(
            Field("Nothing was sent", "Copy it, make it sound like you, and send it yourself."),
        ),
        buttons=(done,) if open_to_answer else (),
    )


COMMAND = Command(
    name="draft",
    group="Answering a nudge",
    usage=("draft", "draft <number>", "draft <who>"),
    summary="Shows words that you could send; I never send anything for you.",
    examples=("draft", "draft 42"),
    run=run,
)
