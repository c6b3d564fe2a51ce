"""A Slack, and NetLead in it by a bot token or in any number of workspaces."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator

import pytest

from adapters.slack.inbound import socket_line
from bot import database as databases
from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House, living
from tests.adapters.slack.inbound.lines import Line, connecting


@pytest.fixture(autouse=True)
def no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: what a power cut would take is of no interest here."""
    swift = [p.replace("synchronous=FULL", "synchronous=OFF") for p in databases.PRAGMAS]
    monkeypatch.setattr(databases, "PRAGMAS", tuple(swift))


@pytest.fixture(autouse=True)
def written_down(log: io.StringIO) -> io.StringIO:
    """Let NetLead write down what it says about itself in every test."""
    return log


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as made:
        made.limits.per_second = 0
        yield made
        assert made.violations == []


@pytest.fixture
async def house(sqlite: Database, slack: FakeSlack) -> AsyncIterator[House]:
    """Yield NetLead in the one workspace of a bot token."""
    async with living(sqlite, slack) as made:
        yield made


@pytest.fixture
async def many(sqlite: Database, slack: FakeSlack) -> AsyncIterator[House]:
    """Yield NetLead that any workspace may install, and none has yet."""
    async with living(sqlite, slack, oauth=True) as made:
        yield made


@pytest.fixture
def ana(slack: FakeSlack) -> User:
    return slack.world.person("Ana Sousa", tz="Europe/Lisbon")


@pytest.fixture
def bo(slack: FakeSlack) -> User:
    return slack.world.person("Bo Li", tz="America/New_York")


@pytest.fixture
def room_for_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers to one person follow each other without a pause."""
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses be short."""
    monkeypatch.setattr(socket_line, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(socket_line, "LONGEST_PAUSE", 0.1)


@pytest.fixture
async def line(slack: FakeSlack) -> AsyncIterator[Line]:
    async with connecting(slack) as made:
        await made.both()
        yield made


@pytest.fixture
def quiet(log: io.StringIO) -> Iterator[None]:
    """See that in an ordinary life nobody has anything to say about it."""
    yield
    assert log.getvalue() == ""
