"""``resume``: nudges may come again."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.hours import say_days, say_hours
from coaching.messages import Button, Card


def run(turn: Turn) -> Card:
    """End a pause."""
    schedule = turn.schedule
    hours = f"{say_days(schedule.weekdays)} {say_hours(schedule.opens, schedule.closes)}"
    often = f"at most {schedule.daily} a day and {schedule.weekly} a week, {hours}"
    if schedule.paused_until is None or schedule.paused_until <= turn.now:
        return Card(title="You are not paused", body=f"Nudges come {often} ({schedule.zone}).")
    turn.repository.account.change(paused_until=None)
    return Card(
        title="Welcome back",
        body=f"Nudges may come again: {often} ({schedule.zone}).",
        buttons=(Button(label="Today’s moves", command="today"), turn.undo_button()),
    )


COMMAND = Command(
    name="resume",
    group="Your hours",
    usage=("resume",),
    summary="Ends a pause.",
    examples=("resume",),
    run=run,
    aliases=("unpause",),
)
