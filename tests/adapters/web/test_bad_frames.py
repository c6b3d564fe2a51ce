"""Nothing that is said over the socket can break it."""

from __future__ import annotations

import json

import pytest

from tests.adapters.web.fakes import TIP
from tests.adapters.web.house import House
from tests.adapters.web.serving import hear, say

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
