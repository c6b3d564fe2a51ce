"""A person's first day and week with NetLead, in a real browser at a NetLead that really runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.product.desk import PHONE, sitting
from tests.product.program import Program, running

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_first_day(browser: Browser, program: Program, album: Path) -> None:
    async with sitting(browser, program.link, album) as desk:
        welcome = desk.cards.last
        await expect(welcome).to_contain_text("Welcome to NetLead")
        form = await desk.press("Next: pick people", welcome)
        await form.get_by_label("Person 1").fill("Ada Lovelace")
        await form.get_by_label("Person 2").fill("Grace Hopper")
        first = await desk.press("Add them", form)
        await expect(first).to_contain_text("Your first nudge: Say hello to")
        await expect(first).to_contain_text("Ada Lovelace and Grace Hopper, in your circle of 15")

        added = await desk.say("add Priya Sharma knows pricing likes tea every 3 weeks")
        await expect(added).to_contain_text("Priya Sharma is in your network")
        met = await desk.say("had coffee with Ada about the launch yesterday")
        await expect(met).to_contain_text("Noted: you met Ada Lovelace")
        await expect(met).to_contain_text("(yesterday)")
        helped = await desk.say("helped Grace with the deck")
        await expect(helped).to_contain_text("Noted: you helped Grace Hopper")
        await desk.picture("noted", of=helped)

        wrong = await desk.say("hlped the slides")
        await expect(wrong).to_contain_text("nothing was saved")
        await expect(wrong).to_contain_text("helped <who>")
        today = await desk.say("today")
        await expect(today).to_contain_text("Priya Sharma")
        await expect(today).to_contain_text("Next nudge")
        ledger = await desk.say("ledger")
        await expect(ledger.get_by_role("definition").first).to_have_text("1 favor")

        undone = await desk.say("undo")
        await expect(undone).to_contain_text("“helped Grace with the deck” is undone")
        await expect(await desk.say("ledger")).to_contain_text("No favors yet")
    assert program.complaints == ""


async def test_a_week_of_nudges(browser: Browser, program: Program, album: Path) -> None:
    async with sitting(browser, program.link, album) as desk:
        here = await desk.say("example people")
        await expect(here).to_contain_text("Twelve example people are here")
        await expect(desk.nudges).to_have_count(0)

        await desk.let_pass("week")
        about_somebody = desk.nudges.filter(has_text=re.compile("Not this person|Neither"))
        await expect(about_somebody).not_to_have_count(0)
        # An old tie makes the most telling picture, where the week brought one.
        old = about_somebody.filter(has_text="Wake up an old tie")
        chosen = old.first if await old.count() else about_somebody.first
        title = await chosen.get_by_role("heading").inner_text()
        nudge = desk.nudges.filter(has=desk.page.get_by_role("heading", name=title, exact=True))
        await desk.picture("nudge", of=nudge)
        await expect(await desk.say("helped Ada with the travel budget")).to_contain_text("Noted")
        await desk.picture("chat")

        why = await desk.press("Why this?", nudge)
        await expect(why).to_contain_text(f"Why: {title}")
        await expect(why).to_contain_text("What I saw")
        await expect(why).to_contain_text("Research behind it")
        await desk.picture("why", of=why)
        done = await desk.press("Done", nudge)
        await expect(nudge).to_contain_text("✓ Done")
        await expect(done).to_contain_text("Well done. How?")
        noted = await desk.press("We were in touch", done)
        await expect(noted).to_contain_text("Done: you were in touch with")

    async with sitting(browser, program.link, album, PHONE, device_scale_factor=1.5) as desk:
        await desk.show(desk.nudges.last)
        await desk.picture("phone")
    async with sitting(browser, program.link, album, color_scheme="dark") as desk:
        await desk.show(desk.nudges.last)
        await desk.picture("dark")
    assert program.complaints == ""


async def test_after_a_restart_everything_is_there(
    browser: Browser, data: Path, album: Path
) -> None:
    with running(data) as program:
        async with sitting(browser, program.link, album) as desk:
            await desk.say("met Ada Lovelace: planning the launch")
            await desk.let_pass("day")
            clock = await desk.clock()
        assert program.stop() == 0

    with running(data) as program:
        async with sitting(browser, program.link, album) as desk:
            await expect(desk.page.get_by_text("You: met Ada Lovelace")).to_be_visible()
            await expect(desk.cards.filter(has_text="Noted: you met Ada Lovelace")).to_be_visible()
            assert (await desk.clock()).partition(",")[0] == clock.partition(",")[0]
            known = await desk.say("who Ada")
            await expect(known).to_contain_text("planning the launch")
        assert program.stop() == 0
        assert program.complaints == ""


async def test_the_export_can_be_saved(browser: Browser, program: Program, album: Path) -> None:
    async with sitting(browser, program.link, album) as desk:
        await desk.say("met Ada Lovelace: planning the launch")
        export = await desk.say("export")
        async with desk.page.expect_download() as coming:
            await export.get_by_role("link", name="json").click()
        saved = await (await coming.value).path()
        assert "planning the launch" in saved.read_text()
        tables = export.get_by_role("link", name="csv")
        await expect(tables).not_to_have_count(0)


async def test_what_is_deleted_is_in_no_file(browser: Browser, data: Path, album: Path) -> None:
    words = ("Zenobia", "Quartermaine", "heptagonal")
    with running(data) as program:
        async with sitting(browser, program.link, album) as desk:
            await desk.say("add Zenobia Quartermaine knows heptagonal looms")
            await desk.say("helped Zenobia with heptagonal looms")
            assert _found(words, data) == set(words)

            sure = await desk.say("delete me")
            gone = await desk.press("Yes, delete everything", sure)
            await expect(gone).to_contain_text("Everything is deleted")
            assert _found(words, data) == set()
        assert program.stop() == 0
    assert _found(words, data) == set()


def _found(words: tuple[str, ...], folder: Path) -> set[str]:
    """Return which of ``words`` can be read in the database, its journal or any file beside it."""
    everything = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    assert b"SQLite format 3" in everything
    return {word for word in words if word.encode() in everything}
