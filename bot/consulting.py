"""Asks the language model what the coach wishes, between two units of work and never in one."""

from __future__ import annotations

import asyncio
from functools import partial
from importlib import import_module
from typing import Protocol

from adapters.model.config import ModelConfig
from adapters.model.prompts import Task
from adapters.model.reply import Reply
from bot.database import Database
from bot.inbox import Work
from bot.ticket import Ticket, to_the_end
from coaching.coach import Answer
from coaching.messages import Message
from coaching.model_wishes import MOST_TOKENS, Said, Wish


class Model(Protocol):
    """The language model, as this room sees it (`adapters.model.client.LanguageModel`)."""

    async def ask(self, task: Task, text: str, most_tokens: int, forms: str = "") -> Reply:
        """Return what the model makes of ``text``, or why nothing; never raises."""
        ...

    async def close(self) -> None:
        """Let go of the connections."""
        ...


class Wishing(Protocol):
    """The coach, as this room sees it."""

    def may_wish(self, message: Message) -> bool:
        """Return whether there may be a wish, without looking anything up."""
        ...

    def wish(self, message: Message) -> Wish | None:
        """Return the wish, if there is one."""
        ...

    def answer(self, message: Message, said: Said | None = None) -> Answer:
        """Return the answer to a message, ``said`` what came of its wish."""
        ...


class Consultant:
    """Brings wishes to the model and what it says back to the coach."""

    def __init__(self, database: Database, coach: Wishing, model: Model) -> None:
        """Ask ``model`` what ``coach`` wishes, in the threads of ``database``."""
        self._database = database
        self._coach = coach
        self._model = model

    async def consult(self, message: Message) -> Work:
        """Return how the message is to be answered, for most messages at once.

        A wish that was begun is waited for, a few seconds at most: whoever is cancelled meanwhile
        would otherwise get no answer at all.
        """
        if not self._coach.may_wish(message):
            return self._coach.answer
        begun = Ticket()
        begun.take()
        said = await to_the_end(asyncio.ensure_future(self._ask(message)), begun)
        return partial(self._coach.answer, said=said)

    async def close(self) -> None:
        """Let go of the model's connections."""
        await self._model.close()

    async def _ask(self, message: Message) -> Said | None:
        wish = await self._database.run(self._coach.wish, message)
        if wish is None:
            return None
        reply = await self._model.ask(wish.task, wish.hidden.text, MOST_TOKENS, wish.forms)
        return Said(wish, reply.text, reply.tokens, reply.trouble)


def consultant(config: ModelConfig | None, database: Database, coach: Wishing) -> Consultant | None:
    """Return who asks the model of ``config``; None, and nothing is loaded for it, without one."""
    if config is None:
        return None
    model: Model = import_module("adapters.model.client").LanguageModel(config)
    return Consultant(database, coach, model)
