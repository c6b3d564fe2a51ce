"""A process that can be killed: forks one child for each line of JSON and prints its exit code.

Each child is NetLead in Slack, with a clock of its own that goes on from round to round.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.adapter import SlackAdapter
from adapters.slack.config import SlackConfig
from bot import logs
from bot.arrivals import StoredArrivals
from bot.database import Database, open_database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.outbox import Outbox
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.commands import phrases, room_words
from coaching.deliveries import Deliveries
from coaching.models.cipher import Cipher
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.slack.kills.points import Death, WatchedArrivals, watch_calls
from tests.bot.people import MONDAY

HANGS = 0.25
"""Seconds after which a call without an answer is given up here."""
LONGEST = 40
"""Seconds after which a child that does not end is ended, which is an error."""
IDLE = 4.0
"""Seconds of a round in which errands are worked off, at most."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose time can be moved on."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


@dataclass
class Life:
    """One child's order, database and clock."""

    order: dict[str, Any]
    database: Database
    clock: StoppedClock
    death: Death

    def adapter(self, coach: Coach, arrivals: WatchedArrivals) -> SlackAdapter:
        return SlackAdapter(
            SlackConfig(
                api_url=self.order["api"], bot_token=self.order["token"], signing_secret="s"
            ),
            Desk(self.database, coach, Inbox(self.database, coach), "slack"),
            arrivals,
            self.database,
            self.clock,
            shortcuts=SHORTCUTS,
            room_words=room_words(),
        )

    def parts(self) -> tuple[SlackAdapter, WatchedArrivals]:
        coach = Coach(self.database.transaction, self.clock)
        stored = StoredArrivals(self.database, self.clock, "slack")
        arrivals = WatchedArrivals(stored, self.death)
        return self.adapter(coach, arrivals), arrivals

    def go_on(self) -> None:
        """Let the time between two rounds pass."""
        step = timedelta(minutes=self.order["step"])
        self.clock.set(self.clock.now() + step)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Loop)
        loop.ahead += step.total_seconds()


async def deliver(life: Life) -> None:
    """Send what is due, round after round."""
    adapter, _ = life.parts()
    deliveries = Deliveries(life.database.transaction, life.clock)
    outbox = Outbox(
        life.database,
        deliveries,
        {"slack": adapter},
        f"w{os.getpid()}",
        crashpoint=life.death.at,
    )
    for _ in range(life.order["rounds"]):
        await outbox.deliver()
        life.go_on()


async def work(life: Life) -> None:
    """Work off what was stored, round after round."""
    adapter, arrivals = life.parts()
    running = asyncio.create_task(adapter.run())
    for _ in range(life.order["rounds"]):
        sweeps = arrivals.sweeps
        for _ in range(int(IDLE / 0.01)):
            await asyncio.sleep(0.01)
            if arrivals.sweeps > sweeps + 1 and not arrivals.busy:
                break
        life.go_on()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def end_by(seconds: int, loop: asyncio.AbstractEventLoop) -> None:
    """End this process after that long, and say what it was waiting for."""

    def end(*_: object) -> None:
        for task in asyncio.all_tasks(loop):
            task.print_stack(file=sys.stderr)
        faulthandler.dump_traceback(all_threads=True)
        os._exit(1)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)


def live(order: dict[str, Any]) -> None:
    """Do one order."""
    logs.configure("critical")
    death = Death(order["point"], order["hit"])
    watch_calls(death)
    patch = pytest.MonkeyPatch()
    patch.setattr("adapters.slack.outbound.client.CALL_WITHIN", HANGS)
    patch.setattr("adapters.slack.installs.access.WITHIN", HANGS)
    patch.setattr("adapters.slack.adapter.SWEEP_EVERY", 0.05)
    patch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.05)
    clock = StoppedClock(MONDAY + timedelta(minutes=order["minutes"]))
    database = open_database(order["url"], Cipher([order["key"]]))
    what = {"deliver": deliver, "work": work}[order["do"]]
    with asyncio.Runner(loop_factory=Loop) as runner:
        end_by(LONGEST, runner.get_loop())
        runner.run(what(Life(order, database, clock, death)))
    database.close()


def main() -> None:
    """Do each order of the standard input in a child of its own."""
    phrases()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            live(order)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
