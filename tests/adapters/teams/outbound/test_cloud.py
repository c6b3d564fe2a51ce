"""The fake Microsoft refuses what the real one refuses, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any, Literal
from urllib.parse import quote

import pytest

from adapters.transport import Answer, NoAnswerError, Pool
from tests.adapters.teams.fake import FakeCloud, Limits, faults
from tests.adapters.teams.fake.nouns import Conversation, Json
from tests.adapters.teams.outbound.wire import authorities


class Bot:
    """Somebody who speaks plain HTTP with the cloud."""

    def __init__(self, cloud: FakeCloud, pool: Pool) -> None:
        self.cloud = cloud
        self.pool = pool
        self.token = cloud.world.issue()

    async def ask(self, method: str, path: str, body: Json | None = None) -> Answer:
        url = f"{self.cloud.service_url}v3/conversations{path}"
        request = self.pool.request(method, url, json=body)
        if self.token:
            request.headers["authorization"] = f"Bearer {self.token}"
        return await self.pool.ask(request)

    async def say(self, room: Conversation, **activity: Any) -> Answer:  # noqa: ANN401 any part
        path = f"/{quote(room.id, safe='')}/activities"
        return await self.ask("POST", path, {"type": "message", "text": "x"} | activity)

    async def login(self, **changes: str) -> Answer:
        app = self.cloud.world.app
        form = {
            "grant_type": "client_credentials",
            "client_id": app.id,
            "client_secret": app.password,
            "scope": "https://api.botframework.com/.default",
        }
        tenant = changes.pop("tenant", app.tenant)
        url = f"{self.cloud.world.base_url}/{tenant}/oauth2/v2.0/token"
        return await self.pool.ask(self.pool.request("POST", url, form=form | changes))


@pytest.fixture
async def bot(cloud: FakeCloud) -> AsyncIterator[Bot]:
    pool = Pool(authorities())
    yield Bot(cloud, pool)
    await pool.close()


@pytest.fixture
def chat(cloud: FakeCloud) -> Conversation:
    return cloud.world.direct_chat(cloud.world.person("Ada"))


def code(answer: Answer) -> str:
    """Return by which name something was refused."""
    assert answer.data is not None
    return str(answer.data["error"]["code"])


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"client_secret": "wrong"}, 401),
        ({"client_id": "wrong"}, 400),
        ({"tenant": "wrong"}, 400),
        ({"scope": "wrong"}, 400),
        ({"grant_type": "password"}, 400),
    ],
)
async def test_only_the_app_itself_gets_a_token(
    bot: Bot, changes: dict[str, str], status: int
) -> None:
    assert (await bot.login()).status == 200
    answer = await bot.login(**changes)
    assert answer.status == status
    assert "access_token" not in (answer.data or {})
    assert bot.cloud.logins == 2


async def test_a_token_that_is_missing_unknown_or_over_is_refused(
    bot: Bot, chat: Conversation
) -> None:
    good = bot.token
    for bot.token in ("", "unknown"):
        assert (await bot.say(chat)).status == 401
    bot.token = good
    assert (await bot.say(chat)).status == 201
    bot.cloud.world.advance(3600)
    assert (await bot.say(chat)).status == 401
    assert len(bot.cloud.world.posts) == 1


async def test_a_conversation_that_is_not_there_is_not_found(bot: Bot, chat: Conversation) -> None:
    for name in ("19:nowhere@thread.tacv2", f"{chat.id};messageid=1"):
        answer = await bot.ask("POST", f"/{quote(name, safe='')}/activities", {"type": "message"})
        assert (answer.status, code(answer)) == (404, "ConversationNotFound")


async def test_each_closing_has_its_own_name(bot: Bot, chat: Conversation) -> None:
    ada = chat.members[0]
    ada.blocked = True
    assert code(await bot.say(chat)) == "ConversationBlockedByUser"
    ada.blocked, ada.installed = False, False
    assert code(await bot.say(chat)) == "BotNotInConversationRoster"
    chat.closed = "MessageWritesBlocked"
    answer = await bot.say(chat)
    assert (answer.status, code(answer)) == (403, "Forbidden")
    assert b"MessageWritesBlocked" in answer.body
    bot.cloud.world.disabled.add(chat.tenant)
    assert code(await bot.say(chat)) == "BotDisabledByAdmin"
    bot.cloud.world.app.registered = False
    assert code(await bot.say(chat)) == "BotNotRegistered"
    assert bot.cloud.posts_to(ada) == []


async def test_what_is_too_big_or_no_activity_is_refused(bot: Bot, chat: Conversation) -> None:
    assert (await bot.say(chat, text="x" * 60_000)).status == 413
    assert (await bot.say(chat, type="")).status == 400


async def test_a_text_with_a_card_is_noticed(bot: Bot, chat: Conversation) -> None:
    assert (await bot.say(chat, attachments=[{}])).data == {}
    assert len(bot.cloud.violations) == 1


async def test_seven_a_second_and_no_more(chat: Conversation, cloud: FakeCloud, bot: Bot) -> None:
    cloud.limits.on = True
    answers = [await bot.say(chat) for _ in range(8)]
    assert [answer.status for answer in answers] == [201] * 7 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    cloud.world.advance(2)
    assert (await bot.say(chat)).status == 201


async def test_thirty_a_second_in_a_tenant() -> None:
    with FakeCloud(limits=Limits()) as cloud:
        pool = Pool(authorities())
        bot = Bot(cloud, pool)
        rooms = [cloud.world.direct_chat(cloud.world.person(f"P{n}")) for n in range(40)]
        answers = await asyncio.gather(*(bot.say(room) for room in rooms))
        statuses = [answer.status for answer in answers]
        assert (statuses.count(201), statuses.count(429)) == (30, 10)
        await pool.close()


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_connection_ends_before_or_after_the_message_was_taken(
    bot: Bot, chat: Conversation, when: Literal["before", "after"]
) -> None:
    bot.cloud.fail_next("send", faults.dropped(when))
    with pytest.raises(NoAnswerError):
        await bot.say(chat)
    assert len(bot.cloud.world.posts) == (when == "after")


async def test_what_is_refused_is_refused_before_anything_goes_wrong_with_it(
    bot: Bot, chat: Conversation
) -> None:
    bot.token = "unknown"
    bot.cloud.fail_next("send", faults.gateway(502))
    assert (await bot.say(chat)).status == 401


async def test_every_request_is_taken_down_and_can_be_waited_for(
    bot: Bot, chat: Conversation
) -> None:
    cloud = bot.cloud
    found: list[int] = []
    waiting = threading.Thread(
        target=lambda: found.append(len(cloud.wait_for(lambda: cloud.posts_to(chat))))
    )
    waiting.start()
    await bot.say(chat, text="hello")
    await asyncio.to_thread(waiting.join)
    assert found == [1]
    (call,) = await cloud.until(lambda: cloud.calls("send"))
    assert (call.target, call.body["text"], call.bearer) == (chat.id, "hello", bot.token)
    with pytest.raises(TimeoutError):
        await cloud.until(lambda: cloud.calls("delete"), within=0.05)


async def test_what_teams_does_not_have_is_not_there(bot: Bot, chat: Conversation) -> None:
    for method, path in (("PATCH", f"/{chat.id}"), ("GET", f"/{chat.id}/activities")):
        assert (await bot.ask(method, path)).status == 404
