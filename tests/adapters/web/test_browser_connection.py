"""The page in a real Chromium when it is reloaded, cut off, opened twice or hurried."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, expect

from coaching.messages import Card
from tests.adapters.web.fakes import NUDGE, stage
from tests.adapters.web.scene import Scene, opened
from tests.adapters.web.serving import serving
from tests.browser import visiting

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_past_is_there_after_a_reload(scene: Scene) -> None:
    await scene.page.get_by_role("button", name="Give me a tip").click()
    await scene.say("")
    await expect(scene.card("I heard")).to_be_visible()
    before = await scene.page.get_by_role("article").all_inner_texts()

    await scene.page.reload()

    await expect(scene.card("I heard")).to_be_visible()
    assert await scene.page.get_by_role("article").all_inner_texts() == before
    await expect(scene.card("Welcome to NetLead")).to_contain_text("✓ Give me a tip")
    assert [message.text for message in scene.stage.coach.messages] == ["start", "tip", ""]


async def test_earlier_talk_is_one_button_away(browser: Browser) -> None:
    made = stage()
    made.coach.remember("first", Card(title="Welcome to NetLead"), "start")
    for number in range(59):
        made.coach.remember(f"k{number}", Card(body=f"answer {number}"), f"said {number}")
    made.coach.remember("last", Card(title="Welcome to NetLead"), "start")
    async with opened(browser, made=made) as scene:
        await expect(scene.page.get_by_role("article")).to_have_count(50)
        await scene.page.get_by_role("button", name="Show earlier").click()
        await expect(scene.page.get_by_role("article")).to_have_count(61)
        await expect(scene.page.get_by_role("button", name="Show earlier")).to_be_hidden()
        texts = await scene.page.locator(".said").all_text_contents()

    said = [text.removeprefix("You: ") for text in texts]
    assert said == ["start", *[f"said {number}" for number in range(59)], "start"]


async def test_two_tabs_show_the_same(scene: Scene) -> None:
    other = await scene.visit.another_tab()
    await other.goto(f"http://127.0.0.1:{scene.port}/")
    await expect(other.get_by_role("button", name="Give me a tip")).to_be_visible()
    await scene.page.get_by_role("button", name="Give me a tip").click()
    await scene.stage.nudge()

    for page in (scene.page, other):
        await expect(page.get_by_text("You: Give me a tip")).to_be_visible()
        await expect(page.get_by_text("✓ Give me a tip")).to_be_visible()
        await expect(page.get_by_role("article").filter(has_text="Ask for a story")).to_have_count(
            1
        )
        await expect(page.get_by_role("article").filter(has_text=NUDGE.title)).to_have_count(1)


async def test_what_is_said_without_a_connection_is_kept_and_sent(browser: Browser) -> None:
    made = stage()
    async with AsyncExitStack() as house, visiting(browser) as visit:
        port = await house.enter_async_context(serving(made.adapter.routes()))
        scene = Scene(made, port, visit)
        await scene.enter()
        await house.aclose()
        notice = scene.page.get_by_text("Not connected, trying again.")
        await expect(notice).to_be_visible()
        await scene.say("tip")
        await expect(scene.page.locator(".waiting")).to_contain_text("tip")

        async with serving(made.adapter.routes(), port):
            await expect(scene.card("Ask for a story")).to_be_visible(timeout=20_000)
            await expect(notice).to_be_hidden()
            await expect(scene.page.locator(".waiting")).to_have_count(0)

    assert [message.text for message in made.coach.messages] == ["start", "tip"]
    assert all("WebSocket connection" in trouble for trouble in visit.troubles)


async def test_a_page_whose_session_ended_says_which_link_to_open(browser: Browser) -> None:
    async with AsyncExitStack() as house, visiting(browser) as visit:
        made = stage()
        port = await house.enter_async_context(serving(made.adapter.routes()))
        await Scene(made, port, visit).enter()
        await house.aclose()

        async with serving(stage(secret=b"of another installation").adapter.routes(), port):
            notice = visit.page.get_by_text("Please open the link it printed when it started.")
            await expect(notice).to_be_visible(timeout=20_000)


async def test_what_was_not_answered_survives_a_reload(scene: Scene) -> None:
    scene.stage.coach.hold = asyncio.Event()
    await scene.say("tip")
    await expect(scene.page.locator("#typing")).to_be_visible()
    await scene.page.reload()
    await expect(scene.page.get_by_text("You: tip")).to_be_visible()
    scene.stage.coach.hold.set()

    await expect(scene.card("Ask for a story")).to_have_count(1)
    assert len({m.id for m in scene.stage.coach.messages if m.text == "tip"}) == 1


async def test_a_flood_is_slowed_down_and_nothing_is_lost(browser: Browser) -> None:
    async with opened(browser) as scene:
        for number in range(24):
            await scene.say(f"number {number}")
        await expect(scene.page.get_by_text("That is a lot at once")).to_be_visible()
        await expect(scene.card("number 23")).to_be_visible(timeout=20_000)
        await expect(scene.page.get_by_text("That is a lot at once")).to_be_hidden()
        await expect(scene.page.get_by_role("article")).to_have_count(25)


async def test_without_the_link_the_door_is_kind(browser: Browser) -> None:
    async with visiting(browser) as visit, serving(stage().adapter.routes()) as port:
        answer = await visit.page.goto(f"http://127.0.0.1:{port}/")
        assert answer
        assert answer.status == 403
        await expect(visit.page.get_by_role("heading")).to_have_text("Please use your link")
