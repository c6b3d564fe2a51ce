"""The inbox: what people say reaches the coach once, in order, and always gets an answer."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from adapters.base import BusyError
from bot.database import Database
from coaching.coach import Answer
from coaching.messages import Button, Card, Message, Sender

_log = structlog.get_logger()

HELP = Button(label="Help", command="help", keeps=True)
_TRIES = 2
# SQLSTATE of a serialization failure and of a deadlock: the same work may well succeed now.
_COLLISIONS = frozenset({"40001", "40P01"})


Erased = Callable[[Sender], Awaitable[None]]
Work = Callable[[Message], Answer]
Consult = Callable[[Message], Awaitable[Work]]
"""Returns what is to be done in the database for an answer, once all that it needs was asked outside."""


class Answering(Protocol):
    """The coach, as the inbox sees it."""

    def answer(self, message: Message) -> Answer:
        """Return the answer to a message; the same id gets the same answer."""
        ...


@dataclass(slots=True)
class _Queue:
    """The order within one conversation, and how many are in it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Inbox:
    """Brings messages to the coach, one conversation's messages one after the other."""

    def __init__(
        self,
        database: Database,
        coach: Answering,
        erased: Erased | None = None,
        consult: Consult | None = None,
    ) -> None:
        """Let ``coach`` answer in the threads of ``database``.

        ``erased`` is told of everybody whose rows are gone, for what her platform keeps of her.
        ``consult`` asks a language model first, where there is one and the coach wishes it.
        """
        self._database = database
        self._coach = coach
        self._erased = erased
        self._consult = consult
        self._queues: dict[str, _Queue] = {}

    async def handle(self, message: Message) -> Card:
        """Return the coach's answer, or a kind card that says what went wrong; never raises."""
        try:
            return await self.take(message)
        except BusyError as busy:
            return _busy(_note("the database is busy or out of reach", message, busy))

    async def take(self, message: Message) -> Card:
        """Return the coach's answer; `BusyError` where the database is out of reach."""
        try:
            # Before its turn: what else she says is not to wait for a model.
            work = await self._consult(message) if self._consult else self._coach.answer
            async with self._turn(message.conversation):
                answer = await self._ask(work, message)
        except Exception as error:
            if is_out_of_reach(error):
                raise BusyError from error
            return _sorry(_note("a message could not be answered", message, error))
        if answer.erased:
            await self._scrub(message)
        return answer.card

    @asynccontextmanager
    async def _turn(self, conversation: str) -> AsyncIterator[None]:
        queue = self._queues.setdefault(conversation, _Queue())
        queue.count += 1
        try:
            # asyncio's locks are fair: whoever came first is first.
            async with queue.lock:
                yield
        finally:
            queue.count -= 1
            if not queue.count:
                del self._queues[conversation]

    async def _ask(self, work: Work, message: Message) -> Answer:
        for tries_left in reversed(range(_TRIES)):
            try:
                return await self._database.run(work, message)
            except DBAPIError as error:
                # Two processes may make the same new person at once; the second finds her there.
                if not tries_left or not _is_collision(error):
                    raise
        raise AssertionError(_TRIES)

    async def _scrub(self, message: Message) -> None:
        try:
            if self._erased is not None:
                await self._erased(message.sender)
            await self._database.scrub()
        except Exception as error:  # noqa: BLE001 the wish is stored; the hourly tidying tries again
            _note("erased rows could not be wiped from the files yet", message, error)


def is_out_of_reach(error: Exception) -> bool:
    """Return whether the database, not the program, is in trouble: trying again may help."""
    if not isinstance(error, OperationalError):
        return isinstance(error, PoolTimeout)
    # SQLite's driver calls wrong statements operational errors too; those have its plainest code.
    return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def _is_collision(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, IntegrityError) or state in _COLLISIONS


def _note(event: str, message: Message, error: Exception) -> str:
    """Log an error without a word of the message; return the reference it is logged under."""
    reference = secrets.token_hex(3)
    _log.error(event, key=reference, platform=message.sender.platform, exc_info=error)
    return reference


def _busy(reference: str) -> Card:
    return Card(
        refused=True,
        body="I am a little busy and could not take that in; nothing was saved. "
        f"Please try again in a moment. Reference {reference}.",
    )


def _sorry(reference: str) -> Card:
    return Card(
        refused=True,
        body=f"Something went wrong on my side; nothing was saved. Reference {reference}. "
        "Type it again or `help`.",
        buttons=(HELP,),
    )
