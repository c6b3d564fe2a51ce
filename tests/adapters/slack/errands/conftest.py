"""A Slack, an office in it, and people."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.adapters.slack.errands.office import Office, open_office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User


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
async def office(slack: FakeSlack) -> AsyncIterator[Office]:
    async with open_office(slack) as made:
        yield made


@pytest.fixture
def ana(slack: FakeSlack) -> User:
    return slack.world.person("Ana Sousa", tz="Europe/Lisbon")


@pytest.fixture
def bo(slack: FakeSlack) -> User:
    return slack.world.person("Bo Li", tz="America/New_York")


@pytest.fixture
def direct(office: Office, ana: User) -> str:
    """Return the id of Ana's conversation with the app."""
    installation = office.slack.world.installed_in(ana.team)
    assert installation is not None
    return office.slack.world.direct(installation, ana.id).id


@pytest.fixture
def room_for_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers to one person follow each other without a pause."""
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
