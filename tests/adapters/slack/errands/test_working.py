"""Errands are worked off: each person's in order, each once, and what fails comes back."""

from __future__ import annotations

import io
from typing import Any

import pytest

from adapters.base import Arrival, BusyError
from adapters.slack.errands.errands import Errand, dumped
from coaching.messages import Card, File
from tests.adapters.slack.errands.office import Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import Fault, refused, server_error
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


async def test_an_errand_is_answered_and_settled(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    await work(office, message(ana, direct))
    assert "Noted" in slack.posts_to(ana)[0].words
    assert (office.shelf.settled, office.shelf.back) == (["a1"], [])


async def test_one_persons_errands_keep_their_order_and_others_do_not_wait(
    office: Office, slack: FakeSlack, ana: User, bo: User, direct: str
) -> None:
    office.clerk.go.clear()
    for number in range(3):
        errand = message(ana, direct, f"line {number}")
        office.worker.begin(arrival(errand, f"a{number}"), errand, office.installation)
    other = Errand(kind="message", user=bo.id, text="mine")
    office.worker.begin(arrival(other, "b"), other, office.installation)
    await slack.until(lambda: len(office.clerk.heard) == 2)
    office.clerk.go.set()
    await office.rest()
    said = [heard.text for heard in office.clerk.heard if heard.sender.user == ana.id]
    assert said == ["line 0", "line 1", "line 2"]
    assert office.lanes._lanes == {}  # noqa: SLF001 memory is the point


@pytest.mark.parametrize("error", [BusyError(), TimeoutError(), RuntimeError("Zenobia")])
async def test_what_the_coach_could_not_take_comes_back(
    office: Office, ana: User, direct: str, log: io.StringIO, error: Exception
) -> None:
    office.clerk.error = error
    await work(office, message(ana, direct))
    assert office.shelf.back == ["a1"]
    assert office.shelf.settled == []
    assert "Zenobia" not in log.getvalue()


@pytest.mark.parametrize(
    ("fault", "settled"),
    [(server_error(), []), (refused("ratelimited"), []), (refused("is_archived"), ["a1"])],
    ids=["an error of Slack's", "patience", "never"],
)
async def test_what_slack_refuses_for_good_is_done_with_and_the_rest_comes_back(
    office: Office,
    slack: FakeSlack,
    ana: User,
    direct: str,
    fault: Fault,
    settled: list[str],
) -> None:
    slack.fail_next("chat.postMessage", fault)
    await work(office, message(ana, direct))
    assert office.shelf.settled == settled
    assert office.registry.refused == []


async def test_a_token_that_is_gone_ends_the_installation(
    office: Office, slack: FakeSlack, ana: User, direct: str, log: io.StringIO
) -> None:
    slack.fail_next("chat.postMessage", refused("account_inactive"))
    await work(office, message(ana, direct))
    assert office.registry.refused == ["account_inactive"]
    assert "has to be installed there again" in log.getvalue()
    slack.fail_next("chat.postMessage", refused("account_inactive"))
    office.registry.error = OSError("away")
    await work(office, message(ana, direct), "a2")
    assert "could not be noted" in log.getvalue()
    assert office.shelf.settled == ["a1", "a2"]


async def test_what_cannot_even_be_given_back_hurts_nobody(
    office: Office, ana: User, direct: str, log: io.StringIO
) -> None:
    office.clerk.error = BusyError()
    office.shelf.error = OSError("away")
    await work(office, message(ana, direct))
    assert "could not be given back" in log.getvalue()


async def test_an_answer_that_is_there_already_is_not_given_again(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    await work(office, message(ana, direct, at=slack.world.now()))
    await work(office, message(ana, direct, at=slack.world.now()), tries=1)
    await work(office, message(ana, direct), tries=1)
    assert len(slack.posts_to(ana)) == 1
    assert len(office.clerk.heard) == 1
    await work(office, message(ana, direct), "another", tries=1)
    assert len(slack.posts_to(ana)) == 2


async def test_what_was_lost_by_uninstalling_is_not_worked_off(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    errand = message(ana, direct)
    office.worker.begin(arrival(errand), errand, None)
    await office.rest()
    assert office.shelf.settled == ["a1"]
    assert slack.posts_to(ana) == []


async def test_news_about_the_installation_is_heeded_and_what_is_lost_erased(
    office: Office,
) -> None:
    errand = Errand(kind="installation", told={"event": {"type": "app_uninstalled"}})
    await work(office, errand)
    assert office.erased == 0
    office.heeding.lost = (TEAM,)
    await work(office, errand, "a2")
    assert office.heeding.told == [errand.told, errand.told]
    assert office.erased == 1


async def test_a_changed_account_is_known_at_once(office: Office, ana: User) -> None:
    told = {"id": ana.id, "real_name": "Ana New", "tz": "Asia/Tokyo", "team_id": TEAM}
    await work(office, Errand(kind="person", user=ana.id, told=told))
    assert [(s.user, s.time_zone) for s in office.clerk.followed] == [(ana.id, "Asia/Tokyo")]
    known = office.people.known(office.installation, ana.id)
    assert known is not None
    assert known.name == "Ana New"


async def test_a_home_tab_is_drawn_when_opened_and_after_what_one_does(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    await work(office, Errand(kind="home", user=ana.id))
    await work(office, message(ana, direct), "a2")
    assert len(slack.calls_of("views.publish")) == 2
    press = Errand(kind="press", user=ana.id, surface="home", text="undo", card="k", label="Undo")
    await work(office, press, "a3")
    assert len(slack.calls_of("views.publish")) == 3
    assert len(slack.posts_to(ana)) == 1


async def test_the_home_tab_tells_where_its_person_is_reached(
    office: Office, ana: User, direct: str
) -> None:
    await work(office, Errand(kind="home", user=ana.id, channel=direct))
    assert office.clerk.reached == [f"slack:{TEAM}:{ana.id}:{direct}"]


async def test_files_follow_their_answer(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    file = File("export.csv", "text/csv", "name\nAda\n")
    office.clerk.card = Card(title="Here", files=(file,))
    await work(office, message(ana, direct))
    await work(office, Errand(kind="mention", user=ana.id, channel="C1", text="export"), "a2")
    assert len(slack.calls_of("files.completeUploadExternal")) == 2


async def test_an_app_that_merely_spoke_has_no_answer(office: Office, slack: FakeSlack) -> None:
    robot = slack.world.person("Robo", kind="bot")
    await work(office, Errand(kind="mention", user=robot.id, channel="C1", text="help"))
    assert office.shelf.settled == ["a1"]
    assert slack.calls_of("chat.postMessage", "chat.postEphemeral") == []
    room = slack.world.channel("general", robot)
    press = {"kind": "press", "user": robot.id, "channel": room.id, "surface": "message"}
    await work(office, Errand(**press), "a2")  # type: ignore[arg-type]  # parts of an errand
    assert len(slack.calls_of("chat.postEphemeral")) == 1


async def test_a_certain_answer_does_not_need_the_coach(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    await work(office, message(ana, direct, fixed="slow_down"))
    assert "Not so fast" in slack.posts_to(ana)[0].words
    assert office.clerk.heard == []
