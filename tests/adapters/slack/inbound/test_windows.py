"""Shortcuts and forms: kind about who wrote what, about time, and about what is missing."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from adapters.slack.cards import forms
from coaching.messages import Button, Card, Input
from tests.adapters.slack.fake import FakeSlack, looking, payloads
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import User, View
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    bring_interaction,
    posts_of,
    rest,
    said_by,
    whispers_of,
)
from tests.adapters.slack.inbound.pressing import GONE, a_card, form_label, press

pytestmark = pytest.mark.usefixtures("room_for_pace")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"user": None}, "written by an app"),
        ({"bot_id": "B1"}, "written by an app"),
        ({"user": "{robot}"}, "written by an app"),
        ({"user": "{me}"}, "wrote that one yourself"),
        ({"user": "UNOBODY"}, "does not tell me at the moment who wrote"),
        ({"user": "{them}"}, "Cy Other helped you"),
    ],
    ids=["nobody", "an app", "a bot user", "oneself", "unknown", "another company"],
)
async def test_a_shortcut_on_a_message_is_kind_about_who_wrote_it(
    house: House, slack: FakeSlack, ana: User, bo: User, message: dict[str, Any], told: str
) -> None:
    world = slack.world
    away = world.workspace("Elsewhere").id
    names = {
        "{me}": ana.id,
        "{robot}": world.person("Robo", kind="bot").id,
        "{them}": world.person("Cy Other", team=away, as_id="U0CY").id,
    }
    world.channel("partners", ana, world.users["U0CY"], shared=True)
    post = world.say(bo, world.channel("general", ana, bo), "here you are")
    payload = payloads.message_shortcut(world, ana, "log_helped_me", post)
    payload["message"] |= {
        name: names.get(value, value) if isinstance(value, str) else value
        for name, value in message.items()
    }
    assert (await bring_interaction(house.side, payload)).body == b""
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert told in f"{view.title} {view.words}"


async def test_a_shortcut_that_is_no_more_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.global_shortcut(ana, "of_old")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert GONE in view.words


async def test_a_shortcut_from_another_company_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    away = slack.world.workspace("Elsewhere").id
    them = slack.world.person("Cy Other", team=away)
    payload = payloads.global_shortcut(slack.world, ana, "log_touch")
    payload["user"] = {"id": them.id, "team_id": away}
    await bring_interaction(house.side, payload)
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert "each for themselves" in view.words


async def test_a_form_that_cannot_be_opened_in_time_is_spoken_of(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.command(ana, "settings")
    (card,) = await whispers_of(slack, ana)
    slack.fail_next("views.open", refused("expired_trigger_id"))
    await house.side.click(ana, card, form_label(card))
    shown = await whispers_of(slack, ana, 2)
    assert "did not let me open it in time" in shown[-1].words
    slack.fail_next("views.open", refused("expired_trigger_id"))
    await house.side.global_shortcut(ana, "log_touch")
    (post,) = await posts_of(slack, ana)
    assert "did not let me open it in time" in post.words


async def test_a_forms_button_of_a_card_that_is_not_kept_opens_a_window_that_says_so(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await press(
        house, ana, a_card(slack, ana), {"action_id": "form:0:gone", "block_id": "card:0:gone"}
    )
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert GONE in view.words


async def test_a_form_opens_in_the_place_of_the_window_that_it_was_asked_for_in(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.command(ana, "settings")
    (card,) = await whispers_of(slack, ana)
    block, button = looking.find(card.blocks, form_label(card))
    await house.side.global_shortcut(ana, "log_touch")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    await press(house, ana, view, button | {"block_id": block["block_id"]})
    assert slack.view_of(ana) is view
    assert "Time zone" in view.words
    slack.fail_next("views.update", refused("hash_conflict"))
    await press(house, ana, view, button | {"block_id": block["block_id"]})
    assert len(slack.world.modals[ana.id]) == 1


async def test_a_form_that_takes_its_time_is_opened_empty_and_filled(
    house: House, slack: FakeSlack, ana: User, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.errands.opening.AT_ONCE", 0.0)
    post = slack.world.say(bo, slack.world.channel("general", ana, bo), "here you are")
    await house.side.message_shortcut(ana, "log_helped_me", post)
    await slack.until(lambda: (view := slack.view_of(ana)) and view.title == "Bo Li helped you")
    assert len(slack.calls_of("views.open", "views.update")) == 2


async def test_what_is_missing_is_said_beside_the_field(
    house: House, slack: FakeSlack, ana: User
) -> None:
    form = Card(
        title="Add",
        inputs=(Input(name="who", label="Who", required=True),),
        buttons=(Button(label="Add", command="add", submits=True),),
    )
    body = forms.form(form, form.buttons[0], "key")
    blocks = slack.world.settled(body["blocks"])
    view = View(id="V", team=TEAM, user=ana.id, body=body, blocks=blocks, hash="1", root="V")
    (block,) = blocks
    state = {block["block_id"]: {block["element"]["action_id"]: {"type": "plain_text_input"}}}
    payload = payloads.view_submission(slack.world, ana, view, state)
    answer = await bring_interaction(house.side, payload)
    assert answer.data["response_action"] == "errors"
    assert set(answer.data["errors"]) == set(state)
    assert said_by(house.database, ana) == 0


async def test_a_window_is_drawn_by_whoever_presses_last(
    house: House, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    await house.side.command(ana, "met Ada: tea")
    await house.side.open_home(ana)
    home = await slack.until(lambda: slack.home_of(ana))
    assert home is not None
    await asyncio.gather(*(house.side.open_home(ana) for _ in range(5)))
    await rest(house)
    assert "level=error" not in log.getvalue()
