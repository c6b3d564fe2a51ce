"""What people do on a surface of Slack, genuine or not, brought raw and waited for."""

from __future__ import annotations

from typing import Any

from tests.adapters.slack.fake import FakeSlack, payloads
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User, View
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import bring_event, bring_interaction, rest

GONE = "no longer have what this was about"


def direct(slack: FakeSlack, user: User) -> str:
    installation = slack.world.installed_in(user.team)
    assert installation is not None
    return slack.world.direct(installation, user.id).id


async def heard(house: House, event: dict[str, Any]) -> int:
    """Bring an event of the workspace; return how often NetLead spoke because of it."""
    body = payloads.event_callback(house.slack.world, event, TEAM, "")
    calls = ("chat.postMessage", "chat.postEphemeral")
    before = len(house.slack.calls_of(*calls))
    assert (await bring_event(house.side, body)).status == 200
    await rest(house)
    return len(house.slack.calls_of(*calls)) - before


def a_card(slack: FakeSlack, user: User) -> Post:
    """Return a message of the app's in somebody's direct conversation."""
    installation = slack.world.installed_in(TEAM)
    assert installation is not None
    return slack.world.keep(
        Post(
            channel=direct(slack, user),
            ts=slack.world.ts(),
            team=TEAM,
            user=installation.bot_user,
            text="Hello",
            blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}],
            bot_id=installation.bot_id,
        )
    )


async def press(
    house: House, user: User, shown: Post | Ephemeral | View, action: dict[str, Any]
) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "value": "help"}
    payload = payloads.block_actions(house.slack.world, user, shown, button | action, {})
    answer = await bring_interaction(house.side, payload)
    assert (answer.status, answer.body) == (200, b"")
    await rest(house)


def form_label(shown: Ephemeral | View) -> str:
    """Return the label of the button that opens a form."""
    return next(label for label in shown.labels if label.endswith("…"))
