"""The coach: a message in, a card out. Routes command lines and opens units of work."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from coaching.clock import Clock
from coaching.commands import route
from coaching.commands.base import Turn
from coaching.hearing import hear
from coaching.limits import SHOWN
from coaching.messages import (
    Button,
    Card,
    Exchange,
    Message,
    Sender,
    UsageError,
    card_data,
    card_from_data,
)
from coaching.misread import refuse_oversize
from coaching.model_reading import may_ask
from coaching.model_wishes import ModelFacts, Said, Wish
from coaching.model_wishing import read_by, settle, wish_of
from coaching.names import storable
from coaching.repository import Repository
from coaching.repository.account import QUIET, Defaults
from coaching.repository.door import Door, earlier_reply, take
from coaching.repository.talk import answered, left_open, pressed_nudge, recall
from coaching.repository.workspaces import erase_workspace

Transactions = Callable[[], AbstractContextManager[Connection]]
"""Opens one unit of work: everything in it is committed, or nothing."""

OVERVIEW = ("today", "who losing touch", "ledger", "settings")
"""What somebody sees who only looks in: the moves of the day, who is slipping, the balance, hours."""
WELCOME = Card(
    title="Welcome to NetLead",
    body="I help you keep up with people by giving first, one small act at a time. I know only "
    "what you tell me, only you see it, and I never write to anybody for you.",
    buttons=(
        Button(label="Start", command="start", primary=True),
        Button(label="A tip first", command="tip"),
        Button(label="Help", command="help", keeps=True),
    ),
)


class _Taken(Exception):  # noqa: N818 not an error: ends a unit of work that is not to be kept
    """Takes a unit of work back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card, and whether the person's rows were erased on the way."""

    card: Card
    erased: bool = False


class Coach:
    """Answers messages, one unit of work each."""

    def __init__(
        self,
        transactions: Transactions,
        clock: Clock,
        defaults: Defaults | None = None,
        model: ModelFacts | None = None,
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``; ``defaults`` for new people.

        ``model`` is the language model that somebody else asks what the coach wishes, if any.
        """
        self._transactions = transactions
        self._clock = clock
        self._door = Door(defaults)
        self._model = model

    def may_wish(self, message: Message) -> bool:
        """Return whether ``message`` may be one for the language model; nothing is looked up."""
        if self._model is None:
            return False
        command, _, _ = route(message.text[:SHOWN])
        if command is None:
            return message.press is None and may_ask(message.text)
        return command.wish is not None

    def wish(self, message: Message) -> Wish | None:
        """Return what the language model is to be asked before ``message`` is answered, if anything."""
        command, verb, rest = route(storable(message.text))
        with self._transactions() as connection:
            found = self._door.find(connection, message.sender, self._clock.now())
            if found is None or earlier_reply(found, message) is not None:
                return None
            return wish_of(self._turn(message, verb, rest, found), command)

    def answer(self, message: Message, said: Said | None = None) -> Answer:
        """Return the answer to ``message``; one that was taken before gets the same answer.

        ``said`` is what came of the wish that it gave rise to.
        """
        try:
            with self._transactions() as connection:
                return self._answer(connection, message, said)
        except Exception:
            self._door.forget_workspaces()
            raise

    def overview(self, sender: Sender, lines: Sequence[str] = OVERVIEW) -> list[Card]:
        """Return the answers to ``lines``, as if they had been said; nothing is written.

        For somebody who never spoke, one card that says how to begin.
        """
        now = self._clock.now()
        with suppress(_Taken), self._transactions() as connection:
            found = self._door.find(connection, sender, now)
            if found is None:
                return [WELCOME]
            cards = [self._seen(found, sender, line) for line in lines]
            # What these commands note of themselves is not the person's doing.
            raise _Taken
        return cards

    def answered(self, sender: Sender, key: str) -> Card | None:
        """Return the answer that the sender's own message ``key`` got, if it is still kept."""
        with self._transactions() as connection:
            repository = self._door.find(connection, sender, self._clock.now())
            return answered(repository, key) if repository else None

    def follow(self, sender: Sender, conversation: str = "") -> None:
        """Take over what the platform tells of somebody who is known.

        The zone, where she set none, and her own ``conversation`` with the coach, where it is told.
        """
        with self._transactions() as connection:
            repository = self._door.find(connection, sender, self._clock.now())
            if repository is not None:
                repository.account.follow(sender.time_zone)
                if conversation:
                    repository.account.note(conversation=conversation)
                repository.account.save()

    def erase_workspace(self, platform: str, external: str) -> int:
        """Remove some people of a workspace with all they have; return how many, 0 at the end.

        With the last of them the workspace itself is gone.
        """
        with self._transactions() as connection:
            gone = erase_workspace(connection, platform, external)
        self._door.forget_workspaces()
        return gone

    def _seen(self, repository: Repository, sender: Sender, line: str) -> Card:
        message = Message(id="", sender=sender, conversation="", text=line)
        try:
            return self._card(message, repository, None)
        except UsageError as error:
            return error.card

    def recall(self, sender: Sender, count: int) -> list[Exchange]:
        """Return the last ``count`` cards of the sender's conversation, oldest first."""
        with self._transactions() as connection:
            repository, new = self._door.open(connection, sender, self._clock.now())
            return [] if new else recall(repository, count)

    def _answer(self, connection: Connection, message: Message, said: Said | None) -> Answer:
        now = self._clock.now()
        repository, _ = self._door.open(connection, message.sender, now)
        earlier = earlier_reply(repository, message)
        if earlier is not None:
            return Answer(card_from_data(json.loads(earlier)))
        try:
            card = self._card(message, repository, said)
        except UsageError as error:
            repository.take_back()
            card = error.card
        if repository.erased:
            return Answer(card, erased=True)
        self._remember(message, repository, card)
        return Answer(card)

    def _card(self, message: Message, repository: Repository, said: Said | None) -> Card:
        refuse_oversize(message.text)
        settle(repository, said)
        heard = hear(message, self._clock.now(), repository, read_by(said))
        if isinstance(heard, Card):
            return heard
        turn = self._turn(message, heard.verb, heard.rest, repository, said)
        return heard.echoed(heard.command.run(turn), written=bool(repository.rows.changes))

    def _turn(
        self,
        message: Message,
        verb: str,
        rest: str,
        repository: Repository,
        said: Said | None = None,
    ) -> Turn:
        now = self._clock.now()
        return Turn(message, verb, rest, now, repository, self._model, said)

    def _remember(self, message: Message, repository: Repository, card: Card) -> None:
        account = repository.account
        now = repository.rows.now
        account.note(last_seen_at=now)
        if message.private or not account.row["conversation"]:
            account.note(conversation=message.conversation)
        account.follow(message.sender.time_zone)
        if repository.rows.changes:
            _settle_pressed(repository, message)
            account.look_by(now + QUIET)
        repository.journal.write(storable(message.text))
        account.save()
        if card.files:
            card = replace(card, files=tuple(replace(file, content="") for file in card.files))
        take(repository, message, json.dumps(card_data(card), ensure_ascii=False))


def _settle_pressed(repository: Repository, message: Message) -> None:
    # Whatever a nudge's button wrote, the nudge was acted on: it does not count as ignored. Only
    # a button that keeps the card, such as the answer to a question, leaves the nudge open.
    nudge = pressed_nudge(repository, message)
    if nudge and not nudge.outcome and not left_open(nudge, message):
        repository.nudges.settle(nudge, "done")
