"""What is in sight on the page in a real Chromium: the newest for some, the same for others."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.adapters.web.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def place(scene: Scene) -> float:
    found: float = await scene.page.evaluate("document.scrollingElement.scrollTop")
    return found


async def test_a_tall_card_is_shown_from_its_top(scene: Scene) -> None:
    await scene.say("list")

    await expect(scene.card("A long list").get_by_role("heading")).to_be_in_viewport()
    await expect(scene.page.get_by_text("You: list")).to_be_in_viewport()


async def test_the_newest_comes_into_sight_for_whoever_is_at_the_end(scene: Scene) -> None:
    for text in ("who", "helped", "tip"):
        await scene.say(text)
    await expect(scene.card("Ask for a story")).to_be_in_viewport(ratio=1)
    await scene.stage.nudge()

    nudge = scene.card("Say hello to Grace")
    await expect(nudge).to_be_in_viewport(ratio=1)
    box = await nudge.bounding_box()
    dock = await scene.page.locator("#composer-dock").bounding_box()
    assert box
    assert dock
    assert box["y"] + box["height"] <= dock["y"] + 10


async def test_whoever_says_two_things_at_once_sees_the_last_answer(scene: Scene) -> None:
    # Both are on their way before either is answered; the first answer is higher than the window.
    await scene.page.evaluate(
        """() => {
            document.querySelector("#composer textarea").value = "list";
            document.getElementById("composer").requestSubmit();
            document.querySelector("[data-say='tip']").click();
        }"""
    )
    await expect(scene.card("A long list")).to_be_visible()
    await expect(scene.card("Ask for a story")).to_be_in_viewport(ratio=1)


async def test_whoever_reads_further_up_stays_there_and_is_told(scene: Scene) -> None:
    await scene.say("list")
    await expect(scene.card("A long list")).to_be_visible()
    before = await place(scene)
    await scene.stage.nudge()
    newer = scene.page.get_by_role("button", name="New below")

    await expect(newer).to_be_visible()
    assert await place(scene) == before
    await newer.click()
    await expect(scene.card("Say hello to Grace")).to_be_in_viewport(ratio=1)
    await expect(newer).to_be_hidden()


async def test_writing_and_the_sticky_controls_move_nothing(scene: Scene) -> None:
    await scene.say("list")
    await expect(scene.card("A long list")).to_be_visible()
    before = await place(scene)
    await scene.page.keyboard.type("half a sentence")
    await scene.page.get_by_role("button", name="What it knows").focus()
    await scene.page.get_by_role("button", name="Move the clock on by 1 hour").focus()
    await scene.page.get_by_label("Your message").focus()

    assert await place(scene) == before


async def test_moving_the_clock_leads_to_what_comes(scene: Scene) -> None:
    await scene.say("list")
    await expect(scene.card("A long list")).to_be_visible()
    await scene.page.get_by_role("button", name="Move the clock on by 1 day").click()

    await expect(scene.card("Say hello to Grace")).to_be_in_viewport(ratio=1)


async def test_what_has_the_focus_is_never_behind_the_bars(scene: Scene) -> None:
    for text in ("who", "helped", "list", "who"):
        await scene.say(text)
    await expect(scene.card("Ada Lovelace")).to_have_count(2)
    hidden = []
    for _ in range(24):
        await scene.page.keyboard.press("Shift+Tab")
        hidden += await scene.page.evaluate(
            """() => {
              const one = document.activeElement;
              if (!one.closest("#log")) return [];
              const box = one.getBoundingClientRect();
              const top = document.querySelector(".top").getBoundingClientRect().bottom;
              const end = document.querySelector("#composer-dock").getBoundingClientRect().top;
              return box.top >= top && box.bottom <= end + 10 ? [] : [one.outerHTML];
            }"""
        )

    assert hidden == []
