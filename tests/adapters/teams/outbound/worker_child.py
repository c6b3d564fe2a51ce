"""A process that can be killed: forks one child for each line of JSON, which delivers to Teams.

Forking from a process that has everything imported makes a kill cost milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.connector import Connector
from adapters.teams.outbound.identity import token_request
from adapters.teams.outbound.pacing import Pacing
from adapters.teams.outbound.sending import Sender
from adapters.teams.outbound.tokens import Tokens
from adapters.transport import Answer, Pool
from bot import logs
from bot.database import Database, open_database
from bot.outbox import Crashpoint, Outbox
from coaching.clock import Clock, StoppedClock
from coaching.deliveries import Deliveries
from coaching.messages import Card
from coaching.models.cipher import Cipher
from tests.adapters.teams.outbound.wire import authorities
from tests.bot.people import MONDAY
from tests.bot.worker_child import IN_THE_SEND, ROUND, dying_at


class Watched(Pool):
    """A pool with a crash point: Teams has the message, its answer goes no further."""

    def __init__(self, hook: Crashpoint) -> None:
        super().__init__(authorities())
        self._hook = hook

    async def ask(self, request: httpx.Request, within: float = 9.0) -> Answer:
        answer = await super().ask(request, within)
        if request.url.path.endswith("/activities"):
            self._hook(IN_THE_SEND)
        return answer


class Teams(Sender):
    """The way out under its platform's name; a card is sent as its key alone."""

    name = "teams"

    def __init__(
        self, config: TeamsConfig, database: Database, clock: Clock, hook: Crashpoint
    ) -> None:
        self._pool = Watched(hook)
        tokens = Tokens(self._pool, lambda: token_request(config, self._pool))
        connector = Connector(
            config, self._pool, tokens, Pacing(), time=lambda: clock.now().timestamp()
        )
        super().__init__(connector, Addresses(database, config), by_key)

    def routes(self) -> tuple[()]:
        return ()

    async def run(self) -> None:
        await self._pool.close()


def by_key(_: Card, key: str) -> list[dict[str, Any]]:
    """Return the activity by which a test knows which nudge arrived."""
    return [{"type": "message", "text": key}]


def deliver(order: dict[str, Any]) -> None:
    """Deliver what is due in some rounds, three minutes apart."""
    hook: Callable[[str], None] = dying_at(order["point"], order["hit"])
    clock = StoppedClock(MONDAY + timedelta(minutes=order["minutes"]))
    database = open_database(order["url"], Cipher([order["key"]]))
    deliveries = Deliveries(database.transaction, clock)

    async def rounds() -> None:
        teams = Teams(TeamsConfig(**order["config"]), database, clock, hook)
        outbox = Outbox(database, deliveries, {"teams": teams}, f"w{os.getpid()}", crashpoint=hook)
        for _ in range(order["rounds"]):
            await outbox.deliver()
            clock.set(clock.now() + ROUND)
        await teams.run()

    asyncio.run(rounds())
    database.close()


def main() -> None:
    """Do each order of the standard input in a child of its own, and print its exit code."""
    authorities()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            logs.configure("error")
            deliver(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
