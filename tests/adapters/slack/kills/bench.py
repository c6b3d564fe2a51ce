"""Where processes are killed: a database, a Slack that outlives them, and who starts them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.database import Database, open_database
from coaching.clock import MovableClock, StoppedClock
from coaching.models.cipher import Cipher
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import (
    dropped,
    hanging,
    not_json,
    rate_limited,
    refused,
    server_error,
    slow,
    truncated,
)
from tests.adapters.slack.fake.methods import TABLE
from tests.adapters.slack.fake.nouns import Installation, Post
from tests.adapters.slack.fake.reference import METHODS
from tests.adapters.slack.kills.points import LATER
from tests.adapters.slack.outbound.outfit import EVERYTHING, carried
from tests.adapters.slack.outbound.threads import REPLIES, replies
from tests.bot.people import MONDAY

ROOT = Path(__file__).parents[4]
KILLED = -signal.SIGKILL
TAKEN: Sequence[Fault] = (
    *(dropped("after"), server_error(500, accepted=True), server_error(503, accepted=True)),
    *(not_json(accepted=True), truncated(), hanging(accepted=True)),
    refused("internal_error", accepted=True),
)
"""What goes wrong with a call that Slack has done."""
NOT_TAKEN: Sequence[Fault] = (
    *(dropped("before"), server_error(500), server_error(503), not_json(), hanging()),
    *(rate_limited("1"), rate_limited("30"), rate_limited("soon"), rate_limited("99999999")),
    *(refused("internal_error"), refused("ratelimited"), refused("token_expired")),
)
"""What goes wrong with one that it has not done."""


WEEK, WORKDAYS = 7, 5


@dataclass
class Tally:
    """What became of everything that should have gone out, and how often somebody died for it."""

    kills: int = 0
    runs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.kills += other.kills
        self.runs += other.runs
        self.ends += other.ends
        self.wrong += other.wrong


class Bench:
    """Has orders done in processes that may die, over one database and one Slack."""

    def __init__(self, slack: FakeSlack, database: Database, url: str, key: str) -> None:
        self.slack = slack
        self.database = database
        self._numbers = 0
        self.home: Installation = slack.world.install(scopes=EVERYTHING)
        self._order = {
            "url": url,
            "key": key,
            "api": slack.api_url,
            "token": slack.world.token(),
        }
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.slack.kills.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, what: str, minutes: float, **order: object) -> bool:
        """Have one order done from ``minutes`` past the beginning on; return whether it was killed."""
        stdin, stdout = self._child.stdin, self._child.stdout
        assert stdin is not None
        assert stdout is not None
        self.to(minutes)
        usual = {"do": what, "point": "", "hit": 1, "rounds": 1, "step": 3, "minutes": minutes}
        stdin.write(json.dumps({**self._order, **usual, **order}) + "\n")
        stdin.flush()
        code = int(stdout.readline())
        if code not in (0, KILLED):
            raise AssertionError(f"a child ended with {code}: {order}")
        return code == KILLED

    def number(self) -> int:
        """Return a number that no one here had before."""
        self._numbers += 1
        return self._numbers

    def to(self, minutes: float) -> None:
        """Let it be that much later in Slack."""
        clock = self.slack.world.clock
        ahead = MONDAY + timedelta(minutes=minutes) - clock.now()
        if ahead > timedelta():
            clock.advance(ahead)

    def script(
        self,
        random: Random,
        point: str,
        hit: int,
        method: str,
        most: int,
        if_: Callable[[Fault], bool] = lambda _: True,
    ) -> int:
        """Let up to ``most`` calls of ``method`` go wrong; return how many will.

        Where the process is to die while Slack has such a call, that one is answered late; half
        of them are done all the same.
        """
        dies_in = point == f"in {method}"
        calls: list[Fault | None] = [None] * (hit if dies_in else 4)
        for place in random.sample(range(len(calls)), min(most, len(calls))):
            calls[place] = random.choice([f for f in (*TAKEN, *NOT_TAKEN) if if_(f)])
        if dies_in:
            late = slow(10 * LATER) if random.random() < 0.5 else hanging()
            calls[-1] = late
        self.slack.fail_next(method, *calls)
        return sum(call is not None for call in calls)

    def copies(self, name: str) -> list[Post]:
        """Return the messages that carry ``name``."""
        with self.slack.world.lock:
            rooms = list(self.slack.world.posts.values())
            posts = [post for room in rooms for post in room.values()]
        return [post for post in posts if carried(post) == name]

    def close(self) -> None:
        self._child.communicate()


def repeatable(seed: str) -> Random:
    """Return chance that comes out the same each time."""
    return Random(seed)  # noqa: S311 it hides nothing


def minutes_to(day: int) -> int:
    """Return how many minutes after the first Monday the ``day``-th working day begins."""
    weeks, rest = divmod(day, WORKDAYS)
    return (weeks * WEEK + rest) * 24 * 60


@contextmanager
def a_bench(url: str, key: str) -> Iterator[Bench]:
    """Yield a bench over the migrated database at ``url``, in a Slack in which it is Monday morning."""
    database = open_database(url, Cipher([key]))
    clock = MovableClock(StoppedClock(MONDAY))
    with FakeSlack(clock=clock) as slack, pytest.MonkeyPatch.context() as patch:
        slack.limits.per_second = 0
        patch.setitem(METHODS, "conversations.replies", REPLIES)
        patch.setitem(TABLE, "conversations.replies", replies)
        bench = Bench(slack, database, url, key)
        try:
            yield bench
        finally:
            bench.close()
            database.close()
