"""Who somebody is: inside, outside or a guest, away, gone, an app; asked once and remembered."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import people as room
from adapters.slack.outbound.people import People, read_person, side_of
from adapters.slack.verdicts import CallError, Verdict
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import hanging, rate_limited, slow
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Odd, Outfit
from tests.adapters.slack.places import installation

ALONE = installation("T1")
GRID = installation("T1", "E1")
WHOLE = installation("", "E1")


def grid(enterprise: str) -> dict[str, object]:
    return {"enterprise_user": {"enterprise_id": enterprise}}


@pytest.mark.parametrize(
    ("where", "told", "side"),
    [
        (ALONE, {"team_id": "T1"}, "inside"),
        (ALONE, {"team_id": "T2"}, "outside"),
        (ALONE, {"team_id": "T1", "is_stranger": True}, "outside"),
        (ALONE, {"team_id": "T2", "is_stranger": False}, "outside"),
        (ALONE, {"team_id": "T2", "is_restricted": True}, "outside"),
        (ALONE, {"team_id": "T1", "is_restricted": True}, "guest"),
        (ALONE, {"team_id": "T1", "is_ultra_restricted": True}, "guest"),
        (ALONE, {"team_id": "T2", **grid("E1")}, "outside"),
        (GRID, {"team_id": "T2", **grid("E1")}, "inside"),
        (GRID, {"team_id": "T2", "is_restricted": True, **grid("E1")}, "guest"),
        (GRID, {"team_id": "T1", **grid("E2")}, "outside"),
        (GRID, {"team_id": "T2"}, "outside"),
        (WHOLE, {"team_id": "T9", **grid("E1")}, "inside"),
        (WHOLE, {"team_id": "E1"}, "inside"),
        (WHOLE, {"team_id": "T9"}, "outside"),
        (ALONE, {}, "inside"),
    ],
)
def test_on_which_side_somebody_is(where: Installation, told: dict[str, Any], side: str) -> None:
    assert side_of(told, where) == side


def test_a_person_is_read_as_slack_tells() -> None:
    told = {
        "team_id": "T1",
        "tz": "Europe/Lisbon",
        "profile": {
            "real_name": " Ana Sousa ",
            "status_emoji": ":palm_tree:",
            "status_expiration": 7,
        },
    }
    person = read_person(told, ALONE, "U1")
    assert (person.name, person.time_zone, person.side) == ("Ana Sousa", "Europe/Lisbon", "inside")
    assert (person.is_away, person.away_until) == (True, 7.0)
    assert not person.is_app
    assert not person.is_gone


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"profile": {"real_name": "", "display_name": "ana"}, "name": "a.s"}, "ana"),
        ({"real_name": "Ana S", "profile": {"display_name": "ana"}}, "Ana S"),
        ({"profile": {"real_name": "   "}, "name": "a.s"}, "a.s"),
        ({"profile": "nonsense", "name": 7}, ""),
    ],
)
def test_the_fullest_name_there_is(told: dict[str, Any], name: str) -> None:
    assert read_person(told, ALONE, "U1").name == name


@pytest.mark.parametrize(
    ("told", "user", "is_app"),
    [
        ({"is_bot": True}, "U1", True),
        ({}, "USLACKBOT", True),
        ({}, "UBOT", True),
        ({}, "U1", False),
    ],
)
def test_apps_are_told_from_people(told: dict[str, Any], user: str, *, is_app: bool) -> None:
    assert read_person(told, ALONE, user).is_app == is_app


@pytest.mark.parametrize(
    "profile",
    [
        *({"status_emoji": ""}, {"status_emoji": ":house:"}, {"status_emoji": None}),
        *({"status_emoji": ":spiral_calendar_pad:"}, {"status_emoji": []}),
        {"status_text": "Vacationing"},
    ],
)
def test_no_other_status_is_taken_for_being_away(profile: dict[str, Any]) -> None:
    person = read_person({"profile": profile | {"status_expiration": "soon"}}, ALONE, "U1")
    assert not person.is_away
    assert person.away_until == 0


def test_who_has_left_is_gone() -> None:
    assert read_person({"deleted": True}, ALONE, "U1").is_gone


async def test_somebody_is_asked_about_once(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    assert outfit.people.known(home, ana.id) is None
    first = await outfit.people.person(home, ana.id)
    assert await outfit.people.person(home, ana.id) is first is outfit.people.known(home, ana.id)
    assert len(slack.calls) == 1


async def test_and_again_after_a_while(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "KNOWN_FOR", 0.0)
    for _ in range(2):
        await outfit.people.person(home, ana.id)
    assert len(slack.calls) == 2


async def test_what_slack_tells_by_itself_counts_at_once(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.people.person(home, ana.id)
    outfit.people.learn(home, {"team_id": home.team_id, "deleted": True}, ana.id)
    assert (await outfit.people.person(home, ana.id)).is_gone
    assert len(slack.calls) == 1


async def test_the_same_id_in_another_workspace_is_somebody_else(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    there = outfit.install(slack.world.workspace("Beta").id)
    slack.world.channel("shared", ana, shared=True, team=there.team_id)
    assert (await outfit.people.person(home, ana.id)).side == "inside"
    assert (await outfit.people.person(there, ana.id)).side == "outside"


async def test_only_so_many_are_remembered(
    outfit: Outfit, home: Installation, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_KNOWN", 2)
    users = [slack.world.person(f"Person {n}") for n in range(3)]
    for user in users:
        await outfit.people.person(home, user.id)
    assert [outfit.people.known(home, user.id) is None for user in users] == [True, False, False]


@pytest.mark.parametrize("body", [b'{"ok": true}', b'{"ok": true, "user": [1]}'])
async def test_an_answer_about_nobody_makes_nobody_a_colleague(odd: Odd, body: bytes) -> None:
    people = People(odd(body))
    with pytest.raises(CallError) as caught:
        await people.person(ALONE, "U1")
    assert caught.value.verdict == Verdict("unsure", "no_user")
    assert people.known(ALONE, "U1") is None


async def test_whoever_has_no_time_goes_on_without(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    slack.fail_next("users.info", hanging(), rate_limited("1"))
    assert await outfit.people.try_person(home, ana.id, 0.1) is None
    assert await outfit.people.try_person(home, ana.id, 0.5) is None


async def test_and_takes_what_comes_in_time(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    slack.fail_next("users.info", slow(0.05))
    person = await outfit.people.try_person(home, ana.id, 3.0)
    assert person is not None
    assert person.name == "Ana Sousa"
