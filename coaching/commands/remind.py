"""``remind``: a promise to oneself."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.dates import find_when
from coaching.due import due_instant, say_due
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.promised import day_buttons

_FILL = ("me ", "to ", "that ", "about ", "of ")


def run(turn: Turn) -> Card:
    """Keep a reminder."""
    text = _without_fill(turn.rest.strip())
    if not text or text.lower() == "me":
        return Card(title="What shall I remind you of?", inputs=_FORM, buttons=(_SUBMIT,))
    when = find_when(text, turn.now, turn.schedule.zone, future=True)
    if when is None:
        reason = "When? Try `remind me to call Ada tomorrow 9am`."
        raise UsageError(reason, buttons=day_buttons(f"remind me to {text}"))
    what = _without_fill(f"{text[: when.start]} {text[when.end :]}".strip(" ,;:"))
    due = due_instant(when, turn.schedule, turn.now)
    if not what:
        raise UsageError(
            f"Of what? I would remind you on {say_due(due, turn.schedule)}. "
            "Try `remind me to call Ada tomorrow 9am`."
        )
    promise = turn.repository.promises.add(0, what, turn.today, due)
    turn.repository.account.look_by(due)
    return Card(
        title="I will remind you",
        fields=(Field("What", what), Field("When", say_due(due, turn.schedule))),
        buttons=(
            Button(label="Done already", command=f"kept {promise.number}"),
            turn.undo_button(),
        ),
    )


def _without_fill(text: str) -> str:
    for fill in _FILL:
        if text.lower().startswith(fill):
            text = text[len(fill) :].lstrip()
    return text


_FORM = (
    Input(name="what", label="What", hint="call Ada", required=True, prefix="to "),
    Input(name="when", label="When", hint="tomorrow 9am", required=True),
)
_SUBMIT = Button(label="Remind me", command="remind me", submits=True, primary=True)

COMMAND = Command(
    name="remind",
    group="Giving and asking",
    usage=("remind me <what> <when>",),
    summary="Reminds you of something at your time.",
    examples=("remind me to call Ada tomorrow 9am",),
    run=run,
    aliases=("remind me", "reminder"),
)
