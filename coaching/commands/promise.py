"""``promise``: something the person owes, with its time; NetLead reminds her then."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.dates import When, find_when
from coaching.due import due_instant, say_due
from coaching.entries import read_entry
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.phrasing import listed
from coaching.promised import day_buttons, kept_buttons, promise_fields, split_promise

_MYSELF = frozenset({"me", "myself", "to me", "to myself"})
_USAGE = "Try `promise Ada: the deck by Friday 9am`."


def run(turn: Turn) -> Card:
    """Keep a promise, or show the open ones."""
    text = turn.rest.strip()
    if not text:
        return _open(turn)
    when = find_when(text, turn.now, turn.schedule.zone, future=True)
    if when is None:
        reason = f"By when? {_USAGE} I remind you at that time."
        _, what = split_promise(text, _known_names(turn))
        raise UsageError(reason, buttons=day_buttons(f"{turn.verb} {text}") if what else ())
    said = text[when.start : when.end]
    who, what = split_promise(text[: when.start] + text[when.end :], _known_names(turn))
    if not what:
        raise UsageError(f"What do you promise, and to whom? {_USAGE}")
    return _kept(turn, who, what, when, said)


def _kept(turn: Turn, who: str, what: str, when: When, said: str) -> Card:
    due = due_instant(when, turn.schedule, turn.now)
    people, new = _people(turn, who, f"{who}: {what} {said}")
    promises = [turn.repository.promises.add(number, what, turn.today, due) for number, _ in people]
    turn.repository.account.look_by(due)
    return Card(
        title=f"Promised to {listed([name for _, name in people])}",
        body=f"I will remind you then, also outside your weekly nudges.{new}",
        fields=(Field("What", what), Field("When", say_due(due, turn.schedule))),
        buttons=(
            Button(label="Kept it already", command=f"kept {promises[0].number}"),
            turn.undo_button(),
        ),
    )


def _people(turn: Turn, who: str, line: str) -> tuple[list[tuple[int, str]], str]:
    """Return number and name of everybody promised to, and a word on who is new."""
    if who.lower() in _MYSELF:
        return [(0, "yourself")], ""
    names = read_entry(f"{who}: x", turn.now, turn.schedule.zone).names
    resolved = replace(turn, rest=line).people(names, create=True)
    added = listed([person.name for person in resolved.added])
    verb = "are" if len(resolved.added) > 1 else "is"
    new = f" {added} {verb} new and now among your people." if added else ""
    return [(person.number, person.name) for person in resolved.people], new


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
