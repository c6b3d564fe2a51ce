"""``kept``: a promise that was kept, or let go."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Card, UsageError
from coaching.names import clip
from coaching.network import Promise
from coaching.promised import kept_buttons, promise_fields, said_late

_LET_GO = frozenset({"no", "not", "dropped", "cancelled", "off"})


def run(turn: Turn) -> Card:
    """Close a promise; a kept one to a contact counts as help given."""
    promises = turn.repository.promises.open()
    if not promises:
        raise UsageError("You have no open promise. Make one: `promise Ada: the deck by Friday`.")
    number, _, word = turn.rest.strip().lstrip("#").partition(" ")
    promise = _meant(turn, promises, number)
    if word.strip().lower() in _LET_GO:
        turn.repository.promises.settle(promise, kept=False)
        return Card(
            title="Let go",
            body=f"“{clip(promise.what, 120)}” is off your list. A word to them keeps the trust.",
            buttons=(turn.undo_button(),),
        )
    turn.repository.promises.settle(promise, kept=True)
    person = turn.repository.contacts.get(promise.contact) if promise.contact else None
    if person:
        turn.repository.touches.add(person, "helped", turn.today, promise.what)
        turn.repository.nudges.acted_on(person.contact, turn.today)
    to = f", and it counts as help you gave {person.name}" if person else ""
    return Card(
        title="Promise kept",
        body=f"“{clip(promise.what, 120)}” is kept{to}.{said_late(promise.due, turn.now)}",
        buttons=(turn.undo_button(),),
    )


def _meant(turn: Turn, promises: list[Promise], number: str) -> Promise:
    if not number and len(promises) == 1:
        return promises[0]
    for promise in promises:
        if str(promise.number) == number:
            return promise
    names = {n: name for n, _, name in turn.repository.contacts.names()}
    lines = (f"{f.label}: {f.value}" for f in promise_fields(promises[:10], names, turn.schedule))
    raise UsageError(
        "Which promise? Type `kept` and its number.\n" + "\n".join(lines),
        buttons=kept_buttons(promises),
    )


COMMAND = Command(
    name="kept",
    group="Giving and asking",
    usage=("kept <number>", "kept <number> no"),
    summary="Closes a promise as kept (or, with `no`, as let go).",
    examples=("kept 7",),
    run=run,
    aliases=("keep",),
)
