"""Answers to what is no command, or hardly one: what may have been meant, and what to type."""

from __future__ import annotations

from coaching.commands import commands, phrases
from coaching.limits import LONGEST, SHOWN
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip, closest
from coaching.understanding.understood import Understood


def refuse_oversize(text: str) -> None:
    """Raise `UsageError` for a text that nobody types."""
    if len(text) > LONGEST:
        reason = (
            f"That is too long for me: {len(text):,} characters. I read up to {LONGEST:,}. "
            "Nothing was saved; send the part that matters."
        )
        raise UsageError(reason, title="Too long")


def no_such_command(line: str) -> UsageError:
    """Return the answer to a line that starts with no command's name."""
    first = line.split(None, 1)[0]
    near = closest(first.lower()[:SHOWN], [p for p in phrases() if " " not in p])
    names = list(dict.fromkeys(phrases()[word].name for word in near))
    found = [commands()[name] for name in names if commands()[name].listed]
    hints = "".join(f"\nDid you mean `{c.usage[0]}`?" for c in found[:1])
    buttons = tuple(
        Button(label=c.name, command=f"help {c.name}", keeps=True)
        for c in found
        if c.name != "help"
    )
    return UsageError(
        f"I did not understand “{clip(line, SHOWN)}”, so nothing was saved.{hints}\n"
        "Type `help` to see all I can do.",
        buttons=(*buttons, Button(label="help", command="help", keeps=True)),
    )


def unsure(found: Understood) -> Card:
    """Return the question whether a sentence was understood rightly; a yes is the command line."""
    return Card(
        title="Did I get that right?",
        body=f"{found.ask}\nNothing is saved yet.",
        fields=(Field("I read it as", found.command or ""),),
        buttons=(
            Button(label="Yes", command=found.lasting or found.command or "help", primary=True),
            Button(label="No, I meant…", command=f"help {found.verb or ''}".strip()),
        ),
    )
