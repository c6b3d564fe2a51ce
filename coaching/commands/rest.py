"""``rest``: lets a tie rest, so that no nudge is about it for a while."""

from __future__ import annotations

from datetime import timedelta

from coaching.commands.base import Command, Turn
from coaching.dates import find_when, say_day
from coaching.entries import read_entry
from coaching.messages import Button, Card, Field, UsageError
from coaching.phrasing import listed

A_YEAR = timedelta(days=365)


def run(turn: Turn) -> Card:
    """Let everybody named rest until a day, or wake the tie with `off`."""
    text = turn.rest.strip()
    if not text:
        raise UsageError("Let whom rest? For example `rest Ada until 1 March`, or `rest Ada`.")
    if text.lower().endswith(" off"):
        return _wake(turn, turn.rest[: turn.rest.lower().rindex(" off")])
    when = find_when(turn.rest, turn.now, turn.schedule.zone, future=True)
    head = turn.rest
    if when:  # the day is blanked out, so that the names keep their places for the buttons
        blank = " " * (when.end - when.start)
        head = (head[: when.start] + blank + head[when.end :]).rstrip()
    until = when.on if when else turn.today + A_YEAR
    if until <= turn.today:
        reason = (
            f"{say_day(until, turn.today)} is too soon. Name a later day: `rest Ada until 1 March`"
        )
        raise UsageError(reason)
    people = turn.people(read_entry(head, turn.now, turn.schedule.zone).names, create=False).people
    for person in people:
        turn.repository.contacts.change(person, resting_until=until, skips=0)
    numbers = ", ".join(f"#{person.number}" for person in people)
    said = listed([person.name for person in people])
    return Card(
        title=f"Resting: {said}",
        body="No nudge will be about this tie until then. Letting some ties rest is good care too.",
        fields=(Field("Until", f"{say_day(until, turn.today)}, {turn.schedule.zone}"),),
        buttons=(Button(label="Wake it up", command=f"rest {numbers} off"), turn.undo_button()),
    )


def _wake(turn: Turn, head: str) -> Card:
    people = turn.people(read_entry(head, turn.now, turn.schedule.zone).names, create=False).people
    asleep = [person for person in people if person.row.resting_until is not None]
    said = listed([person.name for person in people])
    if not asleep:
        return Card(title=f"Awake: {said}", body="Nothing changed: this tie was not resting.")
    for person in asleep:
        turn.repository.contacts.change(person, resting_until=None)
    body = "Nudges may be about this tie again."
    return Card(title=f"Awake: {said}", body=body, buttons=(turn.undo_button(),))


COMMAND = Command(
    name="rest",
    group="People",
    usage=("rest <who> [until <day>]", "rest <who> off"),
    summary="Lets a tie rest, a year unless you say until when.",
    examples=("rest Ada", "rest Ada until 1 March", "rest Ada off"),
    run=run,
    aliases=("let rest",),
)
