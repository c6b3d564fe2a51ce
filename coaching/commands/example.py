"""``example``: twelve made-up people with two years of history, and away with them again."""

from __future__ import annotations

from datetime import time, timedelta

from coaching.commands.base import Command, Turn
from coaching.dates import instant
from coaching.example_people import (
    DUE_IN_DAYS,
    PROMISED,
    PROMISED_DAYS_AGO,
    PROMISED_TO,
    example_people,
)
from coaching.messages import Button, Card, Field, UsageError
from coaching.phrasing import listed, several
from coaching.repository.contacts import Person

_ADD = frozenset({"", "people", "add", "me", "network"})
_REMOVE = frozenset({"remove", "people remove", "remove people", "away", "off", "delete"})
_NINE = time(9)


def run(turn: Turn) -> Card:
    """Add the example people, or take them away."""
    word = turn.rest.strip().lower().rstrip(".!")
    if word not in _ADD | _REMOVE:
        raise UsageError(
            "Type `example people` to look around with twelve made-up people, or `example remove` "
            "to take them away."
        )
    here = [person for person in turn.repository.contacts.all() if person.row.example]
    return _removed(turn, here) if word in _REMOVE else _added(turn, here)


def _added(turn: Turn, here: list[Person]) -> Card:
    if here:
        raise UsageError(
            "The example people are here already. `today` shows what I would nudge you about.",
            buttons=(
                Button(label="Today", command="today"),
                Button(label="Take them away", command="example remove"),
            ),
        )
    repository = turn.repository
    names = []
    for example in example_people(turn.today):
        about = {**example.about, "added_on": example.added_on, "example": True}
        person = repository.contacts.add(example.name, turn.today, **about)
        repository.touches.import_all(person, example.touches)
        if example.name == PROMISED_TO:
            made = turn.today - timedelta(days=PROMISED_DAYS_AGO)
            day = turn.today + timedelta(days=DUE_IN_DAYS)
            due = instant(day, _NINE, turn.schedule.zone)
            repository.promises.add(person.number, PROMISED, made, due)
            repository.account.look_by(due)
        names.append(example.name)
    return Card(
        title="Twelve example people are here",
        body="They are made up, with two years of history. Nothing of yours has changed, and "
        "`example remove` takes exactly them away.",
        fields=(Field("Who", listed(names)),),
        buttons=(
            Button(label="See my best moves", command="today", primary=True),
            Button(label="See my first nudge", command="start 3", keeps=True),
            Button(label="See everybody", command="who", keeps=True),
            Button(label="Take them away", command="example remove"),
        ),
    )


def _removed(turn: Turn, here: list[Person]) -> Card:
    if not here:
        raise UsageError(
            "There are no example people here. `example people` brings them.",
            buttons=(Button(label="Show me with example people", command="example people"),),
        )
    repository = turn.repository
    for person in here:
        repository.touches.remove_all(person)
        repository.promises.remove_all(person.number)
        repository.reach_outs.remove_all(person.number)
        repository.contacts.remove(person)
    return Card(
        title="The example people are gone",
        body=f"{several(len(here), 'person', 'people').capitalize()} went, with everything about "
        "them. Your own people are untouched. Whom do you want to begin with?",
        buttons=(
            Button(label="Pick five people", command="start 2", primary=True),
            turn.undo_button(),
        ),
    )


COMMAND = Command(
    name="example",
    group="Looking around",
    usage=("example people", "example remove"),
    summary="Lets you look around with twelve made-up people, and takes them away again.",
    examples=("example people", "example remove"),
    run=run,
    aliases=("examples", "show me with example", "demo"),
)
