"""A Slack, and NetLead in it by a bot token or in any number of workspaces."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator

import pytest

from bot import database as databases
from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House, living


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
