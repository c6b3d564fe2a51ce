"""``help``: everything people can say, by group, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.commands import commands, phrases
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip, closest

_ORDER = (
    "Every day",
    "Noting what happened",
    "Giving and asking",
    "People",
    "Your network",
    "Answering a nudge",
    "In a channel",
    "Your hours",
    "You and your data",
    "Looking around",
)
_LABEL = 60


def run(turn: Turn) -> Card:
    """List the commands, or explain one."""
    asked = " ".join(turn.rest.lower().split()).strip("?!.`\"'")
    if not asked:
        return _everything()
    command = phrases().get(asked) or phrases().get(asked.partition(" ")[0])
    if command is None:
        raise _unknown(asked)
    return _one(command)


def _everything() -> Card:
    return Card(
        title="What you can say",
        body="Type a line or press a button: both say the same. Type `help met` to see one of these whole; "
        "`undo` takes back whatever you said last.",
        fields=tuple(Field(group, "\n".join(_lines(group))) for group in groups()),
        buttons=(
            Button(label="Today", command="today", keeps=True),
            Button(label="A tip", command="tip", keeps=True),
            Button(label="Start", command="start", keeps=True),
        ),
    )


def groups() -> list[str]:
    """Return the headings under which commands are listed, in the order of a first day."""
    found = {command.group for command in commands().values() if command.listed}
    known = [group for group in _ORDER if group in found]
    return [*known, *sorted(found - set(known))]


def _lines(group: str) -> Iterator[str]:
    for command in commands().values():
        if command.listed and command.group == group:
            yield f"{command.usage[0]}: {command.summary}"


def _one(command: Command) -> Card:
    also = ", ".join(command.aliases)
    fields = [Field("Say", "\n".join(command.usage)), Field("Or begin with", also)]
    return Card(
        title=command.name,
        body=command.summary,
        fields=tuple(field for field in fields if field.value),
        buttons=(
            *(
                Button(label=clip(example, _LABEL), command=example, keeps=True)
                for example in command.examples
            ),
            Button(label="All of help", command="help", keeps=True),
        ),
    )


def _unknown(asked: str) -> UsageError:
    near = closest(asked.partition(" ")[0], phrases())
    names = list(dict.fromkeys(phrases()[word].name for word in near))
    found = [commands()[name] for name in names if commands()[name].listed]
    meant = f" The nearest is `{found[0].usage[0]}`." if found else ""
    buttons = [Button(label=c.name, command=f"help {c.name}", keeps=True) for c in found]
    return UsageError(
        f"I know no command “{clip(asked)}”.{meant} Type `help` to see them all.",
        buttons=(*buttons, Button(label="help", command="help", keeps=True)),
    )


COMMAND = Command(
    name="help",
    group="Looking around",
    usage=("help", "help <command>"),
    summary="Shows all you can say, or one command with examples.",
    examples=("help", "help met"),
    run=run,
    aliases=("?", "commands", "what can you do", "usage"),
)
