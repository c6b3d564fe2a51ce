"""Whose a payload is: one workspace of many, a whole organisation, a sister, a stranger, nobody."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from tests.adapters.slack.fake import FakeSlack, looking, payloads
from tests.adapters.slack.fake.faults import hanging, refused
from tests.adapters.slack.fake.nouns import Post, User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    bring_event,
    bring_form,
    bring_interaction,
    move_in,
    posts_of,
    rest,
    rows,
    whispers_of,
)

NOT_YOURS = "each for themselves"


@pytest.fixture
async def org(many: House, slack: FakeSlack) -> House:
    """Install the app in all of an organisation with the workspaces T1 and T2."""
    slack.world.workspace("One", as_id="T1", enterprise="E1")
    slack.world.workspace("Two", as_id="T2", enterprise="E1")
    await move_in(many.database, slack, "T1", org_wide=True)
    return many


def a_post(house: House, user: User, *others: User) -> Post:
    """Return a post with a button in a channel of that user's workspace."""
    world = house.slack.world
    installation = world.installed_in(user.team)
    assert installation is not None
    room = world.channel("general", user, *others, team=user.team, shared=bool(others))
    button = {"type": "button", "text": {"type": "plain_text", "text": "Help"}}
    button |= {"action_id": "keeps:0:key", "value": "who"}
    return world.keep(
        Post(
            channel=room.id,
            ts=world.ts(),
            team=user.team,
            user=installation.bot_user,
            text="Who wants to?",
            blocks=[{"type": "actions", "block_id": "card:0:key", "elements": [button]}],
            bot_id=installation.bot_id,
        )
    )


async def pressed(house: House, user: User, post: Post) -> str:
    """Let somebody press the post's button; return all that only she sees."""
    await house.side.click(user, post, "Help")
    await rest(house)
    return "\n".join(shown.words for shown in house.slack.ephemerals_to(user))


async def test_all_workspaces_of_an_organisation_are_one(org: House, slack: FakeSlack) -> None:
    people = [slack.world.person(f"Person {team}", team=team) for team in ("T1", "T2")]
    for user in people:
        await org.side.command(user, "met Ada: tea")
        assert "Noted" in (await whispers_of(slack, user))[0].words
        await org.side.message(user, "met Bob: tea")
        (post,) = await posts_of(slack, user)
        assert "Noted" in post.words
        await org.side.click(user, post, "Undo")
        await rest(org)
        assert "Taken back" in slack.posts_to(user)[0].words
        await org.side.open_home(user)
        await rest(org)
        home = slack.home_of(user)
        assert home is not None
        assert "Ada" in home.words
    assert rows(org.database, "workspaces", "external = 'E1'") == 1
    assert rows(org.database, "workspaces") == 1
    assert rows(org.database, "users") == 2


async def test_an_organisations_press_may_name_no_workspace(org: House, slack: FakeSlack) -> None:
    ana = slack.world.person("Ana", team="T2")
    post = a_post(org, ana)
    block, button = looking.find(post.blocks, "Help")
    action = button | {"block_id": block["block_id"]}
    payload = payloads.block_actions(slack.world, ana, post, action, {})
    payload |= {"team": None, "enterprise": {"id": "E1", "name": "Organisation"}}
    assert payload["is_enterprise_install"] is True
    assert (await bring_interaction(org.side, payload)).status == 200
    assert "Nobody is here yet" in (await whispers_of(slack, ana))[0].words
    assert rows(org.database, "workspaces", "external = 'E1'") == 1


@pytest.mark.parametrize("slack_tells", [True, False])
async def test_colleagues_of_a_sister_workspace_are_inside_and_other_companies_are_not(
    many: House, slack: FakeSlack, *, slack_tells: bool
) -> None:
    world = slack.world
    for team, enterprise in (("T1", "E1"), ("T2", "E1"), ("T9", "E9")):
        world.workspace(team, as_id=team, enterprise=enterprise)
    await move_in(many.database, slack, "T1")
    ana = world.person("Ana", team="T1")
    sister, stranger = world.person("Sis", team="T2"), world.person("Xen", team="T9")
    post = a_post(many, ana, sister, stranger)
    if not slack_tells:
        slack.script.fail_always("users.info", refused("internal_error"))
    assert "nobody" in (await pressed(many, ana, post)).lower()
    for user, own, foreign in ((sister, "E1", False), (stranger, "E9", True)):
        block, button = looking.find(post.blocks, "Help")
        action = button | {"block_id": block["block_id"]}
        payload = payloads.block_actions(world, user, post, action, {})
        payload["user"]["enterprise_id"] = own
        payload |= {"team": {"id": "T1", "enterprise_id": "E1"}, "enterprise": {"id": "E1"}}
        await bring_interaction(many.side, payload)
        await rest(many)
        (shown,) = slack.ephemerals_to(user)
        assert (NOT_YOURS in shown.words) == foreign
    assert rows(many.database, "users") == 2


async def test_who_cannot_be_told_from_a_stranger_is_asked_to_come_again(
    org: House, slack: FakeSlack
) -> None:
    world = slack.world
    world.workspace("Third", as_id="T3", enterprise="E1")
    ana, other = world.person("Ana", team="T1"), world.person("Bo", team="T3")
    post = a_post(org, ana, other)
    slack.fail_next("users.info", refused("internal_error"))
    block, button = looking.find(post.blocks, "Help")
    payload = payloads.block_actions(
        world, other, post, button | {"block_id": block["block_id"]}, {}
    )
    payload["team"] = {"id": "T1", "enterprise_id": "E1"}
    await bring_interaction(org.side, payload)
    assert "who you are" in (await whispers_of(slack, other))[0].words
    await bring_interaction(org.side, payload | {"trigger_id": "another"})
    assert "who you are" not in (await whispers_of(slack, other, 2))[1].words


@pytest.mark.parametrize("kind", ["member", "stranger"])
async def test_people_of_other_companies_get_a_polite_answer(
    house: House,
    slack: FakeSlack,
    ana: User,
    kind: Any,  # noqa: ANN401 one of the kinds
) -> None:
    away = slack.world.workspace("Elsewhere")
    them = slack.world.person("Cy Other", kind=kind, team=away.id)
    post = a_post(house, ana, them)
    assert NOT_YOURS in await pressed(house, them, post)
    await house.side.mention(them, slack.world.channels[post.channel], "who")
    await rest(house)
    assert all(NOT_YOURS in shown.words for shown in slack.ephemerals_to(them))
    assert rows(house.database, "users") == 0
    assert slack.posts_to(them) == []


async def test_guests_are_inside(house: House, slack: FakeSlack) -> None:
    guest = slack.world.person("Gus", kind="guest")
    await house.side.command(guest, "met Ada: tea")
    assert "Noted" in (await whispers_of(slack, guest))[0].words


@pytest.mark.parametrize("what", ["message", "app_mention", "app_home_opened", "user_change"])
async def test_an_event_from_where_the_app_is_not_installed_is_just_received(
    house: House, slack: FakeSlack, ana: User, what: str
) -> None:
    event: dict[str, Any] = {"type": what, "user": ana.id, "text": "help", "tab": "home"}
    event |= {"channel": "D1" if what == "message" else "C1", "channel_type": "im"}
    if what == "user_change":
        event["user"] = {"id": ana.id}
    body = payloads.event_callback(slack.world, event, TEAM, "")
    body |= {"team_id": "T9", "authorizations": [{"team_id": "T9", "is_enterprise_install": False}]}
    assert (await bring_event(house.side, body)).status == 200
    await rest(house)
    assert [call.method for call in slack.calls] == ["auth.test"]
    assert rows(house.database, "arrivals") == 0


async def test_a_person_where_the_app_is_not_installed_is_told_so(
    house: House, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    room = slack.world.channel("general", ana)
    fields = payloads.command(slack.world, ana, room, "/netlead", "help") | {"team_id": "T9"}
    answer = await bring_form(house.side, fields)
    assert answer.status == 200
    assert answer.data["response_type"] == "ephemeral"
    assert "install it again" in answer.data["text"]
    post = a_post(house, ana)
    block, button = looking.find(post.blocks, "Help")
    action = button | {"block_id": block["block_id"]}
    for payload in (
        payloads.block_actions(slack.world, ana, post, action, {}),
        payloads.message_shortcut(slack.world, ana, "log_helped_me", post),
    ):
        away = payload | {"team": {"id": "T9"}, "user": {"id": ana.id, "team_id": "T9"}}
        assert (await bring_interaction(house.side, away)).body == b""
    shown = await whispers_of(slack, ana, 2)
    assert all("install it again" in one.words for one in shown)
    silent = payloads.global_shortcut(slack.world, ana, "log_touch") | {"team": {"id": "T9"}}
    answer = await bring_interaction(house.side, silent)
    assert (answer.status, answer.body) == (200, b"")
    assert rows(house.database, "arrivals") == rows(house.database, "users") == 0
    assert "level=error" not in log.getvalue()


async def test_a_lost_workspace_is_not_served_by_anything_that_is_still_under_way(
    many: House, slack: FakeSlack
) -> None:
    await move_in(many.database, slack, "T1")
    ana = slack.world.person("Ana", team="T1")
    await many.side.command(ana, "met Ada: tea")
    await many.side.uninstall("T1")
    await rest(many)
    room = slack.world.channel("general", ana, team="T1")
    slack.world.install("T1")  # only so that Slack lets her type
    fields = payloads.command(slack.world, ana, room, "/netlead", "help")
    assert "install it again" in (await bring_form(many.side, fields)).data["text"]
    await many.adapter._erase()  # noqa: SLF001 it does so every minute
    assert rows(many.database, "users") == rows(many.database, "contacts") == 0


async def test_while_slack_cannot_say_whose_the_token_is_people_are_asked_to_come_again(
    house: House, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    room = slack.world.channel("general", ana)
    await rest(house)
    single: Any = house.adapter._installations  # noqa: SLF001 as after a restart
    single._found = None  # noqa: SLF001
    slack.script.fail_always("auth.test", refused("internal_error"))
    command = payloads.command(slack.world, ana, room, "/netlead", "met Ada: tea")
    answer = await bring_form(house.side, command)
    assert answer.status == 200
    assert "try again" in answer.data["text"]
    delivery = await house.side.message(ana, "met Ada: tea")
    assert {attempt.status for attempt in delivery.attempts} == {503}
    view = payloads.global_shortcut(slack.world, ana, "log_touch")
    assert (await bring_interaction(house.side, view)).status == 503
    shortcut = payloads.message_shortcut(slack.world, ana, "log_helped_me", a_post(house, ana))
    assert (await bring_interaction(house.side, shortcut)).status == 200
    (shown,) = await whispers_of(slack, ana)
    assert "try again" in shown.words
    assert rows(house.database, "arrivals") == rows(house.database, "users") == 0
    assert "level=error" not in log.getvalue()


async def test_a_slack_that_does_not_answer_is_not_waited_for(
    house: House, slack: FakeSlack, ana: User, bo: User
) -> None:
    slack.script.fail_always("users.info", hanging())
    room = slack.world.channel("general", ana)
    said = (f"met <@{bo.id}|bo>: tea", f"met <@{bo.id}>: tea", "prompts weekly Monday 10:00")
    slack.script.fail_always("conversations.info", hanging())
    answers = await asyncio.gather(*(house.side.command(ana, line, room) for line in said))
    assert max(answer.seconds for answer in answers) < 2.5
    texts = [answer.data["text"] for answer in answers]
    assert "Noted: you met bo" in texts[0]
    assert "could not find out who" in texts[1]
    assert "try again" in texts[2]
    slack.script.heal()
