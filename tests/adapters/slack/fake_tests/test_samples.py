"""What the fake sends has the shapes of Slack's own sample payloads, where those are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.fake_tests.blocks import FORM, buttons
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp
from tests.conftest import REFERENCE

FOLDER = REFERENCE / "slack" / "samples"
NEWER = frozenset(
    {
        *("is_enterprise_install", "state", "response_url", "response_urls", "action_ts"),
        *("context_team_id", "context_enterprise_id", "channel_type", "event_ts", "actions"),
        *("api_app_id", "team", "channel", "enterprise", "blocks"),
    }
)
"""What Slack sends today and the samples lack, some of them here and there only."""

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="Slack's sample payloads are not on this machine"
)


def sample(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def strange(ours: object, theirs: object, where: str = "") -> Iterator[str]:
    """Yield the places where ``ours`` has what Slack's sample has not, or of another kind."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key, value in ours.items():
            if key in theirs and key not in {"blocks", "state", "elements"}:
                yield from strange(value, theirs[key], f"{where}/{key}")
            elif key not in theirs and key not in NEWER:
                yield f"{where}/{key}"
    elif isinstance(ours, list) and isinstance(theirs, list) and theirs:
        for value in ours:
            yield from strange(value, theirs[0], where)
    elif None not in (ours, theirs) and type(ours) is not type(theirs):
        yield f"{where} is {type(ours).__name__}, not {type(theirs).__name__}"


async def test_events_have_slacks_shapes(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    await client.views_publish(
        user_id=ada.id, view={"type": "home", "blocks": [buttons(("A", "a"))]}
    )
    for telling, name in (
        (side.message(ada, "hello"), "MessagePayload"),
        (side.mention(ada, team, "hello"), "AppMentionPayload"),
        (
            side.invite(ada, slack.world.channel("new", ada, with_bot=False)),
            "MemberJoinedChannelPayload",
        ),
        (side.open_home(ada), "AppHomeOpenedPayload"),
        (side.user_change(ada, tz="Asia/Tokyo"), "UserChangePayload"),
    ):
        await telling
        assert list(strange(app.last, sample(f"events/{name}"))) == []
    await side.uninstall(TEAM)
    for one, name in zip(
        app.arrived[-2:], ("TokensRevokedPayload", "AppUninstalledPayload"), strict=True
    ):
        assert list(strange(one.said, sample(f"events/{name}"))) == []


async def test_interactions_have_slacks_shapes(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.command(ada, "helped")
    command = sample("app-backend/slash-commands/SlashCommandPayload")
    assert list(strange(app.last | {"is_enterprise_install": False}, command)) == []

    await client.chat_postMessage(channel=ada.id, text="Look", blocks=[buttons(("Done", "done"))])
    post = slack.posts_to(ada)[-1]
    await side.click(ada, post, "Done")
    pressed = sample("app-backend/interactive-components/BlockActionPayload")
    assert list(strange(app.last, pressed)) == []
    await side.message_shortcut(ada, "log_helped_me", post)
    shortcut = sample("app-backend/interactive-components/MessageShortcutPayload")
    assert list(strange(app.last, shortcut)) == []

    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    await side.submit(ada, {"Name": "Grace"})
    assert list(strange(app.last, sample("app-backend/views/ViewSubmissionPayload"))) == []
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    await side.close(ada)
    assert list(strange(app.last, sample("app-backend/views/ViewClosedPayload"))) == []
