"""What others left is taken up, and at the end what is unfinished is left to others."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from adapters import lanes
from adapters.base import Arrival
from adapters.slack.errands.errands import Errand, dumped
from tests.adapters.slack.errands.office import Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import hanging
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM

pytestmark = pytest.mark.usefixtures("room_for_pace")


def message(user: User, direct: str, text: str = "help", **more: Any) -> Errand:  # noqa: ANN401 any part of an errand
    return Errand(**{"kind": "message", "user": user.id, "channel": direct, "text": text, **more})


def arrival(errand: Errand, key: str = "a1", tries: int = 0) -> Arrival:
    return Arrival(key, TEAM, dumped(errand), tries)


async def work(office: Office, errand: Errand, key: str = "a1", tries: int = 0) -> None:
    office.worker.begin(arrival(errand, key, tries), errand, office.installation)
    await office.rest()


async def test_what_was_left_is_taken_up_in_order(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    office.shelf.left = [
        arrival(message(ana, direct, f"line {number}"), f"a{number}") for number in range(3)
    ]
    assert await office.worker.sweep() == 3
    await office.rest()
    assert [heard.text for heard in office.clerk.heard] == ["line 0", "line 1", "line 2"]
    assert len(slack.posts_to(ana)) == 3


async def test_what_cannot_be_taken_up_comes_back_and_does_not_stop_the_others(
    office: Office, ana: User, direct: str, log: io.StringIO
) -> None:
    good = arrival(message(ana, direct), "good")
    office.shelf.left = [Arrival("bad", TEAM, "no json"), good]
    await office.worker.sweep()
    await office.rest()
    assert (office.shelf.back, office.shelf.settled) == (["bad"], ["good"])
    office.registry.error = ConnectionError("whose is it?")
    office.shelf.left = [arrival(message(ana, direct), "later")]
    await office.worker.sweep()
    assert office.shelf.back == ["bad", "later"]
    assert "level=error" not in log.getvalue()


async def test_what_is_in_hand_is_not_begun_again(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    office.clerk.go.clear()
    room = slack.world.channel("general", ana)
    errand = Errand(kind="mention", user=ana.id, channel=room.id, text="help")
    office.worker.begin(arrival(errand), errand, office.installation)
    await slack.until(lambda: office.clerk.heard)
    office.shelf.left = [arrival(errand, tries=1)]
    await office.worker.sweep()
    office.clerk.go.set()
    await office.rest()
    assert len(slack.ephemerals_to(ana)) == 1
    assert office.lanes._in_hand == set()  # noqa: SLF001 memory is the point


async def test_what_waited_too_long_is_left_to_whoever_sweeps_next(
    office: Office, slack: FakeSlack, ana: User, direct: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "LET_GO_AFTER", 0.05)
    office.clerk.go.clear()
    for number in range(2):
        errand = message(ana, direct)
        office.worker.begin(arrival(errand, f"a{number}"), errand, office.installation)
    await slack.until(lambda: office.clerk.heard)
    await asyncio.sleep(0.1)
    office.clerk.go.set()
    await office.rest()
    assert office.shelf.settled == ["a0"]
    assert office.shelf.back == []
    assert len(office.clerk.heard) == 1


async def test_only_so_much_waits_in_memory(
    office: Office, slack: FakeSlack, ana: User, direct: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.lanes, "_most_waiting", 2)
    office.clerk.go.clear()
    for number in range(5):
        errand = message(ana, direct)
        office.worker.begin(arrival(errand, f"a{number}"), errand, office.installation)
    await slack.until(lambda: office.clerk.heard)
    assert len(office.lanes._tasks) == 2  # noqa: SLF001 memory is the point
    assert await office.worker.sweep() == 0
    assert office.shelf.asked == []
    office.clerk.go.set()
    await office.rest()
    assert len(office.shelf.settled) == 2


async def test_the_end_waits_for_what_is_under_way_and_for_those_who_are_answered(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    office.clerk.go.clear()
    errand = message(ana, direct)
    office.worker.begin(arrival(errand), errand, office.installation)
    await slack.until(lambda: office.clerk.heard)
    with office.lanes.present():
        ending = asyncio.create_task(office.lanes.drain(5.0))
        await asyncio.sleep(0.05)
        office.clerk.go.set()
        await asyncio.sleep(0.05)
        assert not ending.done()
    await asyncio.wait_for(ending, 1)
    assert office.shelf.settled == ["a1"]
    assert office.lanes.closing


async def test_what_does_not_end_is_broken_off_and_given_back(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    slack.fail_next("chat.postMessage", hanging())
    errand = message(ana, direct)
    office.worker.begin(arrival(errand), errand, office.installation)
    await slack.until(lambda: slack.calls_of("chat.postMessage"))
    await office.lanes.drain(0.05)
    assert office.shelf.back == ["a1"]
    assert office.lanes._tasks == set()  # noqa: SLF001 nothing is left
    slack.script.heal()


async def test_after_a_new_beginning_it_takes_in_again(office: Office) -> None:
    await office.lanes.drain(0.0)
    assert office.lanes.closing
    await office.worker.sweep()
    assert not office.lanes.closing
