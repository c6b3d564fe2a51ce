"""The web chat's page in a real Chromium: what a person sees, clicks and types."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.adapters.web.fakes import stage
from tests.adapters.web.scene import Scene, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_page_says_start_for_whoever_is_new(scene: Scene) -> None:
    await expect(scene.page).to_have_title("NetLead")
    await expect(scene.page).to_have_url(f"http://127.0.0.1:{scene.port}/")
    assert [message.text for message in scene.stage.coach.messages] == ["start"]
    assert scene.stage.coach.messages[0].sender.time_zone == "Europe/Berlin"


async def test_what_is_typed_is_answered(scene: Scene) -> None:
    await scene.say("tip")

    await expect(scene.page.get_by_text("You: tip")).to_be_visible()
    await expect(scene.card("Ask for a story")).to_be_visible()
    await expect(scene.page.get_by_label("Your message")).to_have_value("")
    await expect(scene.page.locator("#typing")).to_be_hidden()


async def test_three_dots_show_while_the_coach_thinks(scene: Scene) -> None:
    scene.stage.coach.hold = asyncio.Event()
    await scene.say("tip")
    await expect(scene.page.locator("#typing")).to_be_visible()

    scene.stage.coach.hold.set()

    await expect(scene.page.locator("#typing")).to_be_hidden()


async def test_a_card_shows_every_slot(scene: Scene) -> None:
    await scene.say("who")
    card = scene.card("Ada Lovelace")

    await expect(card.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    await expect(card.get_by_text("You last talked 12 days ago")).to_be_visible()
    await expect(card.get_by_role("term")).to_have_text(["Circle", "Knows"])
    await expect(card.get_by_role("definition")).to_have_text(["Closest 15", "mathematics, looms"])
    picture = card.get_by_role("img", name="Ada helped you 4 times, you helped Ada once.")
    await expect(picture).to_be_visible()
    widths = await picture.locator(".share").evaluate_all(
        "bars => bars.map((bar) => bar.getAttribute('width'))"
    )
    assert widths == ["80%", "20%"]
    await expect(card.get_by_role("button")).to_have_text(["Why?", "Snooze 3 days"])


async def test_line_breaks_of_a_text_are_kept(scene: Scene) -> None:
    body = scene.card("Welcome to NetLead").locator(".body")

    lines = await body.evaluate("(one) => one.innerText.split('\\n')")

    assert lines == ["One small act at a time.", "Shall we begin?"]


async def test_a_pressed_button_says_its_label_and_the_buttons_go(scene: Scene) -> None:
    await scene.page.get_by_role("button", name="Give me a tip").click()

    await expect(scene.page.get_by_text("You: Give me a tip")).to_be_visible()
    welcome = scene.card("Welcome to NetLead")
    await expect(welcome.get_by_text("✓ Give me a tip")).to_be_visible()
    await expect(welcome.get_by_role("button")).to_have_count(0)
    await expect(scene.card("Ask for a story")).to_be_visible()
    message = scene.stage.coach.messages[-1]
    assert message.text == "tip"
    assert message.press
    assert message.press.label == "Give me a tip"
    assert message.press.card == scene.stage.coach.messages[0].id


async def test_a_button_that_keeps_the_card_leaves_it_as_it_is(scene: Scene) -> None:
    await scene.say("who")
    card = scene.card("Ada Lovelace")
    await card.get_by_role("button", name="Why?").click()

    await expect(scene.card("why 7")).to_be_visible()
    await expect(card.get_by_role("button")).to_have_count(2)
    await scene.page.reload()
    await expect(card.get_by_role("button")).to_have_count(2)


async def test_a_nudge_arrives_by_itself_and_once(scene: Scene) -> None:
    await scene.stage.nudge("nudge:1.1.1")
    nudge = scene.card("Say hello to Grace")
    await expect(nudge).to_contain_text("Nudge · 09:10")
    await scene.stage.nudge("nudge:1.1.1")
    await scene.say("tip")
    await expect(scene.card("Ask for a story")).to_be_visible()
    await expect(nudge).to_have_count(1)

    await nudge.get_by_role("button", name="Done").click()
    await expect(nudge).to_contain_text("✓ Done")
    await scene.stage.nudge("nudge:1.1.1")
    await scene.page.reload()
    await expect(nudge).to_contain_text("✓ Done")
    await expect(nudge).to_contain_text("Nudge · 09:10")
    await expect(nudge.get_by_role("button")).to_have_count(0)


async def test_the_demo_clock_is_moved_and_the_day_s_nudge_comes(scene: Scene) -> None:
    clock = scene.page.get_by_role("region", name="Demo clock")
    await expect(clock.get_by_role("time")).to_have_text("Tuesday 5 May 2026, 09:10")
    await clock.get_by_role("button", name="Move the clock on by 1 day").click()

    await expect(clock.get_by_role("time")).to_have_text("Wednesday 6 May 2026, 09:10")
    await expect(clock.get_by_role("status")).to_contain_text("Wednesday 6 May 2026, 09:10")
    await expect(scene.card("Say hello to Grace")).to_be_visible()
    await expect(scene.page.locator(".day")).to_have_text(
        ["Tuesday, 5 May 2026", "Wednesday, 6 May 2026"]
    )


async def test_without_the_demo_there_is_no_clock(browser: Browser) -> None:
    async with opened(browser, made=stage(with_demo=False)) as scene:
        await expect(scene.page.locator("#demo")).to_be_hidden()


async def test_the_up_arrow_brings_back_what_was_said(scene: Scene) -> None:
    area = scene.page.get_by_label("Your message")
    await scene.say("tip")
    await scene.say("who")
    for key, wanted in [
        ("ArrowUp", "who"),
        ("ArrowUp", "tip"),
        ("ArrowUp", "start"),
        ("ArrowUp", "start"),
        ("ArrowDown", "tip"),
        ("ArrowDown", "who"),
        ("ArrowDown", ""),
    ]:
        await area.press(key)
        await expect(area).to_have_value(wanted)


async def test_chips_say_or_begin_a_sentence(scene: Scene) -> None:
    await scene.page.get_by_role("button", name="met …").click()
    await expect(scene.page.get_by_label("Your message")).to_have_value("met ")
    await expect(scene.page.get_by_label("Your message")).to_be_focused()
    await scene.page.get_by_role("button", name="tip", exact=True).click()
    await expect(scene.card("Ask for a story")).to_be_visible()
    await scene.page.get_by_role("button", name="What it knows").click()
    await expect(scene.card("what do you know")).to_be_visible()


async def test_shift_and_enter_makes_a_new_line(scene: Scene) -> None:
    area = scene.page.get_by_label("Your message")
    await area.fill("one")
    await area.press("Shift+Enter")
    await area.press("t")
    await expect(area).to_have_value("one\nt")
    assert len(scene.stage.coach.messages) == 1


async def test_a_file_can_be_saved_while_it_is_here(scene: Scene) -> None:
    await scene.say("export")
    async with scene.page.expect_download() as coming:
        await scene.page.get_by_role("link", name="Save netlead.json").click()
    download = await coming.value

    assert download.suggested_filename == "netlead.json"
    saved = await asyncio.to_thread(Path(await download.path()).read_text)
    assert json.loads(saved) == {"contacts": ["Ada <b>"]}
    await scene.page.reload()
    await expect(scene.card("Everything I keep")).to_contain_text("netlead.json was not kept")
