"""The web chat's page in a real Chromium: what a person sees, clicks, types and hears."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from coaching.messages import Button, Card, Input, compose, missing
from tests.adapters.web.fakes import NUDGE, TOKEN, Stage, stage
from tests.adapters.web.serving import serving
from tests.browser import DESKTOP, PHONE, Visit, chromium, visiting

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


class Scene:
    """One person at the page of one web chat."""

    def __init__(self, made: Stage, port: int, visit: Visit) -> None:
        self.stage = made
        self.port = port
        self.visit = visit
        self.page = visit.page

    def card(self, text: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=text)

    async def enter(self) -> None:
        await self.page.goto(f"http://127.0.0.1:{self.port}/?token={TOKEN}")
        await expect(self.card("Welcome to NetLead")).to_be_visible()

    async def say(self, text: str) -> None:
        await self.page.get_by_label("Your message").fill(text)
        await self.page.keyboard.press("Enter")

    async def focus_text(self) -> str:
        text: str = await self.page.evaluate("document.activeElement.textContent.trim()")
        return text


@asynccontextmanager
async def opened(
    browser: Browser,
    size: tuple[int, int] = DESKTOP,
    made: Stage | None = None,
    **options: Any,  # noqa: ANN401 - handed on to Playwright
) -> AsyncIterator[Scene]:
    """Serve a web chat and open its page; in the end the page must have met no trouble."""
    made = made or stage()
    async with (
        serving(made.adapter.routes()) as port,
        visiting(browser, size, **options) as visit,
    ):
        scene = Scene(made, port, visit)
        await scene.enter()
        yield scene
        assert visit.troubles == []


@pytest_asyncio.fixture(loop_scope="module")
async def scene(browser: Browser) -> AsyncIterator[Scene]:
    async with opened(browser) as made:
        yield made


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


async def test_a_form_becomes_one_command_line(scene: Scene) -> None:
    await scene.say("helped")
    form = scene.page.get_by_role("form", name="Whom did you help?")
    await form.get_by_label("Name").fill('Ada "the\tfirst"  Lovelace')
    await form.get_by_label("With what").fill("a loom\nand a talk")
    await form.get_by_label("Circle").select_option(label="Closest 15")
    await form.get_by_label("On which day").fill("2026-05-04")
    await form.get_by_role("button", name="Write it down").click()

    wanted = "helped \"Ada 'the first' Lovelace\" with a loom and a talk circle 15 on 2026-05-04"
    await expect(scene.card("I heard")).to_contain_text(wanted)
    await expect(scene.card("Whom did you help?")).to_contain_text("✓ Write it down")
    await expect(form).to_have_count(0)
    assert scene.stage.coach.messages[-1].text == wanted


async def test_a_gap_in_a_form_is_said_where_it_is(scene: Scene) -> None:
    await scene.say("helped")
    form = scene.page.get_by_role("form", name="Whom did you help?")
    name = form.get_by_label("Name")
    await form.get_by_role("button", name="Write it down").click()

    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(name).to_have_accessible_description(
        "As you would say it out loud Please fill this in."
    )
    await name.fill("Ada")
    await expect(form.get_by_text("Please fill this in.")).to_be_hidden()
    assert scene.stage.coach.messages[-1].text == "helped"


async def test_a_form_can_be_left_without_filling_it_in(scene: Scene) -> None:
    await scene.say("helped")
    await scene.page.get_by_role("button", name="Never mind").click()

    await expect(scene.card("Whom did you help?")).to_contain_text("✓ Never mind")
    assert scene.stage.coach.messages[-1].text == "skip"


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


async def test_what_was_not_answered_survives_a_reload(scene: Scene) -> None:
    scene.stage.coach.hold = asyncio.Event()
    await scene.say("tip")
    await expect(scene.page.locator("#typing")).to_be_visible()
    await scene.page.reload()
    await expect(scene.page.get_by_text("You: tip")).to_be_visible()
    scene.stage.coach.hold.set()

    await expect(scene.card("Ask for a story")).to_have_count(1)
    assert len({m.id for m in scene.stage.coach.messages if m.text == "tip"}) == 1


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


async def test_a_flood_is_slowed_down_and_nothing_is_lost(browser: Browser) -> None:
    async with opened(browser) as scene:
        for number in range(24):
            await scene.say(f"number {number}")
        await expect(scene.page.get_by_text("That is a lot at once")).to_be_visible()
        await expect(scene.card("number 23")).to_be_visible(timeout=20_000)
        await expect(scene.page.get_by_text("That is a lot at once")).to_be_hidden()
        await expect(scene.page.get_by_role("article")).to_have_count(25)


async def test_a_session_that_ended_is_said_plainly(browser: Browser) -> None:
    async with visiting(browser) as visit, serving(stage().adapter.routes()) as port:
        answer = await visit.page.goto(f"http://127.0.0.1:{port}/")
        assert answer
        assert answer.status == 403
        await expect(visit.page.get_by_role("heading")).to_have_text("Please use your link")


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


BUTTONS = [Button(label="b", command="met", submits=flag) for flag in (True, False)]
INPUTS = (
    Input(name="a", label="A", required=True, quoted=True),
    Input(name="b", label="B", prefix="with "),
    Input(name="c", label="C", required=True, kind="choice"),
)
VALUES = [
    {},
    {"a": "Ada", "b": "tea", "c": "5"},
    {"a": '"Ada" O\'Hara', "b": "  two\n\nlines\t\x1f\x85end ", "c": "\u3000\u2029"},
    {"a": "\ufeffAda\u200b", "b": "\xa0", "d": "unknown"},
    {"a": " ", "b": "b", "c": " \r\n "},
]


@pytest.mark.parametrize("values", VALUES)
async def test_the_page_composes_as_the_coach_does(scene: Scene, values: dict[str, str]) -> None:
    inputs = [{"name": i.name, "prefix": i.prefix} for i in INPUTS]
    for made, one in zip(inputs, INPUTS, strict=True):
        made |= {"quoted": one.quoted, "required": one.required}  # type: ignore[dict-item]
    for button in BUTTONS:
        found = await scene.page.evaluate(
            """async ([button, inputs, values]) => {
              const module = await import("/static/compose.js");
              const gaps = module.missing(inputs, values).map((input) => input.name);
              return [module.compose(button, inputs, values), gaps];
            }""",
            [{"command": button.command, "submits": button.submits}, inputs, values],
        )
        gaps = [item.name for item in missing(INPUTS, values)]
        assert found == [compose(button, INPUTS, values), gaps]
