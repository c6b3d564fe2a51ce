"""Forms on the page in a real Chromium: filled in, left, refused, and composed as by the coach."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from coaching.messages import Button, Input, compose, missing
from tests.adapters.web.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
