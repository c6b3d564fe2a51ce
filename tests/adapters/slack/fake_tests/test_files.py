"""Files: asked for, sent, shared; and what becomes of an image that is used too early."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake_tests.conftest import error, refusal


async def test_slacks_own_client_uploads_a_file_into_a_direct_chat(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    direct = slack.world.direct(slack.world.installations[0], ada.id)
    await client.files_upload_v2(
        channel=direct.id,
        filename="contacts.csv",
        content="name\r\nAda\r\n",
        title="Your contacts",
        initial_comment="Here it is",
    )

    post = slack.posts_to(ada)[0]
    assert post.text == "Here it is"
    assert post.files[0]["title"] == "Your contacts"
    upload = slack.world.uploads[post.files[0]["id"]]
    assert upload.content == b"name\r\nAda\r\n"
    assert slack.violations == []


async def test_a_file_of_another_length_is_not_taken(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with session.post(str(asked["upload_url"]), data=b"four") as sent:
        assert sent.status == 400

    completing = client.files_completeUploadExternal(files=[{"id": asked["file_id"]}])
    assert await error(completing) == "file_not_found"


async def test_a_file_is_not_shared_where_the_bot_is_not(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession, ada: User
) -> None:
    room = slack.world.channel("room", ada, with_bot=False)
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with session.post(str(asked["upload_url"]), data=b"abc"):
        pass
    files = [{"id": asked["file_id"]}]

    sharing = client.files_completeUploadExternal(files=files, channel_id=room.id)
    assert await error(sharing) == "not_in_channel"
    sharing = client.files_completeUploadExternal(files=files, channel_id=ada.id)
    assert await error(sharing) == "channel_not_found"


async def test_an_image_cannot_be_used_before_slack_has_looked_at_it(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession, ada: User
) -> None:
    slack.world.file_delay = 2.0
    asked = await client.files_getUploadURLExternal(filename="map.png", length=3)
    async with session.post(str(asked["upload_url"]), data=b"png"):
        pass
    await client.files_completeUploadExternal(files=[{"id": asked["file_id"]}])
    image = {
        "type": "image",
        "alt_text": "Your network",
        "slack_file": {"id": asked["file_id"]},
    }

    early = await refusal(client.chat_postMessage(channel=ada.id, text="Map", blocks=[image]))
    assert early.response["error"] == "invalid_blocks"
    assert "invalid slack file" in str(early.response["response_metadata"])
    slack.world.advance(2.0)
    assert (await client.chat_postMessage(channel=ada.id, text="Map", blocks=[image]))["ok"]
