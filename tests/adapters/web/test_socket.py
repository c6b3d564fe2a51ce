"""What is said over the socket reaches the coach, and what the coach says comes back."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from coaching.messages import Card, Press, card_data
from tests.adapters.web.fakes import FORM, NUDGE, PERSON, START, TIP, WELCOME, stage
from tests.adapters.web.house import House, opened
from tests.adapters.web.serving import hear, say


def as_json(card: Card) -> Any:  # noqa: ANN401 - whatever JSON makes of it
    return json.loads(json.dumps(card_data(card)))


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


async def test_a_nudge_with_no_page_open_waits_in_the_history(house: House) -> None:
    await house.stage.nudge()
    async with house.tab() as link:
        frame = await hear(link, "history")

    assert [(e["key"], e["said"]) for e in frame["exchanges"]] == [("nudge-1", "")]
    assert await house.stage.adapter.delivered("web:you", "nudge-1", START) is False


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
    async with opened(made) as house, house.tab() as link:
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
