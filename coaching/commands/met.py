"""``met``: a touch with one or several people, today or on a day gone by."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Input
from coaching.touch_log import echo, log, names, next_step, welcome_back

_WAYS = {
    "had coffee with": "coffee",
    "coffee with": "coffee",
    "had lunch with": "lunch",
    "lunch with": "lunch",
    "had dinner with": "dinner",
    "dinner with": "dinner",
    "called": "call",
    "had a call with": "call",
    "wrote to": "wrote",
    "emailed": "email",
    "messaged": "message",
}
"""What a verb alone says the touch was, where nothing else was said."""


def run(turn: Turn) -> Card:
    """Write a touch with everybody named."""
    if not turn.rest.strip():
        return _form()
    entry = turn.entry()
    day = turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    what = entry.what or _WAYS.get(turn.verb, "")
    log(turn.repository, resolved.people, "met", day, what)
    said, step = next_step(turn.repository, resolved, turn.today)
    word = welcome_back(resolved, day)
    return Card(
        title=f"Noted: you met {names(resolved.people)}",
        body="\n".join(part for part in (word, said) if part),
        fields=echo(resolved, what, day, turn.today, turn.schedule.zone),
        buttons=(*step, turn.undo_button()),
    )


def _form() -> Card:
    return Card(
        title="Whom did you meet?",
        body="Or type it in one line: `met Ada: planning, yesterday`",
        inputs=(
            Input(name="who", label="Who", hint="Ada, Bo", required=True),
            Input(name="what", label="What about", hint="planning", prefix=": "),
            Input(name="when", label="When", hint="yesterday; empty for today", prefix=", "),
        ),
        buttons=(Button(label="Note it", command="met", submits=True, primary=True),),
    )


COMMAND = Command(
    name="met",
    group="Noting what happened",
    usage=("met <who>[: note] [when]", "met <who>, <who> and <who> [about …] [when]"),
    summary="Notes that you were in touch, with one person or several; every clock starts anew.",
    examples=("met Ada: planning", "met Ada and Bo about pricing yesterday", "saw Cy last Tue"),
    run=run,
    aliases=(
        "saw",
        "meet",
        "met with",
        "i met",
        "i saw",
        "talked to",
        "talked with",
        "spoke to",
        "spoke with",
        "chatted with",
        "caught up with",
        "heard from",
        *_WAYS,
    ),
)
