"""What the app answers later lands where the person was, as often as Slack allows."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.blocks import buttons
from tests.adapters.slack.fake_tests.conftest import posted
from tests.adapters.slack.fake_tests.scripted_app import ScriptedApp


async def test_the_response_url_replaces_and_deletes_the_message_of_the_button(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, client: AsyncWebClient, ada: User
) -> None:
    post = await posted(slack, client, ada.id, buttons(("Done", "done")))
    await side.click(ada, post, "Done")
    hook = AsyncWebhookClient(app.last["response_url"])
    replaced = await hook.send_dict({"text": "Well done", "replace_original": True})

    assert replaced.status_code == 200
    assert (post.text, post.labels) == ("Well done", [])
    await hook.send_dict({"delete_original": True})
    assert slack.posts_to(ada) == []


async def test_the_response_url_replaces_what_one_person_sees(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    app.answers.append({"text": "Tip", "blocks": [buttons(("Another", "tip"))]})
    await side.command(ada, "tip")
    shown = slack.ephemerals_to(ada)[0]
    await side.click(ada, shown, "Another")
    hook = AsyncWebhookClient(app.last["response_url"])
    await hook.send_dict({"text": "Another tip", "replace_original": True})

    assert slack.ephemerals_to(ada) == [shown]
    assert (shown.text, shown.labels) == ("Another tip", [])
    await hook.send_dict({"delete_original": True})
    assert slack.ephemerals_to(ada) == []


async def test_what_slack_would_not_show_is_not_taken_at_the_response_url(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    await side.command(ada, "tip")
    hook = AsyncWebhookClient(app.last["response_url"])
    for wrong, words in (
        ({"text": "Hi", "blocks": [buttons(("", "tip"))]}, "invalid_blocks"),
        ({"text": ""}, "no_text"),
        ({"text": "Hi", "respnse_type": "ephemeral"}, "invalid_payload"),
        ({"text": "Hi", "response_type": "secret"}, "invalid_payload"),
    ):
        answer = await hook.send_dict(wrong)
        assert answer.status_code == 404
        assert words in answer.body
    assert slack.ephemerals_to(ada) == []
    assert slack.calls_of("response_url")[0].error == "invalid_blocks"


async def test_the_response_url_answers_one_person_or_all(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    await side.command(ada, "tip", team)
    hook = AsyncWebhookClient(app.last["response_url"])
    await hook.send_dict({"text": "Between us"})
    await hook.send_dict({"text": "Everybody!", "response_type": "in_channel"})

    assert [shown.text for shown in slack.ephemerals_to(ada)] == ["Between us"]
    assert [post.text for post in slack.posts_to(team)] == ["Everybody!"]


async def test_the_response_url_is_good_for_five_answers_within_half_an_hour(
    slack: FakeSlack, side: SlackSide, app: ScriptedApp, ada: User
) -> None:
    await side.command(ada, "tip")
    hook = AsyncWebhookClient(app.last["response_url"])
    answers = [await hook.send_dict({"text": str(n)}) for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body

    await side.command(ada, "tip")
    slack.world.advance(1801)
    late = await AsyncWebhookClient(app.last["response_url"]).send_dict({"text": "Late"})
    assert "expired_url" in late.body
