"""Killed at any moment, NetLead loses no nudge to Teams silently and says none twice.

Every process here dies by SIGKILL in the middle of its work. Teams cannot be asked afterwards, so
what was on its way then is shown as unknown.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.known import known_person
from bot.database import Database, open_database
from coaching.messages import Message, Sender
from coaching.models.cipher import Cipher
from coaching.nudges.base import Suggestion
from coaching.repository.door import Door
from tests.adapters.teams.fake import FakeCloud, faults
from tests.adapters.teams.fake.nouns import Person
from tests.adapters.teams.outbound.seeing import NOON
from tests.adapters.teams.outbound.wire import a_person, address_of
from tests.bot.people import MONDAY, a_message, nudges, states
from tests.bot.test_kill import crashpoints

KEY = Fernet.generate_key().decode()
KILLED = -signal.SIGKILL
FAULTS = (None, faults.dropped("after"), faults.rate_limited("30"), faults.dropped("before"))
DOUBTS = 4
"""The two doubtful faults, and one send in flight for each of the two conversations."""


class Worker:
    """Has orders done in processes that may die."""

    def __init__(self) -> None:
        """Start the process that forks them."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.adapters.teams.outbound.worker_child"],
            cwd=Path(__file__).parents[4],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, **order: object) -> int:
        """Return how the process ended that did the order."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"key": KEY, "point": "", "hit": 1, **order}) + "\n")
        stdin.flush()
        return int(stdout.readline())

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture
def keyed(sqlite_ready: str) -> Iterator[Database]:
    """Yield the migrated database under the key that the children know."""
    opened = open_database(sqlite_ready, Cipher([KEY]))
    yield opened
    opened.close()


def plan(database: Database, person: Person, count: int) -> None:
    """Write ``count`` nudges that are due for ``person``."""
    conversation = str(Place(person.tenant, person.object_id))
    who = Sender(platform="teams", workspace=person.tenant, user=person.object_id, time_zone="UTC")
    said: Message = replace(a_message(""), sender=who, conversation=conversation)
    with database.transaction() as connection:
        book, _ = Door().open(connection, said.sender, MONDAY)
        book.account.note(conversation=conversation, next_look_at=None)
        for number in range(count):
            suggestion = Suggestion(
                kind="thank",
                priority=1.0,
                title=f"Thank number {number}",
                reason="They helped.",
                evidence=("a favor",),
            )
            assert book.nudges.plan(
                suggestion, f"s{number}", target="", probability=1, variant="", eligible=()
            )
        book.account.save()


@pytest.mark.parametrize("point", crashpoints())
async def test_nothing_is_lost_silently_or_said_twice_when_killed(
    point: str, sqlite_ready: str, keyed: Database, worker: Worker, cloud: FakeCloud
) -> None:
    config = cloud.config()
    for name in ("Ada", "Bo"):
        person = cloud.world.person(name)
        address = address_of(cloud, cloud.world.direct_chat(person))
        seen = known_person(address, a_person(person), NOON)
        await Addresses(keyed, config).see([seen])
        plan(keyed, person, 3)
    cloud.fail_next("send", *FAULTS)
    order = {"url": sqlite_ready, "config": asdict(config)}
    assert worker.do(**order, point=point, minutes=0, rounds=2) == KILLED
    assert worker.do(**order, minutes=20, rounds=4) == 0
    arrived = Counter(post.activity["text"] for post in cloud.world.posts.values())
    for row in nudges(keyed):
        count = arrived[f"nudge:{row.workspace_id}.{row.user_id}.{row.number}"]
        if row.state == "sent":
            assert count == 1
        else:
            assert row.state == "unknown"
            assert count <= 1
    assert states(keyed).count("unknown") <= DOUBTS
