"""``history``: what a person told the coach lately, each entry with its undo."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.messages import Button, Card, Field
from coaching.names import clip
from coaching.repository.journal import UNDO_FOR, Entry

_SHOWN = 10
_BUTTONS = 3


def run(turn: Turn) -> Card:
    """List the last entries, newest first."""
    entries = turn.repository.journal.latest(_SHOWN)
    if not entries:
        body = "Nothing yet. Try `met Ada: planning`, and it will stand here."
        return Card(title="Your history", body=body)
    fields = tuple(Field(_when(turn, entry), _line(entry)) for entry in entries)
    undoable = [entry for entry in entries if not entry.undone and turn.now - entry.at <= UNDO_FOR]
    buttons = tuple(
        Button(label=f"Undo “{clip(entry.line, 24)}”", command=f"undo {entry.number}")
        for entry in undoable[:_BUTTONS]
    )
    return Card(title="Your history", fields=fields, buttons=buttons)


def _when(turn: Turn, entry: Entry) -> str:
    local = turn.schedule.local(entry.at)
    return f"{say_day(local.date(), turn.today)}, {local:%H:%M}"


def _line(entry: Entry) -> str:
    undone = " (undone)" if entry.undone else f" (number {entry.number})"
    return clip(entry.line, 80) + undone


COMMAND = Command(
    name="history",
    group="You and your data",
    usage=("history",),
    summary="Shows your last entries and what can be undone.",
    examples=("history",),
    run=run,
    aliases=("log",),
)
