"""Somebody who talks with NetLead as a platform lets her: through the inbox into a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.database import Database
from bot.inbox import Inbox
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.messages import Card, Message, Sender, compose
from coaching.repository import Repository
from coaching.repository.belongings import count_rows
from coaching.repository.door import Door

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


@dataclass
class Speaker:
    """One person at her own conversation; ``user`` must be her own within the database."""

    database: Database
    user: str
    now: datetime = NOON
    zone: str = "Europe/Berlin"
    said: int = 0
    last: Card = field(default_factory=Card)

    def __post_init__(self) -> None:
        """Stop her clock and open her inbox."""
        self.clock = StoppedClock(self.now)
        self.inbox = Inbox(self.database, Coach(self.database.transaction, self.clock))

    @property
    def sender(self) -> Sender:
        return Sender(
            platform="web", workspace="local", user=self.user, name=self.user, time_zone=self.zone
        )

    async def say(self, text: str) -> Card:
        """Say ``text`` and return the answer."""
        self.said += 1
        message = Message(
            id=f"{self.user}-{self.said}",
            sender=self.sender,
            conversation=f"web:{self.user}",
            text=text,
        )
        self.last = await self.inbox.handle(message)
        return self.last

    async def fill(self, command: str, **values: str) -> Card:
        """Ask for the form of ``command``, fill it in over what stands there, and send it."""
        card = await self.say(command)
        button = next(button for button in card.buttons if button.submits)
        filled = {item.name: item.value for item in card.inputs} | values
        return await self.say(compose(button, card.inputs, filled))

    @contextmanager
    def book(self) -> Iterator[Repository]:
        """Open her book, to look at what was written."""
        with self.database.transaction() as connection:
            yield Door().open(connection, self.sender, self.clock.now())[0]

    def names(self) -> list[str]:
        """Return the names of her contacts."""
        with self.book() as book:
            return [name for _, _, name in book.contacts.names()]

    def kept(self) -> dict[str, int]:
        """Return how many rows she has in each table, the conversation itself left out."""
        with self.book() as book:
            rows = book.rows
            counts = count_rows(rows.connection, rows.workspace_id, rows.user_id)
        return {name: count for name, count in counts.items() if count and name != "inbox"}
