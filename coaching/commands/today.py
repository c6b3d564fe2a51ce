"""``today``: up to three best moves now, each one tap away, and what comes next and when."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.moves import move_card, moves, reference
from coaching.names import clip
from coaching.next_nudge import say_next
from coaching.nudges.base import Suggestion
from coaching.subjects import moves_network, read_subject


def run(turn: Turn) -> Card:
    """Show the best moves, or one of them whole."""
    asked = turn.rest.strip()
    if not asked:
        return _list(turn)
    if asked.isdecimal() and len(asked) == 1:
        found = moves(moves_network(turn.repository, turn.now), turn.now)
        place = int(asked)
        if not 1 <= place <= len(found):
            raise UsageError(f"There is no move {place} right now. Type `today` to see them all.")
        return _whole(found[place - 1])
    subject = read_subject(turn.repository, turn.now, asked, turn.people)
    if subject.suggestion is None:
        name = subject.person.name if subject.person else "that"
        raise UsageError(
            f"Nothing is worth doing about {name} right now. Type `today` for your best moves.",
            buttons=(Button(label="Today", command="today"),),
        )
    return _whole(subject.suggestion)


def _list(turn: Turn) -> Card:
    repository = turn.repository
    if not repository.contacts.count():
        return _begin()
    network = moves_network(repository, turn.now)
    found = moves(network, turn.now)
    after = Field("Next nudge", say_next(repository, network, turn.now))
    if not found:
        body = "Nothing needs you today. Enjoy that; `tip` has something to read."
        tip = Button(label="A tip", command="tip")
        return Card(title="All quiet", body=body, fields=(after,), buttons=(tip,))
    first, *others = found
    # A question that goes along with a move stands on its own card alone.
    card = move_card(replace(first, question="", answers=()))
    numbered = [f"{place}. {item.title}" for place, item in enumerate(others, 2)]
    return Card(
        title=f"Today: {first.title}",
        body=first.reason,
        fields=(
            *(Field(t, item.reason) for t, item in zip(numbered, others, strict=True)),
            after,
        ),
        buttons=(
            *card.buttons,
            *(
                Button(label=clip(t, 60), command=f"today {reference(item)}", keeps=True)
                for t, item in zip(numbered, others, strict=True)
            ),
        ),
    )


def _whole(suggestion: Suggestion) -> Card:
    card = move_card(suggestion)
    draft = Field("A draft for you to send", suggestion.draft)
    return Card(
        title=card.title,
        body=card.body,
        fields=(draft,) if suggestion.draft else (),
        buttons=tuple(b for b in card.buttons if not b.command.startswith("draft ")),
    )


def _begin() -> Card:
    return Card(
        title="Let us begin with people",
        body="Name up to five people you are glad to know, and I find a first move for today. "
        "Or look around with example people first; they go away again in one tap.",
        buttons=(
            Button(label="Pick five people", command="start 2", primary=True),
            Button(label="Show me with example people", command="example people"),
        ),
    )


COMMAND = Command(
    name="today",
    group="Every day",
    usage=("today", "today <place>"),
    summary="Shows up to three best moves now, each with why and a draft.",
    examples=("today", "today 2"),
    run=run,
    aliases=("what now", "what next"),
)
