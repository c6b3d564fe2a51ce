"""Whatever ails the database, Slack has its answer in time, and afterwards all counted once."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from bot.database import Database, open_database
from coaching.models.cipher import Cipher
from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import Ephemeral, User
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House, living
from tests.adapters.slack.inbound.moving_in import move_in, said_by, whispers_of

IN_TIME = 2.5
"""Seconds, of the three that Slack waits."""


@asynccontextmanager
async def locked_file(database: Database) -> AsyncIterator[None]:
    """Hold the one lock of SQLite, as a backup might."""
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@asynccontextmanager
async def locked_tables(database: Database) -> AsyncIterator[None]:
    """Hold all tables that matter, as a migration might."""
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE arrivals, inbox, users, slack_installations")
        yield


@asynccontextmanager
async def frozen_server(database: Database) -> AsyncIterator[None]:
    """Stop the server and everybody in it."""
    with database.transaction() as connection:
        backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    stopped = family(parent_of(backend))
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)


def parent_of(process: int) -> int:
    stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    return int(stat.rpartition(")")[2].split()[1])


def family(server: int) -> list[int]:
    """Return a process and its children."""
    found = [server]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                found += [int(entry.name)] * (parent_of(int(entry.name)) == server)
    return found


TROUBLES = {
    "a locked file": ("sqlite", locked_file, 5.5),
    "locked tables": ("postgres", locked_tables, 3.0),
    "a frozen server": ("postgres", frozen_server, 3.0),
}
"""Each with the seconds that it lasts; SQLite waits five by itself."""


@pytest.fixture(params=TROUBLES)
def trouble(
    request: pytest.FixtureRequest, cipher: Cipher
) -> Iterator[tuple[Database, AbstractAsyncContextManager[None], float]]:
    """Yield a database, what makes it go away, and for how long it is to be away."""
    kind, away, seconds = TROUBLES[request.param]
    database = open_database(request.getfixturevalue(f"{kind}_ready"), cipher)
    yield database, away(database), seconds
    database.close()


async def test_slack_has_its_answer_and_each_event_counts_once(
    trouble: tuple[Database, AbstractAsyncContextManager[None], float],
    slack: FakeSlack,
    log: io.StringIO,
) -> None:
    database, away, seconds = trouble
    people = [slack.world.person(f"Ana {n}") for n in range(3)]
    slack.world.workspace("Other", as_id="T2")
    strangers = [slack.world.person(f"Bo {n}", team="T2") for n in range(3)]
    async with living(database, slack, oauth=True) as house:
        for team in (TEAM, "T2"):  # nobody has asked yet where T2 is
            await move_in(database, slack, team)
        async with SlackSide(slack, f"{house.url}/slack/events", time_scale=0.005) as side:
            await side.command(people[0], "met Ada: tea")
            (card,) = await whispers_of(slack, people[0])
            async with asyncio.TaskGroup() as group, away:
                writing = [
                    group.create_task(side.message(user, "met Ada: tea"))
                    for user in (*people[1:], *strangers[1:])
                ]
                typing = {
                    user.name: group.create_task(side.command(user, "met Ada: tea"))
                    for user in (people[2], strangers[0])
                }
                pressing = group.create_task(side.click(people[0], card, "Undo"))
                await asyncio.sleep(seconds)
            deliveries = [task.result() for task in writing]
            answers = [answer for delivery in deliveries for answer in delivery.attempts]
            assert {answer.status for answer in answers} == {200, 503}
            for answer in (*answers, pressing.result(), *(t.result() for t in typing.values())):
                assert answer.seconds < IN_TIME
            for delivery in deliveries:
                assert delivery.attempts[0].status == 503
                assert delivery.accepted
            await see_honest(house, typing[people[2].name].result(), people[2], others=1)
            await see_honest(house, typing[strangers[0].name].result(), strangers[0])
            await see_undone_or_busy(house, people[0])
            for user in (people[1], *strangers[1:]):
                await slack.until(lambda user=user: slack.posts_to(user), within=10)  # type: ignore[misc]  # bound at once
                assert ["Noted" in post.words for post in slack.posts_to(user)] == [True]
                assert said_by(database, user) == 1
    assert "Ada" not in log.getvalue()


async def see_honest(house: House, answer: AppAnswer, user: User, others: int = 0) -> None:
    """See that a typist was told the truth: it was not taken, or its answer follows.

    ``others`` is what she said beside that, and what counts too.
    """
    assert answer.status == 200
    if "no need to try again" in answer.data["text"]:
        shown = await whispers_of(house.slack, user, 2)
        assert "Noted" in shown[-1].words
        others += 1
    else:
        assert "try again" in answer.data["text"]
    await asyncio.sleep(0.3)
    assert said_by(house.database, user) == others


async def see_undone_or_busy(house: House, user: User) -> None:
    """See that a press was done, or that she was told that it was not."""
    shown = (await house.slack.until(lambda: _other_than_noted(house, user)))[-1]
    assert ("Taken back" in shown.words) != ("try again" in shown.words)
    await house.side.command(user, "who")
    listed = (await whispers_of(house.slack, user, 2))[-1].words
    assert ("Ada" in listed) == ("try again" in shown.words)


def _other_than_noted(house: House, user: User) -> list[Ephemeral]:
    return [e for e in house.slack.ephemerals_to(user) if "Noted" not in e.words]
