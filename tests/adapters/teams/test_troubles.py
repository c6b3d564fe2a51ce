"""When something goes wrong between people, NetLead and Teams: nothing is lost, nothing said twice."""

from __future__ import annotations

import asyncio
import io
import time
from datetime import timedelta

import pytest

from adapters.base import Later
from adapters.teams.errands import invoked, people, reception, rooms, unasked
from bot.database import Database
from bot.desk import ON_ITS_WAY, Desk
from coaching.messages import Card, Message
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.faults import answered, dropped, gateway, hanging
from tests.adapters.teams.fake.keys import FakeIssuer
from tests.adapters.teams.fake.nouns import Person
from tests.adapters.teams.house import House, living
from tests.adapters.teams.side import Side


async def seen_by(side: Side, cloud: FakeCloud, person: Person, count: int = 1) -> str:
    """Return the words of the newest of ``count`` messages."""
    await cloud.until(lambda: len(cloud.posts_to(person)) >= count, within=15)
    return side.sees(person, cloud.posts_to(person)[-1])


async def test_what_could_not_be_answered_is_answered_after_a_restart(
    sqlite: Database, cloud: FakeCloud, ana: Person
) -> None:
    with FakeIssuer() as issuer:
        config = cloud.config(openid_url=issuer.openid_url)
        cloud.script.fail_always("send", answered(500, "ServiceError"))
        async with living(sqlite, config) as house:
            side = Side(cloud, house.url)
            cloud.fail_next("send", answered(400, "BadSyntax"))
            await side.say(ana, "met Ada: coffee")
            await cloud.until(lambda: cloud.calls("send"))
        cloud.script.heal()
        async with living(sqlite, config, later=timedelta(minutes=5)) as house:
            side = Side(cloud, house.url)
            assert "Noted: you met Ada" in await seen_by(side, cloud, ana)
            await side.say(ana, "history")
            assert (await seen_by(side, cloud, ana, 2)).count("(number") == 1


async def test_an_answer_that_may_have_arrived_is_not_sent_again(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    cloud.fail_next("send", dropped("after"))
    await side.say(ana, "met Ada: coffee")
    await side.say(ana, "who Ada")
    assert "coffee" in await seen_by(side, cloud, ana, 2)
    assert len(cloud.calls("send")) == 2


@pytest.mark.parametrize("trouble", ["doubt", "closed"])
async def test_what_no_second_try_would_mend_is_not_tried_again(
    sqlite: Database, cloud: FakeCloud, ana: Person, trouble: str
) -> None:
    closed = answered(403, "BotNotInConversationRoster")
    with FakeIssuer() as issuer:
        config = cloud.config(openid_url=issuer.openid_url)
        async with living(sqlite, config) as house:
            side = Side(cloud, house.url)
            cloud.fail_next("send", closed if trouble == "closed" else dropped("after"))
            await side.say(ana, "met Ada: coffee")
            await cloud.until(lambda: cloud.calls("send"))
            await side.say(ana, "who Ada")
            await cloud.until(lambda: len(cloud.calls("send")) == 2)
        async with living(sqlite, config, later=timedelta(minutes=5)) as house:
            side = Side(cloud, house.url)
            await side.say(ana, "tip")
            await cloud.until(lambda: len(cloud.calls("send")) == 3)
            await asyncio.sleep(0.2)
            assert len(cloud.calls("send")) == 3


async def test_an_answer_that_teams_did_not_take_is_sent_again_at_once(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    cloud.fail_next("send", gateway(502), answered(429, "TooMany", headers={"Retry-After": "1"}))
    await side.say(ana, "met Ada: coffee")
    assert "Noted" in await seen_by(side, cloud, ana)


async def test_a_chat_that_is_closed_while_answering_is_given_up(
    side: Side, cloud: FakeCloud, ana: Person, log: io.StringIO
) -> None:
    ana.blocked = True
    await side.say(ana, "met Ada: coffee")
    await cloud.until(lambda: "ConversationBlockedByUser" in log.getvalue())
    ana.blocked = False
    await side.say(ana, "who Ada")
    assert "coffee" in await seen_by(side, cloud, ana)
    assert len(cloud.posts_to(ana)) == 1


async def test_teams_is_told_to_come_again_while_nothing_can_be_stored(
    house: House, cloud: FakeCloud, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = Side(cloud, house.url)
    await side.say(ana, "tip")
    await seen_by(side, cloud, ana)
    monkeypatch.setattr(reception, "STORED_WITHIN", 0.3)
    holding = asyncio.create_task(house.database.run(time.sleep, 2.0))
    said = side.activity(ana, cloud.world.direct_chat(ana), text="met Ada: coffee")
    begun = time.monotonic()
    response = await side.deliver(said)
    assert response.status_code == 503
    assert time.monotonic() - begun < 2
    await holding
    monkeypatch.undo()
    assert (await side.deliver(said)).status_code == 200
    # It was stored meanwhile, or is now: in either case it counts once.
    await side.say(ana, "who Ada")
    await cloud.until(lambda: any("who" in str(p.activity) for p in cloud.posts_to(ana)))


class Late(Desk):
    """A coach that has something taken in, and answers when Teams does not wait any more."""

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:
        assert 0 < seconds < 8

        async def bring() -> None:
            await asyncio.sleep(0.1)
            await later(await self.answer(message))

        self.bringing = asyncio.create_task(bring())
        return ON_ITS_WAY


async def test_a_press_that_takes_long_is_acknowledged_and_the_answer_follows(
    sqlite: Database, cloud: FakeCloud, ana: Person
) -> None:
    with FakeIssuer() as issuer:
        config = cloud.config(openid_url=issuer.openid_url)
        async with living(sqlite, config, desk=Late) as house:
            side = Side(cloud, house.url)
            await side.say(ana, "met Ada: coffee")
            await seen_by(side, cloud, ana)
            post = cloud.posts_to(ana)[0]
            await side.press(ana, post, "Undo")
            assert "the answer follows" in side.sees(ana, post)
            assert "Taken back" in await seen_by(side, cloud, ana, 2)


async def test_an_action_whose_answer_is_late_gets_it_in_her_own_chat(
    sqlite: Database, cloud: FakeCloud, ana: Person
) -> None:
    bo = cloud.world.person("Bo Li")
    with FakeIssuer() as issuer:
        config = cloud.config(openid_url=issuer.openid_url)
        async with living(sqlite, config, desk=Late) as house:
            side = Side(cloud, house.url)
            dialog = await side.act(ana, "log_helped_me", bo)
            done = await side.send_off(ana, "log_helped_me", dialog, "Note it")
            assert "the answer follows" in str(done)
            assert "Bo Li helped you" in await seen_by(side, cloud, ana)


async def test_a_press_that_cannot_be_taken_in_says_so_and_does_nothing(
    house: House, side: Side, cloud: FakeCloud, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invoked, "ANSWERED_WITHIN", 0.0)
    await side.say(ana, "met Ada: coffee")
    await seen_by(side, cloud, ana)
    post = cloud.posts_to(ana)[0]
    holding = asyncio.create_task(house.database.run(time.sleep, 1.5))
    await asyncio.sleep(0.05)
    await side.press(ana, post, "Undo")
    assert "nothing was saved" in side.sees(ana, post)
    await holding
    await side.say(ana, "who Ada")
    assert "coffee" in await seen_by(side, cloud, ana, 2)


async def test_a_roster_that_does_not_answer_keeps_nobody_waiting(
    side: Side, cloud: FakeCloud, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "LOOK_UP_WITHIN", 0.3)
    bo = cloud.world.person("Bo Li")
    room = cloud.world.channel("general", ana, bo)
    cloud.script.fail_always("member", hanging())
    await side.say(ana, "met {Bo Li}: tea", room, [bo])
    assert "you met Bo Li" in await seen_by(side, cloud, ana)


async def test_a_room_nobody_can_look_into_gets_its_post_when_that_is_over(
    house: House, side: Side, cloud: FakeCloud, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unasked, "ROOM_WITHIN", 0.2)
    monkeypatch.setattr(rooms, "KNOWN_FOR", 0.0)
    room = cloud.world.channel("team", ana)
    await side.say(ana, "prompts weekly Monday 10:00", room)
    await seen_by(side, cloud, ana)
    asked = len(cloud.calls("members"))
    cloud.script.fail_always("members", hanging())
    for _ in range(8 * 24):
        await house.let_pass(hours=1)
        if len(cloud.calls("members")) > asked:
            break
    assert cloud.posts_to(room) == []
    cloud.script.heal()
    assert await house.let_pass(minutes=2) == 1
    assert len(cloud.posts_to(room)) == 1


async def test_nothing_of_what_people_say_is_in_the_log(
    side: Side, cloud: FakeCloud, ana: Person, log: io.StringIO
) -> None:
    cloud.fail_next("send", answered(403, "ConversationBlockedByUser"))
    await side.say(ana, "met Canary McBird: a secret")
    await side.say(ana, "tip")
    await seen_by(side, cloud, ana)
    told = log.getvalue()
    for canary in ("Canary", "secret", ana.mri, ana.object_id, "Ana Sousa"):
        assert canary not in told
