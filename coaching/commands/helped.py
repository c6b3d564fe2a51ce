"""``helped``: a favor given."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Input
from coaching.passing_on import cause_field, offered_cause, read_cause, said_unknown
from coaching.touch_log import echo, log, names, next_step


def run(turn: Turn) -> Card:
    """Write a favor given to everybody named."""
    if not turn.rest.strip():
        return _form()
    entry = turn.entry()
    day = turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    repository = turn.repository
    cause = read_cause(repository, entry.what, turn.rest, turn.message.mentions, day)
    favors = log(repository, resolved.people, "helped", day, cause.what, because_of=cause.number)
    said, step = next_step(repository, resolved, turn.today)
    return Card(
        title=f"Noted: you helped {names(resolved.people)}",
        body=said_unknown(cause) or said,
        fields=(
            *echo(resolved, cause.what, day, turn.today, turn.schedule.zone),
            *cause_field(repository, cause.source, turn.today),
        ),
        buttons=(
            *step,
            *offered_cause(repository, cause, favors, resolved.people, day),
            turn.undo_button(),
        ),
    )


def _form() -> Card:
    return Card(
        title="Whom did you help?",
        body="Or type it in one line: `helped Ada with the deck, yesterday`",
        inputs=(
            Input(name="who", label="Who", hint="Ada", required=True),
            Input(name="what", label="With what", hint="the deck", prefix=": "),
            Input(name="when", label="When", hint="yesterday; empty for today", prefix=", "),
        ),
        buttons=(Button(label="Note it", command="helped", submits=True, primary=True),),
    )


COMMAND = Command(
    name="helped",
    group="Noting what happened",
    usage=("helped <who> [with …] [when] [because of <who>]",),
    summary="Notes help that you gave, however small.",
    examples=(
        "helped Ada with the deck",
        "helped Bo and Cy with hiring last Fri",
        "helped Cy with pricing because of Ada",
    ),
    run=run,
    aliases=("help for", "i helped", "helped out", "gave help to"),
)
