"""The page in a real Chromium, looked at: light, dark, on a phone, by keyboard and by ear."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from coaching.messages import Button, Card, Input
from tests.adapters.web.scene import Scene, opened
from tests.browser import DESKTOP, PHONE

pytestmark = pytest.mark.asyncio(loop_scope="module")


HOSTILE = "<img src=x onerror=alert(1)>"


async def test_all_of_it_works_from_the_keyboard(scene: Scene) -> None:
    page = scene.page
    await page.keyboard.press("Tab")
    assert await scene.focus_text() == "Skip to writing"
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Your message")).to_be_focused()
    await page.keyboard.type("helped")
    await page.keyboard.press("Enter")
    await expect(scene.card("Whom did you help?")).to_be_visible()
    for _ in range(30):
        if await page.evaluate("document.activeElement.name") == "who":
            break
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.type("Grace")
    await page.keyboard.press("Enter")

    await expect(scene.card("I heard")).to_contain_text('helped "Grace"')
    assert await scene.focus_text() == "✓ Write it down"
    await page.keyboard.press("Shift+Tab")
    assert await scene.focus_text() == "Not now"
    await page.keyboard.press("Enter")
    await expect(scene.card("Welcome to NetLead")).to_contain_text("✓ Not now")


async def test_focus_can_be_seen(scene: Scene) -> None:
    await scene.page.get_by_role("button", name="Give me a tip").focus()
    await scene.page.keyboard.press("Shift+Tab")
    await scene.page.keyboard.press("Tab")

    outline = await scene.page.evaluate("getComputedStyle(document.activeElement).outline")

    assert "solid 3px" in outline


async def test_what_people_write_shows_as_they_wrote_it(scene: Scene) -> None:
    made = Card(
        title=f"T {HOSTILE}",
        body=f"B {HOSTILE} `{HOSTILE}`",
        inputs=(Input(name="n", label=f"L {HOSTILE}", hint=HOSTILE, value=HOSTILE),),
        buttons=(Button(label=f"P {HOSTILE}", command="tip", submits=True),),
    )
    await scene.stage.nudge("hostile", made)
    await scene.say(HOSTILE)

    card = scene.card("T <img")
    await expect(card.get_by_role("heading")).to_have_text(f"T {HOSTILE}")
    await expect(card.locator(".body")).to_have_text(f"B {HOSTILE} `{HOSTILE}`")
    await expect(card.get_by_role("button")).to_have_text(f"P {HOSTILE}")
    await expect(scene.page.locator(".said").last).to_contain_text(HOSTILE)
    await expect(scene.page.locator("main img")).to_have_count(0)


async def seen(scene: Scene) -> None:
    """Bring everything a page can show into sight."""
    await scene.say("who")
    await scene.stage.nudge()
    await scene.say("helped")
    await scene.page.get_by_role("button", name="Write it down").click()
    await expect(scene.page.get_by_text("Please fill this in.")).to_be_visible()


LOOKS = [
    pytest.param(DESKTOP, {}, id="light"),
    pytest.param(DESKTOP, {"color_scheme": "dark"}, id="dark"),
    pytest.param(PHONE, {"has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param(PHONE, {"color_scheme": "dark"}, id="phone-dark"),
]


@pytest.mark.parametrize(("size", "options"), LOOKS)
async def test_every_look_is_readable_named_and_fits(
    browser: Browser, size: tuple[int, int], options: dict[str, Any]
) -> None:
    async with opened(browser, size, **options) as scene:
        await seen(scene)

        assert await scene.visit.weak_contrasts() == []
        assert await scene.visit.unnamed_controls() == []
        assert await scene.visit.sideways() == 0


async def test_dark_is_dark_and_light_is_light(browser: Browser) -> None:
    shades = []
    for scheme in ("light", "dark"):
        async with opened(browser, color_scheme=scheme) as scene:
            colour = await scene.page.evaluate("getComputedStyle(document.body).backgroundColor")
            shades.append(sum(int(part) for part in re.findall(r"\d+", colour)[:3]))

    assert shades[0] > 600
    assert shades[1] < 150


async def test_a_long_word_does_not_widen_a_phone(browser: Browser) -> None:
    async with opened(browser, PHONE) as scene:
        await scene.say("w" * 500)
        await scene.stage.nudge("long", Card(title="t" * 300, body="b" * 300))
        await expect(scene.card("bbb")).to_be_visible()

        assert await scene.visit.sideways() == 0


async def test_motion_stops_for_whoever_asks(browser: Browser) -> None:
    async with opened(browser, reduced_motion="reduce") as scene:
        dot = scene.page.locator("#typing i").first
        assert await dot.evaluate("(one) => getComputedStyle(one).animationName") == "none"


async def test_the_page_has_landmarks_and_a_log(scene: Scene) -> None:
    page = scene.page
    await expect(page.get_by_role("banner")).to_have_count(1)
    await expect(page.get_by_role("main")).to_have_count(1)
    await expect(page.get_by_role("heading", level=1)).to_have_text("NetLead")
    log = page.get_by_role("log", name="Conversation")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log).to_have_attribute("aria-busy", "false")
    await expect(page.get_by_role("form", name="Write to NetLead")).to_have_count(1)
