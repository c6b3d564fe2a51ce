"""``shared``: something useful passed on to somebody, a favor given."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.dates import When, when_at_end
from coaching.messages import Button, Card, Input, UsageError
from coaching.names import clip
from coaching.passing_on import cause_field, offered_cause, read_cause, said_unknown
from coaching.touch_log import echo, log, names, next_step


def run(turn: Turn) -> Card:
    """Write something shared with everybody named."""
    if not turn.rest.strip():
        return _form()
    what, turn = _split(turn)
    entry = turn.entry()
    what, when = _dated(what, turn)
    why = f" because {entry.what}" if what and entry.what.startswith("of ") else ""
    what = what + why or entry.what
    if not what:
        said = clip(turn.rest)
        raise UsageError(f"What did you share? For example `shared the article with {said}`")
    day = when.on if when and not entry.when else turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    repository = turn.repository
    cause = read_cause(repository, what, turn.rest, turn.message.mentions, day)
    favors = log(repository, resolved.people, "shared", day, cause.what, because_of=cause.number)
    said, step = next_step(repository, resolved, turn.today)
    return Card(
        title=f"Noted: you shared something with {names(resolved.people)}",
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


def _split(turn: Turn) -> tuple[str, Turn]:
    """Return what was shared, and the turn of what follows the last "with" (or "to")."""
    text = f" {turn.rest}"
    joint = " with " if " with " in text else " to "
    what, found, who = text.rpartition(joint)
    if not found:
        said = clip(turn.rest.removesuffix(" with"))
        raise UsageError(f"With whom? For example `{turn.verb} {said} with Ada`")
    verb = f"{turn.verb}{what}{joint}".rstrip()
    return what.strip(), replace(turn, verb=verb, rest=who)


def _dated(what: str, turn: Turn) -> tuple[str, When | None]:
    """Return what was shared without the day at its end, and that day."""
    when = when_at_end(what, turn.now, turn.schedule.zone, future=False)
    return (what[: when.start].rstrip(" ,"), when) if when else (what, None)


def _form() -> Card:
    return Card(
        title="What did you share?",
        body="Or type it in one line: `shared https://example.org with Ada`",
        inputs=(
            Input(name="what", label="A link, or a few words", required=True),
            Input(name="who", label="With whom", hint="Ada, Bo", required=True, prefix="with "),
        ),
        buttons=(Button(label="Note it", command="shared", submits=True, primary=True),),
    )


COMMAND = Command(
    name="shared",
    group="Noting what happened",
    usage=("shared <link or words> with <who> [when] [because of <who>]",),
    summary="Notes something useful that you passed on.",
    examples=("shared https://example.org with Ada", "shared the pricing guide with Bo yesterday"),
    run=run,
    aliases=("share", "i shared", "forwarded"),
)
