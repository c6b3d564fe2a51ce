"""However often something comes, late, doubled, to any process, over crashes: it counts once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.base import Arrival
from bot.arrivals import TRIES
from bot.database import Database
from coaching.clock import SystemClock
from tests.adapters.slack import signing
from tests.adapters.slack.fake import FakeSlack, looking, payloads
from tests.adapters.slack.fake.faults import dropped, refused, server_error
from tests.adapters.slack.fake.forms import state_values
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House, living
from tests.adapters.slack.inbound.moving_in import (
    at_once,
    bring_event,
    posts_of,
    rest,
    rows,
    said_by,
    sweep,
    whispers_of,
)

FIFTY = 50


@pytest.fixture
async def pair(
    database: Database, sibling: Database, slack: FakeSlack
) -> AsyncIterator[list[House]]:
    """Yield two processes over one database, once for each kind."""
    async with living(database, slack) as one, living(sibling, slack) as other:
        yield [one, other]


def dm(slack: FakeSlack, user: User, text: str, event_id: str = "") -> dict[str, Any]:
    """Return the event of a direct message."""
    world = slack.world
    installation = world.installed_in(TEAM)
    assert installation is not None
    direct = world.direct(installation, user.id)
    event = payloads.message_event(world, world.say(user, direct, text), direct)
    return payloads.event_callback(world, event, TEAM, event_id)


def now_signed(slack: FakeSlack, kind: str, body: dict[str, Any]) -> signing.Sent:
    """Return a payload as Slack signs it at this moment."""
    moment, secret = SystemClock().now(), slack.world.app.signing_secret
    if kind == "event":
        return signing.an_event(body, moment, secret)
    make = signing.a_command if kind == "command" else signing.an_interaction
    return make(body, moment, secret)


async def test_the_same_event_fifty_times_to_two_processes_has_one_effect_and_one_answer(
    pair: list[House], slack: FakeSlack, ana: User
) -> None:
    event = now_signed(slack, "event", dm(slack, ana, "met Ada: tea"))
    answers = await at_once(pair, event, FIFTY)
    await rest(*pair)
    assert {answer.status_code for answer in answers} == {200}
    assert rows(pair[0].database, "arrivals") == 1
    assert said_by(pair[0].database, ana) == 1
    assert len(slack.posts_to(ana)) == 1


async def test_the_same_command_fifty_times_has_one_effect_and_the_same_answer(
    pair: list[House], slack: FakeSlack, ana: User
) -> None:
    world = slack.world
    room = world.channel("general", ana)
    fields = payloads.command(world, ana, room, "/netlead", "met Ada: tea")
    answers = await at_once(pair, now_signed(slack, "command", fields), FIFTY)
    await rest(*pair)
    assert {answer.status_code for answer in answers} == {200}
    said = {answer.json()["text"] for answer in answers}
    assert "Noted: you met Ada" in said.pop()
    assert not said
    assert said_by(pair[0].database, ana) == 1


async def test_the_same_press_fifty_times_has_one_effect_and_one_answer(
    pair: list[House], slack: FakeSlack, ana: User
) -> None:
    await pair[0].side.message(ana, "met Ada: tea")
    (post,) = await posts_of(slack, ana)
    block, button = looking.find(post.blocks, "Undo")
    action = button | {"block_id": block["block_id"]}
    payload = payloads.block_actions(slack.world, ana, post, action, {})
    answers = await at_once(pair, now_signed(slack, "press", payload), FIFTY)
    await rest(*pair)
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, b"")}
    assert said_by(pair[0].database, ana) == 2
    assert len(slack.calls_of("chat.update")) == 1
    (after,) = slack.posts_to(ana)
    assert "Taken back" in after.words


async def test_slacks_four_deliveries_count_once_even_if_only_the_last_gets_through(
    house: House, slack: FakeSlack, ana: User
) -> None:
    body = dm(slack, ana, "met Ada: tea")
    for number in range(1, 4):
        headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"}
        assert (await bring_event(house.side, body, **headers)).status == 200
    await rest(house)
    assert said_by(house.database, ana) == 1
    assert len(slack.posts_to(ana)) == 1


@pytest.mark.usefixtures("room_for_pace")
async def test_late_events_and_those_out_of_order_count_each_once(
    house: House, slack: FakeSlack, ana: User
) -> None:
    first, second = dm(slack, ana, "met Ada: tea"), dm(slack, ana, "met Bob: tea")
    first["event_time"] -= 6 * 3600
    for body in (second, first, second, first):
        await bring_event(house.side, body)
    await rest(house)
    assert [post.words.split("\n")[0] for post in slack.posts_to(ana)] == [
        "Noted: you met Bob",
        "Noted: you met Ada",
    ]


@pytest.mark.usefixtures("room_for_pace")
async def test_events_without_a_name_are_told_apart_by_their_bytes(
    house: House, slack: FakeSlack, ana: User
) -> None:
    body = dm(slack, ana, "met Ada: tea")
    for odd in (None, "", 7, "x" * 500, "\0"):
        event = now_signed(slack, "event", body | {"event_id": odd})
        answers = await at_once([house], event, 3)
        assert [answer.status_code for answer in answers] == [200, 200, 200]
    await rest(house)
    assert rows(house.database, "arrivals") == 5


@pytest.mark.usefixtures("room_for_pace")
async def test_one_person_is_answered_in_her_order(
    house: House, slack: FakeSlack, ana: User
) -> None:
    for number in range(8):
        await bring_event(house.side, dm(slack, ana, f"met +Person{number}"))
    posts = await posts_of(slack, ana, 8)
    assert [post.words.split("\n")[0][-1] for post in posts] == list("01234567")


async def test_what_a_process_stored_before_it_died_is_done_by_another(
    pair: list[House], slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying, other = pair
    monkeypatch.setattr(dying.adapter._worker, "begin", lambda *_: None)  # noqa: SLF001 it dies here
    assert (await bring_event(dying.side, dm(slack, ana, "met Ada: tea"))).status == 200
    assert await other.adapter._worker.sweep() == 0  # noqa: SLF001 it may still be at it
    assert slack.posts_to(ana) == []
    assert await sweep(other) == 1
    (post,) = await posts_of(slack, ana)
    assert "Noted: you met Ada" in post.words
    assert await sweep(other) == 0
    assert said_by(other.database, ana) == 1


async def test_what_was_answered_before_the_process_died_is_not_answered_again(
    pair: list[House], slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying, other = pair

    async def die(_: object) -> None:
        raise OSError("the machine is gone")

    monkeypatch.setattr(dying.adapter._arrivals, "settle", die)  # noqa: SLF001 it dies here
    monkeypatch.setattr(dying.adapter._arrivals, "put_back", die)  # noqa: SLF001
    await bring_event(dying.side, dm(slack, ana, "met Ada: tea"))
    await posts_of(slack, ana)
    assert await sweep(other) == 1
    assert len(slack.posts_to(ana)) == 1
    assert said_by(other.database, ana) == 1
    assert rows(other.database, "arrivals", "state = 'done' AND body = ''") == 1


@pytest.mark.parametrize(
    "fault",
    [dropped("before"), dropped("after"), server_error(), refused("ratelimited")],
    ids=["not heard", "heard, not confirmed", "an error of Slack's", "patience"],
)
async def test_an_answer_that_fails_is_brought_later_and_once(
    house: House,
    slack: FakeSlack,
    ana: User,
    fault: Any,  # noqa: ANN401 any of the faults
) -> None:
    slack.fail_next("chat.postMessage", fault)
    await bring_event(house.side, dm(slack, ana, "met Ada: tea"))
    await rest(house)
    house.adapter._client.pacing._barred.clear()  # noqa: SLF001 Slack's patience is over by then
    assert await sweep(house) == 1
    assert len(slack.posts_to(ana)) == 1
    assert said_by(house.database, ana) == 1
    assert await sweep(house) == 0


async def test_what_slack_refuses_for_good_is_not_tried_for_ever(
    house: House, slack: FakeSlack, ana: User
) -> None:
    slack.fail_next("chat.postMessage", refused("messages_tab_disabled"))
    await bring_event(house.side, dm(slack, ana, "met Ada: tea"))
    await rest(house)
    assert await sweep(house) == 0
    assert said_by(house.database, ana) == 1


async def test_what_cannot_be_read_does_not_stop_the_others(
    house: House, slack: FakeSlack, ana: User
) -> None:
    arrivals = house.adapter._arrivals  # noqa: SLF001 to put in what no NetLead would
    for number, body in enumerate(("", "no json", "[]", '{"kind": "dance"}')):
        await arrivals.keep(Arrival(f"odd{number}", TEAM, body), 5)
    house.adapter._worker.begin = lambda *_: None  # type: ignore[method-assign]  # noqa: SLF001 it dies here
    await bring_event(house.side, dm(slack, ana, "met Ada: tea"))
    del house.adapter._worker.begin  # noqa: SLF001 and is back
    for _ in range(TRIES):
        await sweep(house)
    assert len(slack.posts_to(ana)) == 1
    assert rows(house.database, "arrivals", "state = 'dead'") == 4


async def test_a_form_that_is_sent_twice_counts_once(
    house: House, slack: FakeSlack, ana: User
) -> None:
    await house.side.global_shortcut(ana, "log_touch")
    await slack.until(lambda: slack.view_of(ana))
    view = slack.view_of(ana)
    assert view is not None
    state = state_values(view.blocks, {"Or a name": "Ada"}, complete=True)
    payload = payloads.view_submission(slack.world, ana, view, state)
    answers = await at_once([house], now_signed(slack, "form", payload), 10)
    assert {answer.json()["response_action"] for answer in answers} == {"update"}
    assert said_by(house.database, ana) == 1


async def test_commands_of_many_at_once_are_each_answered_once(
    house: House, slack: FakeSlack
) -> None:
    people = [slack.world.person(f"Person {n}") for n in range(6)]
    await asyncio.gather(*(house.side.command(user, "met Ada: tea") for user in people))
    for user in people:
        (shown,) = await whispers_of(slack, user)
        assert "Noted" in shown.words
        assert said_by(house.database, user) == 1
