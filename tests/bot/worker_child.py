"""A process that can be killed: forks one child for each line of JSON and prints its exit code.

Forking from a process that has everything imported makes a kill cost milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bot import logs
from bot.database import open_database
from bot.inbox import Inbox
from bot.outbox import Outbox
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.commands import phrases
from coaching.deliveries import Deliveries
from coaching.models.cipher import Cipher
from tests.bot.fakes import SinkAdapter
from tests.bot.people import MONDAY, a_message

ROUND = timedelta(minutes=3)
IN_THE_SEND = "in the send"
"""The crash point of the adapter: the platform has the card, its answer was not read yet."""


def dying_at(point: str, hit: int) -> Callable[[str], None]:
    """Return a hook that kills this process when it comes to ``point`` for the ``hit``-th time."""
    hits = 0

    def hook(name: str) -> None:
        nonlocal hits
        hits += name == point
        if hits == hit and name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def deliver(order: dict[str, Any]) -> None:
    """Deliver what is due in some rounds, three minutes apart."""
    hook = dying_at(order["point"], order["hit"])
    clock = StoppedClock(MONDAY + timedelta(minutes=order["minutes"]))
    database = open_database(order["url"], Cipher([order["key"]]))
    deliveries = Deliveries(database.transaction, clock)
    adapter = SinkAdapter(order["port"], looks=order["looks"], accepted=lambda: hook(IN_THE_SEND))
    worker = f"w{os.getpid()}"
    outbox = Outbox(database, deliveries, {"web": adapter}, worker, crashpoint=hook)

    async def rounds() -> None:
        for _ in range(order["rounds"]):
            await outbox.deliver()
            clock.set(clock.now() + ROUND)

    asyncio.run(rounds())
    database.close()


def say(order: dict[str, Any]) -> None:
    """Say one thing to the coach, with the id that was ordered."""
    hook = dying_at(order["point"], 1)
    database = open_database(order["url"], Cipher([order["key"]]))

    @contextmanager
    def transaction() -> Iterator[Connection]:
        with database.transaction() as connection:
            yield connection
            hook("before the commit")

    coach = Coach(transaction, StoppedClock(MONDAY))
    card = asyncio.run(Inbox(database, coach).handle(a_message(order["text"], order["id"])))
    hook("after the answer")
    if "Reference" in card.body:
        raise RuntimeError(card.body)
    database.close()


def main() -> None:
    """Do each order of the standard input in a child of its own."""
    phrases()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            logs.configure("error")
            {"deliver": deliver, "say": say}[order["do"]](order)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
