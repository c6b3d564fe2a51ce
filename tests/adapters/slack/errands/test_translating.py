"""From an errand to a message: who speaks, whom they mean, where it was said."""

from __future__ import annotations

import time
from typing import Any

import pytest

from adapters.slack.errands import translating
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.translating import Refusal, address, is_foreign, mention_of
from adapters.slack.inbound import asking, listeners
from adapters.slack.outbound.people import Person
from coaching.messages import Mention, Message, Press
from tests.adapters.slack.errands.office import Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import hanging, refused
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.places import installation


async def said(office: Office, user: User, text: str, **more: Any) -> Message:  # noqa: ANN401 any part of an errand
    errand = Errand(**{"kind": "message", "user": user.id, "text": text, "channel": "C1", **more})
    return await office.translator.message(office.installation, errand, "key")


async def refusal(office: Office, user: User, text: str, **more: Any) -> str:  # noqa: ANN401 any part of an errand
    with pytest.raises(Refusal) as caught:
        await said(office, user, text, **more)
    return caught.value.card.body


async def test_somebody_speaks_with_name_and_zone(office: Office, ana: User) -> None:
    message = await said(office, ana, "met Ada: a &amp; b")
    assert message.id == "key"
    assert message.text == "met Ada: a & b"
    assert (message.sender.workspace, message.sender.user) == (TEAM, ana.id)
    assert (message.sender.name, message.sender.time_zone) == ("Ana Sousa", "Europe/Lisbon")
    assert message.conversation == f"slack:{TEAM}:{ana.id}"
    assert not message.private
    assert message.press is None


async def test_in_her_own_conversation_it_is_private_and_its_place_is_known(
    office: Office, ana: User, direct: str
) -> None:
    message = await said(office, ana, "help", channel=direct)
    assert message.private
    assert message.conversation == f"slack:{TEAM}:{ana.id}:{direct}"
    assert message.room is None


async def test_whoever_says_nothing_is_helped(office: Office, ana: User) -> None:
    assert (await said(office, ana, "  ")).text == "help"


async def test_a_button_says_what_the_coach_wrote_on_it(office: Office, ana: User) -> None:
    message = await said(office, ana, "note #1: a &amp; <b>", kind="press", card="k", label="Note")
    assert message.text == "note #1: a &amp; <b>"
    assert message.press == Press("k", "Note")


async def test_people_are_named_by_mention(office: Office, ana: User, bo: User) -> None:
    message = await said(office, ana, f"met <@{bo.id}|bo.li> and <@{ana.id}>")
    assert message.mentions == (
        Mention(f"<@{bo.id}|bo.li>", bo.id, "Bo Li", "inside", "America/New_York"),
        Mention(f"<@{ana.id}>", ana.id, "Ana Sousa", "inside", "Europe/Lisbon"),
    )


async def test_of_whom_slack_tells_nothing_the_typed_name_is_taken(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    message = await said(office, ana, "met <@UNOBODY|cy>")
    assert message.mentions == (Mention("<@UNOBODY|cy>", "UNOBODY", "cy"),)
    assert "could not find out who <@UNOBODY> is" in await refusal(office, ana, "met <@UNOBODY>")
    slack.script.fail_always("users.info", hanging())
    began = time.monotonic()
    assert (await said(office, ana, "met <@UOTHER|dee>")).mentions[0].name == "dee"
    assert time.monotonic() - began < 1.5
    slack.script.heal()


async def test_an_app_is_nobody_to_keep(office: Office, slack: FakeSlack, ana: User) -> None:
    robot = slack.world.person("Robo", kind="bot")
    assert "Robo is an app" in await refusal(office, ana, f"met <@{robot.id}>")


async def test_the_look_ups_of_a_line_run_side_by_side(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    await said(office, ana, "help")
    people = [slack.world.person(f"Person {number}") for number in range(8)]
    slack.script.fail_always("users.info", hanging())
    began = time.monotonic()
    await said(office, ana, "met " + " and ".join(f"<@{u.id}|{u.handle}>" for u in people))
    assert time.monotonic() - began < 1.5
    slack.script.heal()


async def test_a_channel_is_looked_up_for_words_that_are_about_one(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    assert (await said(office, ana, "help", channel=room.id)).room is None
    assert slack.calls_of("conversations.info") == []
    message = await said(office, ana, "Prompts weekly Monday", channel=room.id, title="general")
    assert message.room is not None
    assert (message.room.name, message.room.shared) == ("general", False)


async def test_a_channel_of_which_slack_tells_nothing_in_time_is_not_written_to(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    slack.script.fail_always("conversations.info", hanging())
    assert "about this channel" in await refusal(office, ana, "prompts", channel=room.id)
    slack.script.heal()


async def test_an_app_that_speaks_is_told_apart(office: Office, slack: FakeSlack) -> None:
    robot = slack.world.person("Robo", kind="bot")
    with pytest.raises(Refusal) as caught:
        await said(office, robot, "help")
    assert caught.value.to_app


@pytest.mark.parametrize("slack_tells", [True, False])
async def test_people_of_other_companies_are_refused(
    office: Office, slack: FakeSlack, ana: User, *, slack_tells: bool
) -> None:
    away = slack.world.workspace("Elsewhere").id
    them = slack.world.person("Cy Other", team=away)
    slack.world.channel("partners", ana, them, shared=True)
    if not slack_tells:
        slack.fail_next("users.info", refused("internal_error"))
    assert "each for themselves" in await refusal(office, them, "help", team=away)


@pytest.mark.parametrize(
    ("home", "errand", "foreign"),
    [
        (("T1", ""), {"team": "T1"}, False),
        (("T1", ""), {"team": "T9"}, True),
        (("T1", ""), {}, False),
        (("T1", ""), {"team": "T9", "shared": False}, False),
        (("T1", ""), {"team": "T9", "kind": "message", "channel": "D1"}, False),
        (("T1", "E1"), {"enterprise": "E1", "team": "T2"}, False),
        (("T1", "E1"), {"enterprise": "E9", "team": "T1"}, True),
        (("T1", "E1"), {"team": "T2"}, None),
        (("T1", "E1"), {"team": "T1"}, False),
        (("", "E1"), {"team": "E1"}, False),
        (("", "E1"), {}, None),
    ],
)
def test_what_a_payload_says_about_where_somebody_belongs(
    home: tuple[str, str],
    errand: dict[str, Any],
    foreign: bool | None,  # noqa: FBT001 one of three
) -> None:
    acting = Errand(**{"kind": "press", "user": "U1", "channel": "C1", **errand})
    assert is_foreign(installation(*home), acting) is foreign


async def test_a_sister_of_whom_slack_says_nothing_is_asked_to_come_again(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    office.installation = installation(TEAM, "E1", token=office.installation.token)
    slack.fail_next("users.info", refused("internal_error"))
    assert "who you are" in await refusal(office, ana, "help", kind="press", team="T2")


def test_where_somebody_is_reached() -> None:
    home = installation("T1")
    assert address(home, Errand(kind="message", user="U1", channel="C1")) == "slack:T1:U1"
    assert address(home, Errand(kind="message", user="U1", channel="D1")) == "slack:T1:U1:D1"


def test_who_has_no_name_goes_by_the_one_that_was_typed_or_by_the_id() -> None:
    person = Person("U1", "", "", "inside")
    assert mention_of(person, "<@U1|ada>", "ada").name == "ada"
    assert mention_of(person, "<@U1>").name == "U1"


def test_two_looks_fit_into_the_time_that_an_answer_has() -> None:
    assert listeners.ANSWERED_WITHIN - asking.FOR_THE_COACH > 2 * translating.LOOK_UP_WITHIN
