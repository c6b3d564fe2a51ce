"""Modals are filled in as people fill them in, and the app answers them as Slack allows."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.forms import ClientRefusal
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.blocks import FORM, OPTIONS, Json, buttons, text
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp


async def test_a_form_is_opened_filled_in_and_sent(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    view = slack.view_of(ada)
    assert view
    assert view.title == "Whom did you help?"
    await side.submit(
        ada, {"Name": "Grace", "Circle": "Closest 15", "With": [grace], "Who": grace.id}
    )

    assert app.last["type"] == "view_submission"
    assert app.last["view"]["private_metadata"] == "draft-7"
    assert app.last["view"]["callback_id"] == "helped"
    assert app.last["view"]["state"]["values"] == {
        "block-Name": {"value": {"type": "plain_text_input", "value": "Grace"}},
        "block-Circle": {"value": {"type": "static_select", "selected_option": OPTIONS[1]}},
        "block-On": {"value": {"type": "datepicker", "selected_date": "2026-05-05"}},
        "block-With": {"value": {"type": "multi_users_select", "selected_users": [grace.id]}},
        "block-Who": {"value": {"type": "users_select", "selected_user": grace.id}},
    }
    assert slack.view_of(ada) is None
    assert side.complaints == []


async def test_the_client_does_not_send_a_form_that_is_not_filled_in(
    side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)

    with pytest.raises(ClientRefusal, match="Name"):
        await side.submit(ada)
    with pytest.raises(ClientRefusal, match="longer"):
        await side.submit(ada, {"Name": "G" * 21})
    with pytest.raises(ClientRefusal, match="none of"):
        await side.submit(ada, {"Name": "Grace", "Circle": "Closest 50"})
    with pytest.raises(LookupError, match="Nmae"):
        await side.submit(ada, {"Nmae": "Grace"})


async def test_the_answer_to_a_form_shows_errors_another_view_or_clears_all(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    app.answers.append({"response_action": "errors", "errors": {"block-Name": "Nobody"}})
    answer = await side.submit(ada, {"Name": "Nemo"})
    assert answer.errors == {"block-Name": "Nobody"}
    assert slack.view_of(ada)

    second = FORM | {"title": text("Sure?")}
    app.answers.append({"response_action": "push", "view": second})
    await side.submit(ada, {"Name": "Grace"})
    assert [view.title for view in slack.world.modals[ada.id]] == ["Whom did you help?", "Sure?"]

    app.answers.append({"response_action": "update", "view": FORM | {"title": text("Really?")}})
    await side.submit(ada, {"Name": "Grace"})
    assert [view.title for view in slack.world.modals[ada.id]] == ["Whom did you help?", "Really?"]

    app.answers.append({"response_action": "clear"})
    await side.submit(ada, {"Name": "Grace"})
    assert slack.view_of(ada) is None
    assert side.complaints == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"block-Nmae": "Nobody"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "vanish"},
        {"ok": True},
        "words",
    ],
)
async def test_an_answer_to_a_form_that_slack_does_not_know_is_complained_of(
    side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User, answer: str | Json
) -> None:
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    app.answers.append(answer)
    await side.submit(ada, {"Name": "Grace"})

    assert side.complaints


async def test_a_closed_form_is_told_where_it_was_asked_for(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=FORM)
    await side.close(ada)

    assert app.last["type"] == "view_closed"
    assert app.last["is_cleared"] is False
    assert slack.view_of(ada) is None


async def test_a_button_in_a_form_brings_what_was_typed_beside_it(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    form = FORM | {"blocks": [*FORM["blocks"], buttons(("More", "more"))]}
    await side.command(ada, "helped")
    await client.views_open(trigger_id=app.last["trigger_id"], view=form)
    view = slack.view_of(ada)
    assert view
    await side.click(ada, view, "More", values={"Name": "Gra"})

    assert app.last["view"]["state"]["values"]["block-Name"]["value"]["value"] == "Gra"
    await client.views_push(trigger_id=app.last["trigger_id"], view=FORM)
    assert len(slack.world.modals[ada.id]) == 2
