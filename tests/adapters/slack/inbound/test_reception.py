"""What Slack is told at once, where things are not as they should be."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from adapters.base import Later
from adapters.slack.cards import forms
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.inbound.reception import Reception
from coaching.messages import Card, Message
from tests.adapters.slack.errands.office import FORM, NOTED, Office, open_office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM

Json = dict[str, Any]
VIEW: Json = {
    **forms.form(FORM, FORM.buttons[0], "k"),
    "state": {"values": {"input:0:k": {"value:0": {"type": "plain_text_input", "value": "Ada"}}}},
}
ACTION: Json = {
    "action_id": "closes:0:k",
    "block_id": "card:0:k",
    "value": "undo",
    "text": {"type": "plain_text", "text": "Undo"},
}


class Front:
    """The reception with an office behind it."""

    def __init__(self, office: Office, user: User) -> None:
        self.office, self.user = office, user
        self.reception = Reception(
            arrivals=office.shelf,
            desk=office.clerk,
            translator=office.translator,
            opener=office.opener,
            poster=office.poster,
            files=office.files,
            home=office.home,
            lanes=office.lanes,
            worker=office.worker,
        )

    async def take(self, body: Json, **more: Any) -> BoltResponse:  # noqa: ANN401 any part of a delivery
        by = asyncio.get_running_loop().time() + 2.0
        known: Json = {"installation": self.office.installation, "by": by} | more
        answer = await self.reception.take(Delivery(body, "key", **known))
        await self.office.rest()
        return answer

    def submission(self, **more: Any) -> Json:  # noqa: ANN401 any part of a payload
        actor = {"id": self.user.id, "team_id": TEAM}
        return {"type": "view_submission", "user": actor, "view": VIEW, **more}

    def press(self, **more: Any) -> Json:  # noqa: ANN401 any part of a payload
        actor = {"id": self.user.id, "team_id": TEAM}
        return {"type": "block_actions", "user": actor, "actions": [ACTION], **more}

    def message(self) -> Json:
        said = {"type": "message", "channel_type": "im", "user": self.user.id, "text": "help"}
        return {"type": "event_callback", "event": said}

    def command(self) -> Json:
        return {"command": "/netlead", "user_id": self.user.id, "text": "help"}


@pytest.fixture
async def front(slack: FakeSlack, ana: User) -> AsyncIterator[Front]:
    async with open_office(slack) as office:
        yield Front(office, ana)


def said(answer: BoltResponse) -> Json:
    assert answer.status == 200
    found: Json = json.loads(answer.body)
    return found


async def test_a_form_is_taken_and_its_answer_put_in_its_place(front: Front) -> None:
    answer = said(await front.take(front.submission()))
    assert answer["response_action"] == "update"
    assert answer["view"]["title"]["text"] == "Noted"
    assert [heard.text for heard in front.office.clerk.heard] == ['add "Ada"']


async def test_what_the_coach_refuses_is_said_beside_the_field(front: Front) -> None:
    front.office.clerk.card = Card(refused=True, body="I know “Ada” already.")
    answer = said(await front.take(front.submission()))
    assert answer == {"response_action": "errors", "errors": {"input:0:k": "I know “Ada” already."}}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"in_doubt": True, "installation": None}, "errors"),
        ({"installation": None}, "errors"),
    ],
    ids=["nobody knows whose", "not installed"],
)
async def test_a_form_that_cannot_be_taken_keeps_what_was_typed(
    front: Front, more: Json, told: str
) -> None:
    answer = said(await front.take(front.submission(), **more))
    assert answer["response_action"] == told
    assert front.office.clerk.heard == []


@pytest.mark.parametrize("still_open", [True, False])
async def test_the_late_answer_to_a_form_comes_into_its_window_or_to_the_person(
    front: Front,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
    *,
    still_open: bool,
) -> None:
    async def late(message: Message, seconds: float, later: Later) -> Card:
        del message, seconds
        front.office.lanes.hold(_brought(later))
        return Card(body="It follows.")

    monkeypatch.setattr(front.office.clerk, "answer_within", late)
    trigger, client = slack.world.trigger(ana.id).id, front.office.client
    opened = await client.plain(front.office.installation.token).views_open(
        trigger_id=trigger, view=forms.form(FORM, FORM.buttons[0], "k")
    )
    if not still_open:
        slack.world.modals.clear()
    view = VIEW | {"id": opened["view"]["id"]}
    answer = said(await front.take(front.submission(view=view)))
    assert "It follows" in json.dumps(answer)
    window = slack.view_of(ana)
    words = [window.words if window else "", *(post.words for post in slack.posts_to(ana))]
    assert ["Noted" in text for text in words] == ([True] if still_open else [False, True])


async def _brought(later: Later) -> None:
    await later(NOTED)


async def test_a_slack_that_keeps_events_back_is_spoken_of(front: Front, log: io.StringIO) -> None:
    body = {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1_518_467_820}
    assert (await front.take(body)).status == 200
    assert "Slack keeps events back" in log.getvalue()


async def test_a_form_from_nobody_is_just_received(front: Front) -> None:
    assert (await front.take(front.submission(user={}))).body == ""
    assert (await front.take({"type": "shortcut", "user": None})).body == ""
    assert front.office.clerk.heard == []


async def test_a_press_that_cannot_be_stored_is_said_to_be_so(
    front: Front, slack: FakeSlack, ana: User
) -> None:
    front.office.shelf.error = TimeoutError()
    address = slack.world.response_url("actions", ana.id, "C1")
    assert (await front.take(front.press(response_url=address))).body == ""
    assert "try again" in slack.ephemerals_to(ana)[0].words
    home = {"id": "V1", "type": "home"}
    assert (await front.take(front.press(view=home))).body == ""
    assert "try again" in slack.posts_to(ana)[0].words
    assert front.office.clerk.heard == []


async def test_a_press_of_which_nobody_knows_whose_it_is_is_said_to_have_failed(
    front: Front, slack: FakeSlack, ana: User
) -> None:
    doubt: Json = {"in_doubt": True, "installation": None}
    assert (await front.take(front.press(), **doubt)).status == 503
    address = slack.world.response_url("actions", ana.id, "C1")
    assert (await front.take(front.press(response_url=address), **doubt)).status == 200
    assert "try again" in slack.ephemerals_to(ana)[0].words


async def test_an_event_of_which_nobody_knows_whose_it_is_comes_again_unless_it_is_for_nobody(
    front: Front,
) -> None:
    doubt: Json = {"in_doubt": True, "installation": None}
    assert (await front.take(front.message(), **doubt)).status == 503
    other = {"type": "event_callback", "event": {"type": "reaction_added"}}
    assert (await front.take(other, **doubt)).status == 200
    gone = {"type": "event_callback", "event": {"type": "app_uninstalled"}}
    assert (await front.take(gone, **doubt)).status == 200
    assert len(front.office.heeding.told) == 1


async def test_what_nobody_foresaw_is_no_error_to_whoever_waits(
    front: Front, log: io.StringIO
) -> None:
    front.office.clerk.error = RuntimeError("Zenobia")
    assert "try again" in said(await front.take(front.command()))["text"]
    assert (await front.take(front.submission())).status == 503
    assert "Zenobia" not in log.getvalue()
    assert log.getvalue().count("a payload could not be answered") == 2


async def test_passing_things_are_not_stored_and_not_kept_waiting_without_end(
    front: Front, slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = {"type": "app_home_opened", "tab": "home", "user": ana.id}
    body = {"type": "event_callback", "event": opened}
    assert (await front.take(body)).status == 200
    assert slack.home_of(ana) is not None
    monkeypatch.setattr(front.office.lanes, "_most_waiting", 0)
    assert (await front.take(body)).status == 200
    assert len(slack.calls_of("views.publish")) == 1
    assert front.office.shelf.left == []
