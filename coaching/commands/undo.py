"""``undo``: take back the last entry, or the one with a number, within 24 hours."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.repository.journal import UNDO_FOR, Entry

_BACK = 20


def run(turn: Turn) -> Card:
    """Undo an entry and say what was taken back."""
    entry = _numbered(turn) if turn.rest else _last(turn)
    later = turn.repository.journal.in_the_way(entry)
    if later:
        raise UsageError(
            f"“{clip(entry.line)}” was followed by “{clip(later.line)}”, which builds on it. "
            f"Undo that one first: `undo {later.number}`.",
            buttons=(Button(label="Undo the later one", command=f"undo {later.number}"),),
        )
    turn.repository.journal.undo(entry)
    again = Button(label="Say it again", command=entry.line)
    return Card(
        title="Taken back",
        body=f"“{clip(entry.line, 200)}” is undone; everything is as it was before it.",
        buttons=(again,) if _can_be_said_again(entry) else (),
    )


def _last(turn: Turn) -> Entry:
    for entry in turn.repository.journal.latest(_BACK):
        if not entry.undone and turn.now - entry.at <= UNDO_FOR:
            return entry
    raise UsageError("There is nothing to undo: you wrote nothing in the last 24 hours.")


def _numbered(turn: Turn) -> Entry:
    digits = turn.rest.strip().lstrip("#")
    entry = turn.repository.journal.get(int(digits[:9])) if digits.isdecimal() else None
    if entry is None:
        raise UsageError("I found no such entry. Type `history` to see what can be undone.")
    if entry.undone:
        raise UsageError(
            f"“{clip(entry.line)}” was undone already. Type `history` to see the rest."
        )
    if turn.now - entry.at > UNDO_FOR:
        raise UsageError(
            f"“{clip(entry.line)}” is older than 24 hours and can no longer be undone. "
            "Use `edit`, `forget` or a new entry to put it right."
        )
    return entry


def _can_be_said_again(entry: Entry) -> bool:
    return not entry.line.lower().startswith("undo")


COMMAND = Command(
    name="undo",
    group="You and your data",
    usage=("undo", "undo <number>"),
    summary="Takes back your last entry, whatever it was, for 24 hours.",
    examples=("undo",),
    run=run,
)
