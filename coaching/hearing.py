"""From what somebody says to the command that is run: a line as it stands, or a sentence read as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from coaching.commands import route
from coaching.commands.base import Command
from coaching.messages import Card, Field, Message, UsageError
from coaching.misread import no_such_command, unsure
from coaching.names import clean_text
from coaching.repository import Repository
from coaching.understanding.step import understand
from coaching.understanding.understood import Understood

_ASK_THEMSELVES = frozenset({"promise", "remind"})
"""Commands that ask by when, where no day is said, and write nothing until they know."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The command meant, the phrase that picked it, and the rest of its line.

    ``line`` is the whole line where it was read out of a sentence, else empty.
    """

    command: Command
    verb: str
    rest: str
    line: str = ""

    def echoed(self, card: Card, *, written: bool) -> Card:
        """Return ``card``, with the line it answers where that was not said in these words."""
        if not (self.line and written):
            return card
        return replace(card, fields=(*card.fields, Field("I read it as", self.line)))


def hear(message: Message, now: datetime, repository: Repository) -> Heard | Card:
    """Return the command that ``message`` means, or the card that asks whether it means one.

    `UsageError` if it means none, or if something that the command needs was not said.
    """
    line = clean_text(message.text)
    command, verb, rest = route(line)
    if message.press is not None and command is not None:
        return Heard(command, verb, rest)
    found = _understood(line, now, repository)
    if found.as_typed and command is not None:
        return Heard(command, verb, rest)
    if found.command and (found.certain or _asks_itself(found)):
        return _read(found.command)
    if found.command and found.ask:
        return unsure(found)
    if found.ask:
        raise UsageError(found.ask)
    raise no_such_command(line)


def _understood(line: str, now: datetime, repository: Repository) -> Understood:
    zone = repository.account.person.schedule.zone
    found = understand(line, now, zone)
    if found.as_typed or found.certain:
        return found
    known = {folded for _, folded, _ in repository.contacts.names()}
    first = {folded.partition(" ")[0] for folded in known}
    return understand(line, now, zone, known | first)


def _asks_itself(found: Understood) -> bool:
    return found.verb in _ASK_THEMSELVES and found.by is None


def _read(line: str) -> Heard:
    command, verb, rest = route(line)
    if command is None:
        raise no_such_command(line)
    return Heard(command, verb, rest, line)
