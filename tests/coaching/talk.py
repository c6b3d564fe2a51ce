"""A conversation with the coach, as tests hold it: say, press, fill in, let time pass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.messages import (
    Card,
    Exchange,
    Mention,
    Message,
    Room,
    Sender,
    compose,
    plain_text,
)
from coaching.model_wishes import ModelFacts, Said, Trouble, Wish
from coaching.planner import Planner
from coaching.repository import Repository
from coaching.repository.door import Door

CHANNEL = Room("web:room", "team", shared=False)
MONDAY = datetime.fromisoformat("2026-03-02T10:00:00+01:00")


@dataclass
class Talk:
    """One person talking with the coach over a real database, by a clock that stands still.

    ``room`` is the channel in which she speaks; None in her own conversation. ``model`` is a
    language model that the operator set up, ``is_admin`` what the platform tells of her.
    """

    engine: Engine
    clock: StoppedClock
    user: str = "ana"
    zone: str = "Europe/Berlin"
    room: Room | None = None
    model: ModelFacts | None = None
    is_admin: bool | None = None
    said: list[str] = field(default_factory=list)
    last: Card = field(default_factory=Card)

    def __post_init__(self) -> None:
        """Let the coach and the planner work on the same database by the same clock."""
        self.coach = Coach(self.transaction, self.clock, model=self.model)
        self.planner = Planner(self.transaction, self.clock)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @property
    def sender(self) -> Sender:
        return Sender(
            platform="web",
            workspace="local",
            user=self.user,
            name=self.user,
            time_zone=self.zone,
            is_admin=self.is_admin,
        )

    def say(self, text: str, *mentions: Mention) -> Card:
        """Say ``text`` and return the answer."""
        self.last = self.coach.answer(self.message(text, *mentions)).card
        return self.last

    def message(self, text: str, *mentions: Mention) -> Message:
        """Return the next message, which says ``text``."""
        self.said.append(text)
        return Message(
            id=f"{self.user}-{len(self.said)}",
            sender=self.sender,
            conversation=f"web:{self.user}",
            text=text,
            private=self.room is None,
            mentions=mentions,
            room=self.room,
        )

    def ask_model(
        self, text: str, reply: str = "", trouble: Trouble = "", tokens: int | None = None
    ) -> Wish | None:
        """Say ``text``, have the model answer ``reply`` if it is asked; return what it was asked."""
        message = self.message(text)
        wish = self.coach.wish(message) if self.coach.may_wish(message) else None
        said = Said(wish, reply, tokens, trouble) if wish else None
        self.last = self.coach.answer(message, said).card
        return wish

    def press(self, label: str, **values: str) -> Card:
        """Press the button with ``label`` on the last card, its form filled with ``values``."""
        button = next((b for b in self.last.buttons if b.label == label), None)
        assert button is not None, f"no {label!r} among {[b.label for b in self.last.buttons]}"
        return self.say(compose(button, self.last.inputs, values))

    def text(self, text: str, *mentions: Mention) -> str:
        """Say ``text`` and return the answer as plain text."""
        return plain_text(self.say(text, *mentions))

    def at(self, instant: datetime | str) -> Talk:
        """Go on at ``instant``."""
        self.clock.set(datetime.fromisoformat(instant) if isinstance(instant, str) else instant)
        return self

    def later(self, **time: float) -> Talk:
        """Go on after a while, as in ``later(days=3)``."""
        return self.at(self.clock.now() + timedelta(**time))

    def recall(self, count: int = 50) -> list[Exchange]:
        return self.coach.recall(self.sender, count)

    def other(self, user: str, zone: str = "Europe/Berlin") -> Talk:
        """Return somebody else talking with the same coach, in the same channel if it is one."""
        return Talk(self.engine, self.clock, user=user, zone=zone, room=self.room)

    @contextmanager
    def book(self) -> Iterator[Repository]:
        """Open the person's book, to look at what was written."""
        with self.transaction() as connection:
            yield Door().open(connection, self.sender, self.clock.now())[0]
