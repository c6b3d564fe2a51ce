"""Several pages at once: all see the same, and none holds up another."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

from websockets.exceptions import ConnectionClosed

from adapters.web.tabs import BACKLOG, Tab
from coaching.messages import Card, Sender, card_data
from tests.adapters.web.fakes import NUDGE, START
from tests.adapters.web.house import House
from tests.adapters.web.serving import PATIENCE, hear, say, until_closed


def as_json(card: Card) -> Any:  # noqa: ANN401 - whatever JSON makes of it
    return json.loads(json.dumps(card_data(card)))


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


async def test_a_page_that_stopped_reading_blocks_nobody(house: House) -> None:
    noise = random.Random(1).randbytes(100_000).hex()  # noqa: S311 - just not compressible
    async with house.tab() as dead, house.tab() as other:
        await hear(dead, "history")
        await hear(other, "history")
        for number in range(BACKLOG * 2):
            await house.stage.adapter.send("web:you", Card(body=noise), f"big-{number}")
            assert (await hear(other, "nudge"))["key"] == f"big-{number}"

        assert isinstance(await until_closed(dead), ConnectionClosed)


async def test_a_page_that_falls_behind_is_let_go_with_a_reason(house: House) -> None:
    async with house.tab() as link:
        await hear(link, "history")
        for number in range(BACKLOG * 2):
            await house.stage.adapter.send("web:you", NUDGE, f"n-{number}")
        closed = await until_closed(link)

    assert closed.rcvd
    assert (closed.rcvd.code, closed.rcvd.reason) == (
        1013,
        "this page fell behind; it will reconnect",
    )


async def test_a_talk_that_breaks_is_closed_with_a_reason(house: House) -> None:
    house.stage.coach.memory_fails = True
    async with house.tab() as link:
        closed = await until_closed(link)

    assert closed.rcvd
    assert (closed.rcvd.code, closed.rcvd.reason) == (
        1011,
        "something went wrong; this page will reconnect",
    )


def test_a_tab_marks_itself_behind_rather_than_growing_without_end() -> None:
    tab = Tab(Sender(platform="web", workspace="local", user="you"))
    for _ in range(BACKLOG):
        tab.push({"type": "nudge"})
    assert not tab.behind.is_set()

    tab.push({"type": "nudge"})

    assert tab.behind.is_set()
