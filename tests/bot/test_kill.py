"""Killed at any moment, NetLead loses nothing silently and says nothing twice.

Every process here dies by SIGKILL, in the middle of its work, over real files, a real PostgreSQL
and a platform reached by HTTP.
"""

from __future__ import annotations

import ast
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

import bot.outbox
from bot.database import Database, open_database
from coaching.models.cipher import Cipher
from coaching.repository.touches import TOUCHES
from tests.bot.fakes import Fault, Sink, a_sink
from tests.bot.people import nudges, plan_nudges, states, taken
from tests.bot.worker_child import IN_THE_SEND

KEY = Fernet.generate_key().decode()
KILLED = -signal.SIGKILL
FAULTS: list[Fault | None] = [None, "after", "busy", "before"]
DOUBTS = 4
"""The two doubtful faults, and one send in flight for each of the two conversations."""


def crashpoints() -> list[str]:
    """Return every crash point that stands in the outbox, and the one of the platform."""
    tree = ast.parse(Path(bot.outbox.__file__).read_text(encoding="utf-8"))
    found = [
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "_crashpoint"
        and isinstance(call.args[0], ast.Constant)
    ]
    return [*map(str, found), IN_THE_SEND]


class Worker:
    """Has orders done in processes that may die."""

    def __init__(self) -> None:
        """Start the process that forks them."""
        root = Path(__file__).parents[2]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.worker_child"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, **order: object) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(json.dumps({"key": KEY, "point": "", "hit": 1, **order}) + "\n")
        stdin.flush()

    def wait(self) -> int:
        """Return the exit code of the order that was started first and not waited for."""
        stdout = self._process.stdout
        assert stdout is not None
        return int(stdout.readline())

    def do(self, **order: object) -> int:
        self.start(**order)
        return self.wait()

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture(scope="module")
def second() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Yield the migrated database under the key that the children know."""
    opened = open_database(url, Cipher([KEY]))
    yield opened
    opened.close()


def test_the_outbox_can_be_killed_around_each_of_its_steps() -> None:
    found = crashpoints()
    assert len(set(found)) == len(found) >= 10


@pytest.mark.parametrize("looks", [True, False], ids=["asked later", "never asked"])
@pytest.mark.parametrize("point", crashpoints())
def test_nothing_is_lost_silently_or_doubled_when_killed(
    point: str, url: str, database: Database, worker: Worker, *, looks: bool
) -> None:
    for user in ("ana", "bo"):
        plan_nudges(database, 3, user)
    with a_sink(*FAULTS) as sink:
        platform = {"do": "deliver", "url": url, "port": sink.port, "looks": looks}
        assert worker.do(**platform, point=point, minutes=0, rounds=2) == KILLED
        assert worker.do(**platform, minutes=20, rounds=4) == 0
    check(database, sink, looks=looks)


def check(database: Database, sink: Sink, *, looks: bool) -> None:
    """Every nudge is in one final state that tells the truth, and arrived at most once."""
    for row in nudges(database):
        arrived = sink.counts[f"nudge:{row.workspace_id}.{row.user_id}.{row.number}"]
        if looks:
            assert (row.state, arrived) == ("sent", 1)
        elif row.state == "sent":
            assert arrived == 1
        else:
            assert row.state == "unknown"
            assert arrived <= 1
    assert states(database).count("unknown") <= DOUBTS


def test_two_processes_send_each_nudge_once_though_one_is_killed(
    url: str, database: Database, worker: Worker, second: Worker
) -> None:
    for user in range(20):
        plan_nudges(database, 10, f"user{user}")
    with a_sink() as sink:
        platform = {"do": "deliver", "url": url, "port": sink.port, "looks": True}
        worker.start(**platform, point="after the send", hit=40, minutes=0, rounds=1)
        second.start(**platform, minutes=0, rounds=2)
        assert worker.wait() == KILLED
        assert second.wait() == 0
        assert worker.do(**platform, minutes=20, rounds=2) == 0
        assert len(sink.accepted) == len(sink.counts) == 200
    assert set(states(database)) == {"sent"}


def touches(database: Database) -> int:
    with database.transaction() as connection:
        return len(connection.execute(TOUCHES.select()).all())


@pytest.mark.parametrize(("point", "kept"), [("before the commit", 0), ("after the answer", 1)])
def test_what_was_answered_is_kept_and_what_was_not_can_be_said_again(
    point: str, kept: int, url: str, database: Database, worker: Worker
) -> None:
    said = {"do": "say", "url": url, "text": "met +Ada: tea", "id": "m1"}
    assert worker.do(**said, point=point) == KILLED
    assert (len(taken(database)), touches(database)) == (kept, kept)
    for _ in range(2):
        assert worker.do(**said) == 0
        assert (len(taken(database)), touches(database)) == (1, 1)
