"""Modals and App Home: who may open them, how deep they stack, what of them may change."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.conftest import error, refusal

Json = dict[str, Any]
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Sure?"}}


def modal(title: str, **more: object) -> Json:
    words = {"type": "plain_text", "text": title}
    return {"type": "modal", "title": words, "blocks": [SECTION]} | more


def home(**more: object) -> Json:
    return {"type": "home", "blocks": [SECTION]} | more


async def test_a_trigger_opens_one_view(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    trigger = slack.world.trigger(ada.id)
    opened = await client.views_open(trigger_id=trigger.id, view=modal("One"))
    view = slack.view_of(ada)

    assert view
    assert opened["view"]["id"] == view.id
    assert opened["view"]["hash"] == view.hash
    again = client.views_open(trigger_id=trigger.id, view=modal("Two"))
    assert await error(again) == "exchanged_trigger_id"


async def test_a_trigger_is_good_for_three_seconds(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    trigger = slack.world.trigger(ada.id)
    slack.world.advance(3.1)

    opening = client.views_open(trigger_id=trigger.id, view=modal("Late"))
    assert await error(opening) == "expired_trigger_id"


async def test_three_views_are_the_most_that_stack(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    await client.views_open(trigger_id=slack.world.trigger(ada.id).id, view=modal("1"))
    for title in ("2", "3"):
        top = slack.view_of(ada)
        assert top
        trigger = slack.world.trigger(ada.id, top.id)
        await client.views_push(trigger_id=trigger.id, view=modal(title))

    top = slack.view_of(ada)
    assert top
    assert (top.title, top.root) == ("3", slack.world.modals[ada.id][0].id)
    pushing = client.views_push(trigger_id=slack.world.trigger(ada.id, top.id).id, view=modal("4"))
    assert await error(pushing) == "push_limit_reached"


async def test_a_view_is_pushed_only_on_top_of_one_that_is_open(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    pushing = client.views_push(trigger_id=slack.world.trigger(ada.id).id, view=modal("1"))

    assert await error(pushing) == "not_found"


async def test_a_view_that_changed_meanwhile_is_not_changed_by_its_old_hash(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    trigger = slack.world.trigger(ada.id).id
    first = (await client.views_open(trigger_id=trigger, view=modal("1")))["view"]
    await client.views_update(view_id=first["id"], hash=first["hash"], view=modal("2"))
    stale = client.views_update(view_id=first["id"], hash=first["hash"], view=modal("3"))

    assert await error(stale) == "hash_conflict"
    view = slack.view_of(ada)
    assert view
    assert view.title == "2"
    await client.views_update(view_id=first["id"], view=modal("4"))
    assert view.title == "4"
    assert await error(client.views_update(view_id="V0NONE", view=modal("5"))) == "not_found"


async def test_an_app_home_is_published_and_guarded_by_its_hash(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    first = (await client.views_publish(user_id=ada.id, view=home()))["view"]
    await client.views_publish(user_id=ada.id, view=home(), hash=first["hash"])
    stale = client.views_publish(user_id=ada.id, view=home(), hash=first["hash"])

    assert await error(stale) == "hash_conflict"
    shown = slack.home_of(ada)
    assert shown
    assert shown.words == "Sure?"


async def test_an_external_id_is_used_once(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    await client.views_publish(user_id=ada.id, view=home(external_id="h-1"))
    await client.views_publish(user_id=ada.id, view=home(external_id="h-1"))
    second = client.views_publish(user_id=grace.id, view=home(external_id="h-1"))

    assert await error(second) == "duplicate_external_id"


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (modal("T" * 25), "/view/title/text"),
        (modal("T", private_metadata="m" * 3001), "/view/private_metadata"),
        (modal("T", submit_disabled=True), "submit_disabled"),
        (modal("T", blocks=[SECTION] * 101), "no more than 100"),
        ({"type": "modal", "blocks": [SECTION]}, "/view/title"),
        (home(title={"type": "plain_text", "text": "T"}), "title"),
    ],
)
async def test_a_view_that_breaks_a_rule_is_refused_with_the_rule(
    slack: FakeSlack, client: AsyncWebClient, ada: User, view: Json, words: str
) -> None:
    body = {"trigger_id": slack.world.trigger(ada.id).id, "view": view}
    refused = await refusal(client.api_call("views.open", json=body))

    assert refused.response["error"] == "invalid_arguments"
    assert words in refused.response["response_metadata"]["messages"][0]


async def test_a_view_can_be_too_large(slack: FakeSlack, client: AsyncWebClient, ada: User) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    trigger = slack.world.trigger(ada.id)
    opening = client.views_open(trigger_id=trigger.id, view=modal("T", blocks=[long] * 100))

    assert await error(opening) == "view_too_large"


async def test_a_modal_is_not_published_and_a_home_is_not_opened(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    trigger = slack.world.trigger(ada.id)

    opening = client.views_open(trigger_id=trigger.id, view=home())
    assert await error(opening) == "invalid_arguments"
    publishing = client.views_publish(user_id=ada.id, view=modal("T"))
    assert await error(publishing) == "invalid_arguments"


async def test_a_view_of_another_company_is_out_of_reach(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    far = slack.world.person("Far Away", team=slack.world.workspace("Elsewhere").id)
    opening = client.views_open(trigger_id=slack.world.trigger(far.id).id, view=modal("T"))

    assert await error(opening) == "invalid_trigger_id"
    publishing = client.views_publish(user_id=far.id, view=home())
    assert await error(publishing) == "invalid_arguments"
