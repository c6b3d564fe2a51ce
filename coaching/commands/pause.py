"""``pause``: no coaching nudges for a while; it ends by itself when a day was named."""

from __future__ import annotations

from datetime import UTC, datetime

from coaching.commands.base import Command, Turn
from coaching.dates import instant, read_when
from coaching.due import say_due
from coaching.messages import Button, Card

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
_WORDS = ("until ", "till ", "for ")


def run(turn: Turn) -> Card:
    """Pause until the day named, or until `resume`."""
    until, told = _until(turn)
    turn.repository.account.change(paused_until=until)
    return Card(
        title="Paused",
        body=f"No coaching nudges {told}. Reminders of your own promises still come, and everything "
        "you type still works.",
        buttons=(Button(label="Resume", command="resume"), turn.undo_button()),
    )


def _until(turn: Turn) -> tuple[datetime, str]:
    text = turn.rest.strip()
    lowered = text.lower()
    for word in _WORDS:
        if lowered.startswith(word):
            text = ("in " if word == "for " else "") + text[len(word) :]
            break
    if not text:
        return FOR_GOOD, "until you say `resume`"
    when = read_when(text, turn.now, turn.schedule.zone, future=True)
    until = instant(when.on, when.at or turn.schedule.opens, turn.schedule.zone)
    return until, f"until {say_due(until, turn.schedule)}"


COMMAND = Command(
    name="pause",
    group="Your hours",
    usage=("pause", "pause until <day>", "pause for 2 weeks"),
    summary="Stops nudges, for good or until a day; it ends by itself.",
    examples=("pause until next Monday", "pause for 2 weeks", "pause"),
    run=run,
    aliases=("stop",),
)
