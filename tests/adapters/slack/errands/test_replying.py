"""Answers go to where they were asked for; where that is gone, to the person's own conversation."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.errands.errands import Errand
from adapters.slack.errands.replying import is_posted
from adapters.slack.verdicts import CallError
from tests.adapters.slack.errands.office import NOTED, Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import refused, server_error
from tests.adapters.slack.fake.nouns import Post, User
from tests.adapters.slack.fake.world import TEAM


def a_post(office: Office, user: User, channel: str) -> Post:
    """Return a message of the app's."""
    world = office.slack.world
    return world.keep(
        Post(
            channel=channel,
            ts=world.ts(),
            team=TEAM,
            user=office.installation.bot_user_id,
            text=f"Hello {user.name}",
            bot_id=office.installation.bot_id,
        )
    )


async def reply(office: Office, **errand: Any) -> None:  # noqa: ANN401 any part of an errand
    await office.replies.reply(office.installation, Errand(**errand), NOTED, "key")


def url(office: Office, user: User, channel: str) -> str:
    return office.slack.world.response_url("actions", user.id, channel)


async def test_what_was_said_directly_is_answered_there(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    await reply(office, kind="message", user=ana.id, channel=direct)
    (post,) = slack.posts_to(ana)
    assert (post.channel, post.thread_ts) == (direct, "")
    assert "Noted" in post.words


async def test_what_was_said_elsewhere_is_answered_to_the_person(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    await reply(office, kind="message", user=ana.id, channel=room.id, thread="1.1")
    assert len(slack.posts_to(ana)) == 1
    assert slack.posts_to(room) == []


async def test_a_press_on_a_direct_message_puts_the_answer_in_its_place(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    old = a_post(office, ana, direct)
    errand = {"kind": "press", "user": ana.id, "channel": direct, "ts": old.ts}
    await reply(office, **errand, surface="message", title="A nudge", label="Done")
    assert "A nudge · ✓ Done" in old.words
    assert "Noted" in old.words
    assert slack.posts_to(ana) == [old]


async def test_a_press_that_keeps_its_card_is_answered_below_it(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    old = a_post(office, ana, direct)
    errand = {"kind": "press", "user": ana.id, "channel": direct, "ts": old.ts, "keeps": True}
    await reply(office, **errand, surface="message")
    assert len(slack.posts_to(ana)) == 2


@pytest.mark.parametrize("keeps", [True, False])
async def test_a_press_on_what_only_she_sees_is_answered_by_its_address(
    office: Office, slack: FakeSlack, ana: User, *, keeps: bool
) -> None:
    room = slack.world.channel("general", ana)
    errand = {"kind": "press", "user": ana.id, "channel": room.id, "surface": "ephemeral"}
    await reply(office, **errand, keeps=keeps, response_url=url(office, ana, room.id))
    (shown,) = slack.ephemerals_to(ana)
    assert "Noted" in shown.words
    (call,) = slack.calls_of("response_url")
    assert call.args["replace_original"] is not keeps


async def test_a_press_on_what_others_see_is_whispered(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    old = a_post(office, ana, room.id)
    errand = {"kind": "press", "user": ana.id, "channel": room.id, "ts": old.ts}
    await reply(office, **errand, surface="message", thread=old.ts)
    (call,) = slack.calls_of("chat.postEphemeral")
    assert call.args["thread_ts"] == old.ts
    assert "Noted" not in old.words


async def test_a_press_without_any_place_is_answered_to_the_person(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    await reply(office, kind="press", user=ana.id, surface="ephemeral")
    assert len(slack.posts_to(ana)) == 1


async def test_a_press_in_a_window_is_answered_in_the_window(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    world = slack.world
    trigger = world.trigger(ana.id).id
    client = office.client.plain(office.installation.token)
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Hi"}, "blocks": []}
    opened = await client.views_open(trigger_id=trigger, view=view)
    await reply(office, kind="press", user=ana.id, surface="view", view=opened["view"]["id"])
    shown = slack.view_of(ana)
    assert shown is not None
    assert "Noted" in shown.words


@pytest.mark.parametrize(
    ("method", "errand"),
    [
        ("chat.update", {"channel": "{direct}", "ts": "1.1", "surface": "message"}),
        ("views.update", {"surface": "view", "view": "V1"}),
        ("response_url", {"surface": "ephemeral", "response_url": "{url}"}),
        ("chat.postEphemeral", {"kind": "mention", "channel": "C1"}),
    ],
)
async def test_where_the_place_is_gone_the_person_gets_it_in_her_own(
    office: Office, slack: FakeSlack, ana: User, direct: str, method: str, errand: dict[str, str]
) -> None:
    places = {"{direct}": direct, "{url}": url(office, ana, direct)}
    filled = {name: places.get(value, value) for name, value in errand.items()}
    whole = {"kind": "press", "user": ana.id, **filled}
    if method == "response_url":
        for address in slack.world.response_urls.values():
            address.uses = 5
    else:
        slack.fail_next(method, refused("gone_for_good"))
    await reply(office, **whole)
    assert len(slack.calls_of(method)) == 1
    (post,) = slack.posts_to(ana)
    assert "Noted" in post.words


@pytest.mark.parametrize("fault", [server_error(), refused("ratelimited")])
async def test_what_may_yet_succeed_is_not_said_elsewhere(
    office: Office,
    slack: FakeSlack,
    ana: User,
    direct: str,
    fault: Any,  # noqa: ANN401 a fault
) -> None:
    slack.fail_next("chat.update", fault)
    errand = {"kind": "press", "user": ana.id, "channel": direct, "ts": "1.1"}
    with pytest.raises(CallError):
        await reply(office, **errand, surface="message")
    assert slack.posts_to(ana) == []


async def test_something_beside_what_she_did_goes_by_its_address_or_to_her_own(
    office: Office, slack: FakeSlack, ana: User, direct: str
) -> None:
    there = Errand(kind="press", user=ana.id, response_url=url(office, ana, direct))
    await office.replies.tell(office.installation, there, NOTED, "key")
    assert len(slack.ephemerals_to(ana)) == 1
    assert slack.posts_to(ana) == []
    for address in slack.world.response_urls.values():
        address.uses = 5
    await office.replies.tell(office.installation, there, NOTED, "key")
    await office.replies.tell(office.installation, Errand(kind="press", user=ana.id), NOTED, "key")
    assert len(slack.posts_to(ana)) == 2
    slack.fail_next("response_url", server_error())
    with pytest.raises(CallError):
        await office.replies.tell(office.installation, there, NOTED, "key")


@pytest.mark.parametrize(
    ("errand", "posted"),
    [
        ({"kind": "message"}, True),
        ({"kind": "mention"}, False),
        ({"kind": "press", "keeps": True, "channel": "D1", "surface": "message"}, True),
        ({"kind": "press", "keeps": True, "channel": "D1", "surface": "ephemeral"}, True),
        ({"kind": "press", "keeps": True, "channel": "D1", "surface": "view"}, False),
        ({"kind": "press", "keeps": True, "channel": "C1", "surface": "message"}, False),
        ({"kind": "press", "channel": "D1", "surface": "message"}, False),
    ],
)
def test_which_answers_would_be_there_twice(errand: dict[str, Any], posted: bool) -> None:  # noqa: FBT001 what is expected
    assert is_posted(Errand(user="U1", **errand)) is posted
