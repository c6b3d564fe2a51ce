"""What the command line's arguments mean, and how a subcommand says that it cannot go on."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime

_YEARS = range(2000, 2100)
"""Clocks outside these years are typing errors, and far ones overflow when days are added."""
_LONGEST_NAME = 80


class CommandLineError(Exception):
    """A subcommand cannot go on; its text is what the operator reads, ``code`` the exit code."""

    def __init__(self, words: str, code: int = 1) -> None:
        """Say in words, without a traceback, what is wrong and what to do."""
        super().__init__(words)
        self.code = code


def instant(text: str) -> datetime:
    """Return the instant that ``text`` (ISO 8601) names, in UTC; without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        read = None
    if read is None or read.year not in _YEARS:
        reason = f"{_shown(text)} is not a date and time such as 2026-11-23T09:00+01:00"
        raise ArgumentTypeError(reason)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def person(text: str) -> str:
    """Return ``text`` as a person's name: one line of at most 80 characters."""
    name = text.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        reason = f"{_shown(text)} is not a name of 1 to {_LONGEST_NAME} characters"
        raise ArgumentTypeError(reason)
    return name


def _shown(text: str) -> str:
    return ascii(text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "...")
