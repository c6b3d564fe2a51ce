"""What goes wrong when it is told to, and how often the app may call."""

from __future__ import annotations

import asyncio
import threading
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack, Limits, faults
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.server import trusting
from tests.adapters.slack.fake_tests.conftest import connected, error


async def test_a_connection_can_end_before_a_message_was_taken(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.fail_next("chat.postMessage", faults.dropped("before"))

    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=ada.id, text="Hi")
    assert slack.posts_to(ada) == []


async def test_a_connection_can_end_after_a_message_was_taken(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.fail_next("chat.postMessage", faults.dropped("after"))

    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=ada.id, text="Hi")
    assert len(slack.posts_to(ada)) == 1


async def test_the_clients_own_retry_posts_twice(
    slack: FakeSlack, session: aiohttp.ClientSession, ada: User
) -> None:
    usual = AsyncWebClient(slack.world.token(), base_url=slack.api_url, session=session)
    slack.fail_next("chat.postMessage", faults.dropped("after"))
    await usual.chat_postMessage(channel=ada.id, text="Hi")

    assert len(slack.posts_to(ada)) == 2


@pytest.mark.parametrize("retry_after", ["1", "soon", "99999999", ""])
async def test_a_429_says_what_it_is_told_to(
    slack: FakeSlack, client: AsyncWebClient, ada: User, retry_after: str
) -> None:
    slack.fail_next("chat.postMessage", None, faults.rate_limited(retry_after))
    await client.chat_postMessage(channel=ada.id, text="Fine")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ada.id, text="Too much")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers.get("Retry-After", "") == retry_after
    assert len(slack.posts_to(ada)) == 1


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_error_comes_as_a_page(
    slack: FakeSlack, client: AsyncWebClient, ada: User, status: int
) -> None:
    slack.fail_next("chat.postMessage", faults.server_error(status))
    slack.fail_next("chat.postMessage", faults.server_error(status, accepted=True))
    for expected in (0, 1):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=ada.id, text="Hi")
        assert caught.value.response.status_code == status
        assert len(slack.posts_to(ada)) == expected


async def test_an_answer_can_be_no_json_or_half_of_it(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.fail_next("chat.postMessage", faults.not_json(), faults.truncated())
    for expected in (0, 1):
        with pytest.raises((SlackClientError, SlackApiError)):
            await client.chat_postMessage(channel=ada.id, text="Hi")
        assert len(slack.posts_to(ada)) == expected


async def test_an_error_of_slacks_can_be_asked_for(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.fail_next("chat.postMessage", faults.refused("internal_error", accepted=True))
    slack.script.fail_always("users.info", faults.refused("user_not_found"))

    posting = client.chat_postMessage(channel=ada.id, text="Hi")
    assert await error(posting) == "internal_error"
    assert len(slack.posts_to(ada)) == 1
    assert await error(client.users_info(user=ada.id)) == "user_not_found"
    assert await error(client.users_info(user=ada.id)) == "user_not_found"
    slack.script.heal()
    assert (await client.users_info(user=ada.id))["ok"]


async def test_an_answer_can_be_late_or_never_come(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.fail_next("users.info", faults.slow(0.15), faults.hanging())
    began = time.monotonic()
    assert (await client.users_info(user=ada.id))["ok"]
    assert time.monotonic() - began >= 0.15

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await client.users_info(user=ada.id)


async def test_a_channel_takes_a_message_a_second_after_a_small_burst(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    first = await client.chat_postMessage(channel=ada.id, text="1")
    for text in ("2", "3", "4"):
        await client.chat_postMessage(channel=first["channel"], text=text)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=ada.id, text="5")

    assert caught.value.response.headers["Retry-After"] == "1"
    assert (await client.chat_postMessage(channel=grace.id, text="1"))["ok"]
    slack.world.advance(1)
    assert (await client.chat_postMessage(channel=ada.id, text="5"))["ok"]


async def test_tiers_count_each_method_in_each_workspace() -> None:
    with FakeSlack(limits=Limits(tiers=True)) as slack:
        client = AsyncWebClient(slack.world.token(), base_url=slack.api_url, retry_handlers=[])
        for _ in range(20):
            await client.users_list()
        with pytest.raises(SlackApiError) as caught:
            await client.users_list()

        assert 59 <= int(caught.value.response.headers["Retry-After"]) <= 60
        assert (await client.auth_test())["ok"]
        slack.world.advance(61)
        assert (await client.users_list())["ok"]


async def test_connections_are_counted(slack: FakeSlack, session: aiohttp.ClientSession) -> None:
    client = connected(slack, session, slack.world.token())
    for _ in range(3):
        await client.auth_test()
    assert slack.connections == 1

    each = AsyncWebClient(slack.world.token(), base_url=slack.api_url)
    for _ in range(3):
        await each.auth_test()
    assert slack.connections == 4


async def test_it_can_be_waited_for_what_happens(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    seen: list[str] = []
    waiting = threading.Thread(
        target=lambda: seen.append(slack.wait_for(lambda: slack.posts_to(ada))[0].text)
    )
    waiting.start()
    await client.chat_postMessage(channel=ada.id, text="Hi")
    await asyncio.to_thread(waiting.join)

    assert seen == ["Hi"]
    assert await slack.until(lambda: slack.posts_to(ada))
    with pytest.raises(TimeoutError, match=r"chat\.postMessage"):
        await slack.until(lambda: slack.home_of(ada), within=0.05)
    with pytest.raises(TimeoutError):
        slack.wait_for(lambda: slack.home_of(ada), within=0.05)


async def test_it_speaks_tls_with_a_certificate_of_its_own() -> None:
    with FakeSlack(tls=True) as slack:
        assert slack.api_url.startswith("https://127.0.0.1:")
        client = AsyncWebClient(
            slack.world.token(), base_url=slack.api_url, ssl=trusting(slack), retry_handlers=[]
        )
        assert (await client.auth_test())["ok"]
        authority = slack.ca
    assert not authority.exists()
