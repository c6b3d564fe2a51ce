"""What nobody knows is said to be gone; what asks for nothing is just received."""

from __future__ import annotations

from typing import Any

import pytest

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import Ephemeral, User, View
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import (
    bring_form,
    bring_interaction,
    rows,
    said_by,
)
from tests.adapters.slack.inbound.pressing import GONE, a_card, press

pytestmark = pytest.mark.usefixtures("room_for_pace")


ODD_ACTIONS: tuple[dict[str, Any], ...] = (
    {"action_id": "contact_open", "block_id": "b", "value": "1 OR 1=1; DROP TABLE contact;--"},
    {"action_id": "old", "block_id": "b", "type": "overflow", "selected_option": {"value": "x"}},
    {"action_id": "closes:0:k", "block_id": "card:0:k", "value": ""},
    {"action_id": "closes:0:k", "block_id": "card:0:k", "value": "x" * 2001},
    {"action_id": "closes:0:k", "block_id": "b"},
    {"action_id": None, "block_id": None, "text": None},
)


@pytest.mark.parametrize("odd", ODD_ACTIONS, ids=lambda odd: str(odd)[:40])
async def test_what_nobody_knows_is_said_to_be_gone_wherever_it_is_pressed(
    house: House, slack: FakeSlack, ana: User, odd: dict[str, Any]
) -> None:
    await press(house, ana, a_card(slack, ana), odd)
    assert GONE in slack.posts_to(ana)[-1].words
    room = slack.world.channel("general", ana)
    own: dict[str, Any] = {"team": TEAM, "user": ana.id, "blocks": []}
    await press(house, ana, Ephemeral(channel=room.id, ts="1.1", text="", via="", **own), odd)
    assert GONE in slack.ephemerals_to(ana)[-1].words
    await house.side.global_shortcut(ana, "log_touch")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    await press(house, ana, view, odd)
    assert GONE in view.words
    home = View(id="V9", body={"type": "home"}, hash="1", root="V9", **own)
    await press(house, ana, home, odd)
    drawn = slack.home_of(ana)
    assert drawn is not None
    assert GONE in drawn.words
    assert said_by(house.database, ana) == 0


NOTHING: tuple[dict[str, Any], ...] = (
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "actions": [{"action_id": "a", "url": "https://example.com"}]},
    {"type": "block_actions", "actions": ["odd"]},
    {"type": "view_closed", "view": {"callback_id": "form"}, "is_cleared": True},
    {"type": "interactive_message", "callback_id": "old", "actions": [{"name": "a"}]},
    {"type": "dialog_submission", "callback_id": "old", "submission": {"a": "b"}},
    {"type": "dialog_cancellation", "callback_id": "old"},
    {"type": "dialog_suggestion", "callback_id": "old", "name": "a", "value": "b"},
    {"type": "workflow_step_edit"},
    {"type": "nothing known"},
    {},
)


async def test_what_asks_for_nothing_is_just_received(house: House, ana: User) -> None:
    for said in NOTHING:
        payload = {"team": {"id": TEAM}, "user": {"id": ana.id, "team_id": TEAM}} | said
        answer = await bring_interaction(house.side, payload)
        assert (answer.status, answer.body) == (200, b""), said
    assert rows(house.database, "arrivals") == 0


async def test_a_menu_that_asks_for_options_has_none(house: House, ana: User) -> None:
    payload = {"type": "block_suggestion", "team": {"id": TEAM}, "user": {"id": ana.id}}
    answer = await bring_interaction(house.side, payload | {"action_id": "a", "value": "x"})
    assert answer.data == {"options": []}


async def test_a_command_from_nobody_has_no_answer(house: House, slack: FakeSlack) -> None:
    answer = await bring_form(house.side, {"command": "/netlead", "team_id": TEAM, "text": "help"})
    assert (answer.status, answer.body) == (200, b"")
    assert rows(house.database, "users") == 0
    assert slack.ephemerals_to("") == []
