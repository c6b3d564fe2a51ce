"""The coach: a message in, a card out. Routes command lines and opens units of work."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from coaching.clock import Clock
from coaching.commands import phrases
from coaching.commands.base import Command, Turn
from coaching.messages import (
    Card,
    Exchange,
    Message,
    Sender,
    UsageError,
    card_data,
    card_from_data,
)
from coaching.misread import no_such_command, refuse_oversize
from coaching.names import clean_text, storable
from coaching.repository import Repository
from coaching.repository.account import QUIET, Defaults
from coaching.repository.door import Door, earlier_reply, take
from coaching.repository.talk import pressed_nudge, recall

Transactions = Callable[[], AbstractContextManager[Connection]]
"""Opens one unit of work: everything in it is committed, or nothing."""

LONGEST_PHRASE = 4
"""The most words that any command's name or alias has."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card, and whether the person's rows were erased on the way."""

    card: Card
    erased: bool = False


class Coach:
    """Answers messages, one unit of work each."""

    def __init__(
        self, transactions: Transactions, clock: Clock, defaults: Defaults | None = None
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``; ``defaults`` for new people."""
        self._transactions = transactions
        self._clock = clock
        self._door = Door(defaults)

    def answer(self, message: Message) -> Answer:
        """Return the answer to ``message``; one that was taken before gets the same answer."""
        try:
            with self._transactions() as connection:
                return self._answer(connection, message)
        except Exception:
            self._door.forget_workspaces()
            raise

    def recall(self, sender: Sender, count: int) -> list[Exchange]:
        """Return the last ``count`` cards of the sender's conversation, oldest first."""
        with self._transactions() as connection:
            repository, new = self._door.open(connection, sender, self._clock.now())
            return [] if new else recall(repository, count)

    def _answer(self, connection: Connection, message: Message) -> Answer:
        now = self._clock.now()
        repository, _ = self._door.open(connection, message.sender, now)
        earlier = earlier_reply(repository, message)
        if earlier is not None:
            return Answer(card_from_data(json.loads(earlier)))
        try:
            card = self._card(message, repository)
        except UsageError as error:
            repository.take_back()
            card = error.card
        if repository.erased:
            return Answer(card, erased=True)
        self._remember(message, repository, card)
        return Answer(card)

    def _card(self, message: Message, repository: Repository) -> Card:
        refuse_oversize(message.text)
        line = clean_text(message.text)
        command, verb, rest = route(line)
        if command is None:
            raise no_such_command(line)
        return command.run(Turn(message, verb, rest, self._clock.now(), repository))

    def _remember(self, message: Message, repository: Repository, card: Card) -> None:
        account = repository.account
        now = repository.rows.now
        account.note(last_seen_at=now)
        if message.private:
            account.note(conversation=message.conversation)
        if repository.rows.changes:
            _settle_pressed(repository, message)
            account.look_by(now + QUIET)
        repository.journal.write(storable(message.text))
        account.save()
        if card.files:
            card = replace(card, files=tuple(replace(file, content="") for file in card.files))
        take(repository, message, json.dumps(card_data(card), ensure_ascii=False))


def _settle_pressed(repository: Repository, message: Message) -> None:
    # Whatever a nudge's button wrote, the nudge was acted on: it does not count as ignored.
    nudge = pressed_nudge(repository, message)
    if nudge and not nudge.outcome:
        repository.nudges.settle(nudge, "done")


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
