"""What is said over the socket is answered on every page, and nothing said there can break it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection

from adapters.web.gate import COOKIE
from adapters.web.tabs import BACKLOG, Tab
from coaching.messages import Card, Press, Sender, card_data
from tests.adapters.web.fakes import (
    FORM,
    NUDGE,
    PERSON,
    START,
    TIP,
    TOKEN,
    WELCOME,
    Stage,
    stage,
)
from tests.adapters.web.serving import PATIENCE, hear, say, serving, talking


class House:
    """A served web chat into which the test's sockets may come."""

    def __init__(self, made: Stage, port: int, cookie: str) -> None:
        self.stage = made
        self.port = port
        self.cookie = cookie

    def tab(self, zone: str = "Europe/Berlin") -> AbstractAsyncContextManager[ClientConnection]:
        return talking(self.port, self.cookie, zone)


def as_json(card: Card) -> Any:  # noqa: ANN401 - whatever JSON makes of it
    return json.loads(json.dumps(card_data(card)))


async def enter(made: Stage) -> str:
    transport = httpx.ASGITransport(Starlette(routes=list(made.adapter.routes())))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        await client.get("/", params={"token": TOKEN})
        return f"{COOKIE}={client.cookies[COOKIE]}"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = stage()
    async with serving(made.adapter.routes()) as port:
        yield House(made, port, await enter(made))


async def test_a_message_reaches_the_coach_and_its_card_comes_back(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "tip")
        frame = await hear(link, "card")

    assert frame == {
        "type": "card",
        "key": "m-1",
        "at": START.isoformat(),
        "said": "tip",
        "press": None,
        "card": as_json(TIP),
    }
    message = house.stage.coach.messages[0]
    assert (message.id, message.text, message.conversation) == ("m-1", "tip", "web:you")
    assert message.private
    assert message.sender.platform == "web"
    assert message.sender.workspace == "local"
    assert message.sender.user == "you"
    assert message.sender.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("card", [WELCOME, TIP, PERSON, FORM, NUDGE])
async def test_a_card_arrives_with_every_slot(house: House, card: Card) -> None:
    house.stage.coach.remember("k", card)
    async with house.tab() as link:
        frame = await hear(link, "history")

    assert frame["exchanges"][0]["card"] == as_json(card)


async def test_a_press_says_which_card_and_shows_its_label(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "snooze 7 3d", press={"card": "k", "label": "Snooze 3 days"})
        frame = await hear(link, "card")

    assert frame["said"] == "Snooze 3 days"
    assert frame["press"] == {"card": "k", "label": "Snooze 3 days"}
    assert house.stage.coach.messages[0].press == Press("k", "Snooze 3 days")


async def test_nothing_to_say_is_said_too(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "hush")
        frame = await hear(link, "card")

    assert (frame["key"], frame["card"]) == ("m-1", None)


async def test_an_empty_text_is_for_the_coach_to_answer(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "")
        frame = await hear(link, "card")

    assert frame["card"]["body"] == "help"


async def test_the_same_id_again_gets_the_same_card(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "tip")
        first = await hear(link, "card")
    async with house.tab() as link:
        await say(link, "m-1", "tip")
        again = await hear(link, "card")

    assert again == first
    assert len(house.stage.coach.exchanges) == 1


async def test_two_tabs_both_see_answers_and_nudges(house: House) -> None:
    async with house.tab() as one, house.tab() as other:
        await hear(one, "history")
        await hear(other, "history")
        await say(one, "m-1", "tip")
        assert await hear(one, "card") == await hear(other, "card")
        await house.stage.nudge()
        nudges = [await hear(one, "nudge"), await hear(other, "nudge")]

    wanted = {"type": "nudge", "key": "nudge-1", "at": START.isoformat(), "card": as_json(NUDGE)}
    assert nudges == [wanted, wanted]


async def test_a_nudge_with_no_page_open_waits_in_the_history(house: House) -> None:
    await house.stage.nudge()
    async with house.tab() as link:
        frame = await hear(link, "history")

    assert [(e["key"], e["said"]) for e in frame["exchanges"]] == [("nudge-1", "")]
    assert await house.stage.adapter.delivered("web:you", "nudge-1") is False


async def test_the_history_comes_fifty_at_a_time(house: House) -> None:
    for number in range(70):
        house.stage.coach.remember(f"k{number}", TIP, f"said {number}")
    async with house.tab() as link:
        recent = await hear(link, "history")
        await link.send(json.dumps({"type": "earlier", "count": 100}))
        whole = await hear(link, "history")

    assert (len(recent["exchanges"]), recent["more"]) == (50, True)
    assert (len(whole["exchanges"]), whole["more"]) == (70, False)
    assert recent["exchanges"][-1]["key"] == "k69"


async def test_the_demo_clock_moves_and_brings_what_is_due(house: House) -> None:
    async with house.tab() as link, house.tab("America/New_York") as far:
        assert (await hear(link, "clock"))["text"] == "Tuesday 5 May 2026, 09:10"
        assert (await hear(far, "clock"))["text"] == "Tuesday 5 May 2026, 03:10"
        await link.send(json.dumps({"type": "advance", "by": "day"}))
        assert (await hear(link, "nudge"))["card"]["title"] == NUDGE.title
        assert (await hear(link, "clock"))["text"] == "Wednesday 6 May 2026, 09:10"
        assert (await hear(far, "clock"))["text"] == "Wednesday 6 May 2026, 03:10"

    assert house.stage.demo.steps == [timedelta(days=1)]


async def test_outside_the_demo_the_clock_cannot_be_moved() -> None:
    made = stage(with_demo=False)
    async with (
        serving(made.adapter.routes()) as port,
        House(made, port, await enter(made)).tab() as link,
    ):
        await link.send(json.dumps({"type": "advance", "by": "day"}))
        await say(link, "m-1", "tip")
        kinds = [json.loads(await link.recv())["type"] for _ in range(3)]

    assert kinds == ["history", "error", "card"]
    assert made.demo.steps == []


@pytest.mark.parametrize(
    "zone",
    ["", "America/Nowhere", "../../etc/passwd", "Europe", "a" * 5000, "%00", "/etc/localtime"],
)
async def test_a_time_zone_that_is_none_is_left_empty(house: House, zone: str) -> None:
    async with house.tab(zone) as link:
        assert (await hear(link, "clock"))["zone"] == "UTC"
        await say(link, "m-1", "tip")
        await hear(link, "card")

    assert house.stage.coach.messages[0].sender.time_zone == ""


NOT_FRAMES = [
    "",
    "hello",
    "null",
    "[]",
    "7",
    '"say"',
    "{",
    "[" * 60_000,
    '{"type":' * 20_000,
    "1" * 10_000,
    "{}",
    '{"type":"say"}',
    '{"type":["say"]}',
    '{"type":"say","id":7,"text":"tip"}',
    '{"type":"say","id":"","text":"tip"}',
    '{"type":"say","id":"a b","text":"tip"}',
    json.dumps({"type": "say", "id": "x" * 101, "text": "tip"}),
    '{"type":"say","id":"m-1"}',
    '{"type":"say","id":"m-1","text":["tip"]}',
    '{"type":"say","id":"m-1","text":"tip","press":"card"}',
    '{"type":"say","id":"m-1","text":"tip","press":[]}',
    '{"type":"say","id":"m-1","text":"tip","press":{}}',
    '{"type":"say","id":"m-1","text":"tip","press":{"card":1,"label":"x"}}',
    json.dumps(
        {"type": "say", "id": "m", "text": "tip", "press": {"card": "k" * 201, "label": ""}}
    ),
    '{"type":"earlier","count":0}',
    '{"type":"earlier","count":true}',
    '{"type":"earlier","count":1e9}',
    '{"type":"earlier","count":-5}',
    '{"type":"advance","by":"year"}',
    '{"type":"advance","by":{"hours":1}}',
    '{"type":"advance","by":-1}',
    b"\x00\xff",
    b'{"type":"say","id":"m-1","text":"tip"}',
]


@pytest.mark.parametrize("raw", NOT_FRAMES, ids=range(len(NOT_FRAMES)))
async def test_a_bad_frame_gets_a_kind_word_and_the_talk_goes_on(
    house: House, raw: str | bytes
) -> None:
    async with house.tab() as link:
        await link.send(raw)
        frame = await hear(link, "error")
        await say(link, "m-2", "tip")
        answer = await hear(link, "card")

    assert frame["text"].endswith(".")
    assert "Traceback" not in frame["text"]
    assert "Error" not in frame["text"]
    assert answer["key"] == "m-2"
    assert [message.id for message in house.stage.coach.messages] == ["m-2"]


async def test_a_bad_message_s_id_comes_back_with_the_word_about_it(house: House) -> None:
    async with house.tab() as link:
        await link.send('{"type":"say","id":"m-1","text":null}')
        frame = await hear(link, "error")

    assert frame["id"] == "m-1"


@pytest.mark.parametrize("times", [300_000, 1_000_000, 3_000_000])
async def test_a_text_that_is_too_long_is_answered_with_a_card(house: House, times: int) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "a" * times)
        frame = await hear(link, "card")
        await say(link, "m-2", "tip")
        assert (await hear(link, "card"))["key"] == "m-2"

    assert frame["key"] == "m-1"
    assert "too long" in frame["card"]["body"]
    assert [message.id for message in house.stage.coach.messages] == ["m-2"]


async def test_a_giant_frame_that_is_no_message_is_answered_too(house: House) -> None:
    async with house.tab() as link:
        await link.send("[" * 400_000)
        frame = await hear(link, "card")

    assert "too long" in frame["card"]["body"]


async def test_a_hundred_thousand_characters_are_for_the_coach_to_judge(house: House) -> None:
    async with house.tab() as link:
        await say(link, "m-1", "a" * 100_000)
        await hear(link, "card")

    assert len(house.stage.coach.messages[0].text) == 100_000


async def test_half_a_surrogate_pair_does_not_reach_the_coach(house: House) -> None:
    async with house.tab() as link:
        await link.send(r'{"type":"say","id":"m-1","text":"met \ud83d at \ud83d\ude00"}')
        await hear(link, "card")

    assert house.stage.coach.messages[0].text == "met � at 😀"


async def test_a_flood_is_politely_slowed_down_and_told_once(house: House) -> None:
    async with house.tab() as link, house.tab() as other:
        for number in range(60):
            await say(link, f"m-{number}", "tip")
        notice = await hear(link, "error")
        await say(other, "calm", "tip")
        while (frame := await hear(other, "card"))["key"] != "calm":
            pass
        assert frame["card"]["title"] == TIP.title
        while (await hear(link, "card"))["key"] != "calm":
            pass

    assert "a lot at once" in notice["text"]
    assert 0 < notice["retry_after"] <= 10
    assert len(house.stage.coach.messages) == 21


async def test_a_slow_answer_on_one_page_does_not_hold_up_another(house: House) -> None:
    house.stage.coach.hold = asyncio.Event()
    async with house.tab() as slow, house.tab() as other:
        await say(slow, "m-1", "tip")
        await hear(other, "history")
        await house.stage.nudge()
        assert (await hear(other, "nudge"))["key"] == "nudge-1"
        house.stage.coach.hold.set()
        assert (await hear(other, "card"))["key"] == "m-1"


async def test_a_message_is_taken_to_its_end_though_its_page_is_gone(house: House) -> None:
    house.stage.coach.hold = asyncio.Event()
    async with house.tab() as other:
        await hear(other, "history")
        async with house.tab() as link:
            await say(link, "m-1", "tip")
            async with asyncio.timeout(PATIENCE):
                await house.stage.coach.heard.wait()
        house.stage.coach.hold.set()
        assert (await hear(other, "card"))["key"] == "m-1"


async def test_a_page_that_stopped_reading_does_not_block_the_others(house: House) -> None:
    big = Card(title="Long", body="x" * 200_000)
    async with house.tab() as dead, house.tab() as other:
        await hear(dead, "history")
        await hear(other, "history")
        dead.transport.pause_reading()
        for number in range(BACKLOG * 3):
            await house.stage.adapter.send("web:you", big, f"big-{number}")
            assert (await hear(other, "nudge"))["key"] == f"big-{number}"
        dead.transport.abort()


def test_a_tab_marks_itself_behind_rather_than_growing_without_end() -> None:
    tab = Tab(Sender(platform="web", workspace="local", user="you"))
    for _ in range(BACKLOG):
        tab.push({"type": "nudge"})
    assert not tab.behind.is_set()

    tab.push({"type": "nudge"})

    assert tab.behind.is_set()


async def test_the_demo_clock_is_kept_right_while_running(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.web.adapter.CLOCK_EVERY", 0.01)
    async with house.tab() as link:
        await hear(link, "clock")
        house.stage.coach.clock.advance(timedelta(minutes=1))
        running = asyncio.create_task(house.stage.adapter.run())
        assert (await hear(link, "clock"))["text"].endswith("09:11")
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
