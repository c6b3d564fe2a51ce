"""From what somebody says to the command that is run: a line as it stands, or a sentence read as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from coaching.commands import route
from coaching.commands.base import Command
from coaching.dates import find_when
from coaching.messages import Card, Field, Message, UsageError
from coaching.misread import no_such_command, unsure
from coaching.names import clean_text
from coaching.repository import Repository
from coaching.understanding.plain import is_bare
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


def hear(message: Message, now: datetime, repository: Repository, read: str = "") -> Heard | Card:
    """Return the command that ``message`` means, or the card that asks whether it means one.

    ``read`` is a command line that a language model took it for: it is asked about where the rules
    cannot tell. `UsageError` if it means none, or if something that the command needs was not said.
    """
    line = clean_text(message.text)
    command, verb, rest = route(line)
    if command is not None and (message.press is not None or is_bare(line)):
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
    if found.left and read:
        return unsure(_by_model(read, now, repository.account.person.schedule.zone))
    raise no_such_command(line)


def is_left(message: Message, now: datetime, repository: Repository) -> bool:
    """Return whether the rules cannot tell what a sentence is; a press never is one."""
    line = clean_text(message.text)
    if message.press is not None or route(line)[0] is not None:
        return False
    return _understood(line, now, repository).left


def _by_model(line: str, now: datetime, zone: str) -> Understood:
    command, _, _ = route(line)
    return Understood(
        command=line,
        verb=command.name if command else "",
        ask="A language model took your sentence for this line. Shall I go by it?",
        lasting=_lasting(line, now, zone),
    )


def _lasting(line: str, now: datetime, zone: str) -> str:
    """Return ``line`` with the day at its end as a date, for whoever says yes on another day."""
    found = understand(line, now, zone)
    if found.lasting:
        return found.lasting
    try:
        when = find_when(line, now, zone, future=False)
    except UsageError:
        return line
    if when is None or when.at is not None or when.end < len(line):
        return line
    return f"{line[: when.start].rstrip()} on {when.on.isoformat()}"


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
