"""``thanked by``: a thank-you came back; it is linked to the favor that it is for."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Card, UsageError
from coaching.passing_on import chain_line, newest_favor
from coaching.touch_log import echo, log, names


def run(turn: Turn) -> Card:
    """Write a thank-you from everybody named."""
    if not turn.rest.strip():
        reason = "Who thanked you? For example `thanked by Ada for the deck`"
        raise UsageError(reason)
    entry = turn.entry()
    day = turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    what = f"thanked you for {entry.what}" if entry.what else "thanked you"
    lines: list[str] = []
    for person in resolved.people:
        favor = newest_favor(turn.repository, (person,), day)
        log(turn.repository, (person,), "met", day, what, because_of=favor.number if favor else 0)
        lines += [chain_line(turn.repository, favor.because_of)] if favor else []
    return Card(
        title=f"Noted: {names(resolved.people)} thanked you",
        body="\n".join(line for line in dict.fromkeys(lines) if line),
        fields=echo(resolved, what, day, turn.today, turn.schedule.zone),
        buttons=(turn.undo_button(),),
    )


COMMAND = Command(
    name="thanked by",
    group="Noting what happened",
    usage=("thanked by <who> [for …] [when]",),
    summary="Notes that somebody thanked you, with the favor it was for.",
    examples=("thanked by Ada for the deck",),
    run=run,
    aliases=("got thanks from", "thanks from", "i was thanked by", "was thanked by"),
)
