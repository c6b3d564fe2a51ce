"""What comes in is stored once, in time or not at all; an event is tried again behind Slack's back."""

from __future__ import annotations

import asyncio
import time

import pytest

from adapters.base import Arrival
from adapters.slack.errands.errands import Errand, dumped
from adapters.slack.inbound import taking
from adapters.slack.inbound.taking import Intake
from tests.adapters.slack.errands.office import Office, open_office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM


class Door:
    """Something that comes in, and the intake that takes it."""

    def __init__(self, office: Office, user: User) -> None:
        self.office = office
        self.intake = Intake(office.shelf, office.lanes, office.worker)
        self.errand = Errand(kind="message", user=user.id, text="help")

    def _by(self) -> float:
        return asyncio.get_running_loop().time() + 1.0

    async def event(self, key: str = "e1") -> bool:
        arrival = Arrival(key, TEAM, dumped(self.errand))
        return await self.intake.take_anyway(
            arrival, self.errand, self.office.installation, self._by()
        )

    async def press(self, key: str = "p1") -> bool:
        arrival = Arrival(key, TEAM, dumped(self.errand))
        return await self.intake.take(arrival, self.errand, self.office.installation, self._by())


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "PAUSE", 0.02)
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)


async def test_what_is_stored_is_worked_off_once(slack: FakeSlack, ana: User) -> None:
    async with open_office(slack) as office:
        door = Door(office, ana)
        assert [await door.event(), await door.event(), await door.press("e1")] == [True] * 3
        await office.rest()
        assert len(office.clerk.heard) == 1


async def test_a_press_that_is_not_stored_is_not_tried_again(slack: FakeSlack, ana: User) -> None:
    async with open_office(slack) as office:
        door = Door(office, ana)
        office.shelf.error = TimeoutError()
        assert not await door.press()
        office.shelf.error = None
        await asyncio.sleep(0.1)
        await office.rest()
        assert office.clerk.heard == []


async def test_an_event_that_is_not_stored_is_tried_again_until_it_is(
    slack: FakeSlack, ana: User
) -> None:
    async with open_office(slack) as office:
        door = Door(office, ana)
        office.shelf.error = OSError("away")
        assert [await door.event() for _ in range(4)] == [False] * 4
        await asyncio.sleep(0.1)
        assert len(office.lanes._tasks) == 1  # noqa: SLF001 it is tried by one
        office.shelf.error = None
        await office.rest()
        assert len(office.clerk.heard) == 1
        assert await door.event()
        await office.rest()
        assert len(office.clerk.heard) == 1


async def test_it_is_not_tried_for_ever_nor_beyond_the_end(
    slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_office(slack) as office:
        door = Door(office, ana)
        office.shelf.error = OSError("away")
        monkeypatch.setattr(taking, "TRYING_FOR", 0.05)
        await door.event()
        began = time.monotonic()
        await office.rest()
        assert time.monotonic() - began < 1
        monkeypatch.setattr(taking, "TRYING_FOR", 60.0)
        await door.event()
        await office.lanes.drain(1.0)
        assert time.monotonic() - began < 2


async def test_where_too_much_waits_slack_alone_tries_again(
    slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_office(slack) as office:
        monkeypatch.setattr(office.lanes, "_most_waiting", 0)
        door = Door(office, ana)
        office.shelf.error = OSError("away")
        assert not await door.event()
        assert office.lanes._tasks == set()  # noqa: SLF001 nothing waits
        monkeypatch.setattr(office.lanes, "_most_waiting", 10)
        assert not await door.event()
        assert len(office.lanes._tasks) == 1  # noqa: SLF001 now there is room
