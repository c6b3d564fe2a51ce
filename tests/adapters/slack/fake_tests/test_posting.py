"""Messages: where they land, how they change, and where Slack takes none."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import App, FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.conftest import error

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "You *helped* Grace"}}
BUTTONS = {
    "type": "actions",
    "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Done"}, "value": "d"}],
}


async def test_a_message_to_a_person_opens_the_direct_chat(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    first = await client.chat_postMessage(channel=ada.id, text="Hello")
    again = await client.chat_postMessage(channel=first["channel"], text="And again")

    assert str(first["channel"]).startswith("D")
    assert again["channel"] == first["channel"]
    assert [post.text for post in slack.posts_to(ada)] == ["Hello", "And again"]
    assert slack.posts_to(first["channel"]) == slack.posts_to(ada)


async def test_blocks_are_kept_with_the_ids_that_slack_gives_them(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    await client.chat_postMessage(channel=ada.id, text="Helped", blocks=[SECTION, BUTTONS])

    post = slack.posts_to(ada)[0]
    assert post.words == "You *helped* Grace\nDone"
    assert post.labels == ["Done"]
    assert all(block["block_id"] for block in post.blocks)
    assert post.blocks[1]["elements"][0]["action_id"]


async def test_a_message_is_changed_and_taken_back(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    said = await client.chat_postMessage(channel=ada.id, text="One", blocks=[SECTION, BUTTONS])
    place = {"channel": said["channel"], "ts": said["ts"]}
    await client.chat_update(**place, text="Two", blocks=[SECTION])

    post = slack.posts_to(ada)[0]
    assert (post.text, post.labels) == ("Two", [])
    assert [text for text, _ in post.earlier] == ["One"]
    await client.chat_delete(**place)
    assert slack.posts_to(ada) == []
    assert await error(client.chat_update(**place, text="Three")) == "message_not_found"


async def test_only_its_own_messages_can_be_changed(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    hers = slack.world.say(ada, team, "Morning")
    changed = client.chat_update(channel=team.id, ts=hers.ts, text="Evening")
    deleted = client.chat_delete(channel=team.id, ts=hers.ts)

    assert await error(changed) == "cant_update_message"
    assert await error(deleted) == "cant_delete_message"


async def test_what_one_person_sees_cannot_be_changed_by_its_timestamp(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team", ada)
    shown = await client.chat_postEphemeral(channel=team.id, user=ada.id, text="For you")

    assert [e.text for e in slack.ephemerals_to(ada)] == ["For you"]
    assert slack.posts_to(team) == []
    changed = client.chat_update(channel=team.id, ts=shown["message_ts"], text="For all")
    assert await error(changed) == "message_not_found"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("deleted", "user_disabled"),
        ("bot", "cannot_dm_bot"),
        ("stranger", "user_not_found"),
    ],
)
async def test_some_people_cannot_be_written_to(
    slack: FakeSlack, client: AsyncWebClient, kind: str, expected: str
) -> None:
    team = slack.world.workspace("Elsewhere").id if kind == "stranger" else "T0ACME0001"
    somebody = slack.world.person("Mallory", kind=kind, team=team)  # type: ignore[arg-type]

    assert await error(client.chat_postMessage(channel=somebody.id, text="Hi")) == expected


async def test_nobody_and_people_of_other_companies_are_no_channel(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    far = slack.world.person("Far Away", team=slack.world.workspace("Elsewhere").id)

    for name in ("U0NOBODY", "C0NOWHERE", "D0NOWHERE", far.id):
        posting = client.chat_postMessage(channel=name, text="Hi")
        assert await error(posting) == "channel_not_found"


async def test_a_colleague_of_a_sister_workspace_can_be_written_to(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.world.workspaces["T0ACME0001"].enterprise = "E0ACME"
    sister = slack.world.workspace("Acme Labs", enterprise="E0ACME")
    grace = slack.world.person("Grace Hopper", team=sister.id)
    await client.chat_postMessage(channel=grace.id, text="Hi")

    assert len(slack.posts_to(grace)) == 1


async def test_the_bot_posts_only_where_it_is(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    open_room = slack.world.channel("open", ada, with_bot=False)
    closed_room = slack.world.channel("closed", ada, with_bot=False, private=True)
    old_room = slack.world.channel("old", ada)
    old_room.archived = True

    for channel, expected in (
        (open_room, "not_in_channel"),
        (closed_room, "channel_not_found"),
        (old_room, "is_archived"),
    ):
        posting = client.chat_postMessage(channel=channel.id, text="Hi")
        assert await error(posting) == expected


async def test_an_ephemeral_message_needs_somebody_who_is_there(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    team = slack.world.channel("team")
    showing = client.chat_postEphemeral(channel=team.id, user=ada.id, text="Hi")

    assert await error(showing) == "user_not_in_channel"


async def test_the_messages_tab_can_be_off() -> None:
    with FakeSlack(app=App(messages_tab=False)) as slack:
        person = slack.world.person("Ada")
        client = AsyncWebClient(slack.world.token(), base_url=slack.api_url, retry_handlers=[])
        posting = client.chat_postMessage(channel=person.id, text="Hi")

        assert await error(posting) == "messages_tab_disabled"


async def test_a_message_says_something(client: AsyncWebClient, ada: User) -> None:
    said = client.api_call("chat.postMessage", json={"channel": ada.id, "text": ""})

    assert await error(said) == "no_text"


async def test_metadata_comes_back_where_it_is_asked_for(client: AsyncWebClient, ada: User) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"key": "k-1"}}
    said = await client.chat_postMessage(channel=ada.id, text="Hi", metadata=metadata)
    channel = said["channel"]
    plain = await client.conversations_history(channel=channel)
    full = await client.conversations_history(channel=channel, include_all_metadata=True)

    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_metadata_has_its_form(client: AsyncWebClient, ada: User) -> None:
    posting = client.chat_postMessage(channel=ada.id, text="Hi", metadata={"key": "k-1"})

    assert await error(posting) == "invalid_metadata_format"


async def test_history_is_read_in_pages_between_two_times(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.limits.per_second = 0
    said = [await client.chat_postMessage(channel=ada.id, text=str(n)) for n in range(5)]
    channel = str(said[0]["channel"])
    page = await client.conversations_history(channel=channel, limit=2)
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=channel, limit=3, cursor=cursor)
    late = await client.conversations_history(channel=channel, oldest=str(said[3]["ts"]))

    assert [message["text"] for message in page["messages"]] == ["4", "3"]
    assert page["has_more"]
    assert [message["text"] for message in rest["messages"]] == ["2", "1", "0"]
    assert not rest["has_more"]
    assert [message["text"] for message in late["messages"]] == ["4"]
    wrong = client.conversations_history(channel=channel, cursor="§")
    assert await error(wrong) == "invalid_cursor"


async def test_a_permalink_is_told_where_the_bot_is(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    here, there = slack.world.channel("here", ada), slack.world.channel("there", with_bot=False)
    link = await client.chat_getPermalink(
        channel=here.id, message_ts=slack.world.say(ada, here, "Hi").ts
    )
    hidden = client.chat_getPermalink(
        channel=there.id, message_ts=slack.world.say(ada, there, "Hi").ts
    )

    assert here.id in str(link["permalink"])
    assert await error(hidden) == "channel_not_found"


async def test_blocks_without_a_text_are_noted(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    await client.api_call("chat.postMessage", json={"channel": ada.id, "blocks": [SECTION]})

    assert slack.violations == ["chat.postMessage: blocks without a text for notifications"]
