"""``promise``: something the person owes, with its time; NetLead reminds her then."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.dates import When, find_when
from coaching.due import due_instant, say_due
from coaching.entries import read_entry
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.promised import kept_buttons, promise_fields, split_promise

_MYSELF = frozenset({"me", "myself", "to me", "to myself"})
_USAGE = "Try `promise Ada: the deck by Friday 9am`."


def run(turn: Turn) -> Card:
    """Keep a promise, or show the open ones."""
    text = turn.rest.strip()
    if not text:
        return _open(turn)
    when = find_when(text, turn.now, turn.schedule.zone, future=True)
    if when is None:
        raise UsageError(f"By when? {_USAGE} I remind you at that time.")
    said = text[when.start : when.end]
    who, what = split_promise(text[: when.start] + text[when.end :], _known_names(turn))
    if not what:
        raise UsageError(f"What do you promise, and to whom? {_USAGE}")
    return _kept(turn, who, what, when, said)


def _kept(turn: Turn, who: str, what: str, when: When, said: str) -> Card:
    number, name, new = 0, "yourself", ""
    if who.lower() not in _MYSELF:
        clear = replace(turn, rest=f"{who}: {what} {said}")
        names = read_entry(f"{who}: x", turn.now, turn.schedule.zone).names
        resolved = clear.people(names, create=True)
        number, name = resolved.people[0].number, resolved.people[0].name
        new = f" {name} is new and now among your people." if resolved.added else ""
    due = due_instant(when, turn.schedule, turn.now)
    promise = turn.repository.promises.add(number, what, turn.today, due)
    turn.repository.account.look_by(due)
    return Card(
        title=f"Promised to {name}",
        body=f"I will remind you then, also outside your weekly nudges.{new}",
        fields=(Field("What", what), Field("When", say_due(due, turn.schedule))),
        buttons=(
            Button(label="Kept it already", command=f"kept {promise.number}"),
            turn.undo_button(),
        ),
    )


def _open(turn: Turn) -> Card:
    promises = turn.repository.promises.open()
    names = {number: name for number, _, name in turn.repository.contacts.names()}
    return Card(
        title="What you promised",
        body="" if promises else f"Nothing is open. {_USAGE}",
        fields=promise_fields(promises, names, turn.schedule),
        inputs=_FORM,
        buttons=(
            Button(label="Promise", command="promise", submits=True, primary=True),
            *kept_buttons(promises),
        ),
    )


def _known_names(turn: Turn) -> frozenset[str]:
    return frozenset(folded for _, folded, _ in turn.repository.contacts.names())


_FORM = (
    Input(name="who", label="To whom", hint="Ada", required=True, quoted=True),
    Input(name="what", label="What", hint="the deck", required=True, prefix=": "),
    Input(name="when", label="By when", hint="Friday 9am", required=True, prefix="by "),
)

COMMAND = Command(
    name="promise",
    group="Giving and asking",
    usage=("promise <who>: <what> by <when>", "promise"),
    summary="Keeps what you owe and reminds you at that time.",
    examples=("promise Ada: the deck by Friday 9am", "promise Bo to introduce Cy in 2 weeks"),
    run=run,
    aliases=("promised", "promises", "i promised"),
)
