"""What people can say: one file a command, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from coaching.commands.base import Command

LONGEST_PHRASE = 4
"""The most words that any command's name or alias has."""


@cache
def commands() -> dict[str, Command]:
    """Return every command by name, in alphabetical order."""
    found: dict[str, Command] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        if entry.name != "base":
            command = importlib.import_module(f"{__name__}.{entry.name}").COMMAND
            found[command.name] = command
    return found


def first_words() -> frozenset[str]:
    """Return the words with which a command line can begin."""
    return frozenset(phrase.split()[0] for phrase in phrases())


def room_words() -> frozenset[str]:
    """Return the first words of the lines that are about the channel in which they are said."""
    return frozenset(
        phrase.split()[0] for phrase, command in phrases().items() if command.about_room
    )


@cache
def phrases() -> dict[str, Command]:
    """Return every phrase that starts a command: names and aliases, in lower case."""
    found: dict[str, Command] = {}
    for command in commands().values():
        for phrase in (command.name, *command.aliases):
            if phrase in found:
                reason = f"“{phrase}” starts both {found[phrase].name} and {command.name}"
                raise ValueError(reason)
            found[phrase] = command
    return found


def route(line: str) -> tuple[Command | None, str, str]:
    """Return the command that ``line`` starts with, the phrase that picked it, and the rest.

    The longest phrase wins, so that ``got help from Ada`` is not ``got`` with a strange name.
    """
    known = phrases()
    words = line.split(None, LONGEST_PHRASE)[:LONGEST_PHRASE]
    if words and words[0].lower() == "/netlead":
        return route(line.lstrip()[len("/netlead") :])
    if not words:
        return known["help"], "help", ""
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count]).lower().rstrip(".!?:,")
        if phrase in known:
            rest = line.split(None, count)[count:]
            return known[phrase], phrase, rest[0].rstrip() if rest else ""
    return None, "", line
