"""One admin's conversation where a language model is set up and switched on, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.breaker import Breaker
from adapters.model.client import LanguageModel
from bot.consulting import Consultant
from bot.database import Database
from bot.desk import Desk
from bot.inbox import Inbox
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.messages import Card, Message, Sender
from coaching.model_wishes import ModelFacts
from tests.model_server import ModelServer, Served, completion

WITHIN = 0.4


@dataclass
class Home:
    """One admin's conversation, with a model switched on."""

    inbox: Inbox
    server: ModelServer
    desk: Desk
    said: int = 0
    late: list[Card] = field(default_factory=list)

    def message(self, text: str) -> Message:
        self.said += 1
        sender = Sender(
            platform="web", workspace="local", user="ana", name="Ana Canaryself", is_admin=True
        )
        return Message(id=f"m{self.said}", sender=sender, conversation="web:ana", text=text)

    async def say(self, text: str) -> Card:
        return await self.inbox.handle(self.message(text))

    async def take(self, card: Card) -> None:
        self.late.append(card)

    def answers(self, output: str) -> None:
        """Let the model answer ``output`` from now on."""
        body = json.dumps(completion(output)).encode()
        self.server.script = lambda _: Served(body=body)

    async def reword(self, output: str) -> Card:
        """Ask for Ada's draft in other words, and let the model answer ``output``."""
        self.answers(output)
        return await self.say("reword Ada")


@asynccontextmanager
async def a_home(
    database: Database, clock: StoppedClock, server: ModelServer, within: float = WITHIN
) -> AsyncIterator[Home]:
    """Yield a conversation in which the model has ``within`` seconds and is never left alone."""
    model = LanguageModel(server.config(within), Breaker(in_a_row=1000))
    coach = Coach(database.transaction, clock, model=ModelFacts("models.example.com", 1_000_000))
    consultant = Consultant(database, coach, model)
    inbox = Inbox(database, coach, consult=consultant.consult)
    home = Home(inbox, server, Desk(database, coach, inbox, "web"))
    for line in ("add Ada", "model on yes"):
        await home.say(line)
    try:
        yield home
    finally:
        await consultant.close()
