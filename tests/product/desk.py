"""A person at the browser, in front of a running NetLead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, FloatRect, Locator, expect

from tests.browser import Visit, visiting

WINDOW = (1100, 820)
PHONE = (390, 844)
AIR = 12
"""Pixels around a card in its picture."""
SLOW = 20_000
"""Milliseconds that a week may take to pass on a busy machine."""


class Desk:
    """One person at the page; ``album`` is the folder that pictures go to."""

    def __init__(self, visit: Visit, album: Path) -> None:
        self.visit = visit
        self.page = visit.page
        self.album = album

    @property
    def cards(self) -> Locator:
        return self.page.get_by_role("article")

    @property
    def nudges(self) -> Locator:
        return self.page.locator("article.nudge")

    async def open(self, link: str) -> None:
        await self.page.goto(link)
        await expect(self.cards.first).to_be_visible()

    async def say(self, text: str) -> Locator:
        """Type a line and return the card that answers it."""
        count = await self.cards.count()
        await self.page.get_by_label("Your message").fill(text)
        await self.page.keyboard.press("Enter")
        return await self._next(count)

    async def press(self, label: str, card: Locator) -> Locator:
        """Press a button of ``card`` and return the card that answers it."""
        count = await self.cards.count()
        await card.get_by_role("button", name=label, exact=True).click()
        return await self._next(count)

    async def let_pass(self, unit: Literal["hour", "day", "week"]) -> None:
        """Move the demo's clock on and wait until everything due by then has come."""
        step = self.page.get_by_role("button", name=f"Move the clock on by 1 {unit}")
        await step.click()
        await expect(step).to_have_attribute("aria-disabled", "false", timeout=SLOW)

    async def clock(self) -> str:
        """Return what the demo's clock shows."""
        return await self.page.locator("#demo-time").inner_text()

    async def show(self, card: Locator) -> None:
        """Scroll a card to the middle, where neither the top nor the composer covers it."""
        await card.evaluate("(one) => one.scrollIntoView({block: 'center', behavior: 'instant'})")

    async def picture(self, name: str, of: Locator | None = None) -> None:
        """Take a picture of the window, or of one card with some air around it."""
        path = self.album / f"{name}.png"
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.mouse.move(0, 0)
        if of is None:
            await self.visit.picture(path)
        else:
            await self._portray(of, path)
        assert path.stat().st_size > 0

    async def _portray(self, card: Locator, path: Path) -> None:
        # In a window high enough that neither the top nor the composer covers any of it.
        await self.page.set_viewport_size({"width": WINDOW[0], "height": 2 * WINDOW[1]})
        await self.show(card)
        await self.page.screenshot(path=path, clip=await self._around(card))
        await self.page.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})

    async def _around(self, card: Locator) -> FloatRect:
        box = await card.bounding_box()
        assert box is not None
        return FloatRect(
            x=box["x"] - AIR,
            y=box["y"] - AIR,
            width=box["width"] + 2 * AIR,
            height=box["height"] + 2 * AIR,
        )

    async def _next(self, count: int) -> Locator:
        await expect(self.cards).to_have_count(count + 1)
        return self.cards.last


@asynccontextmanager
async def sitting(
    browser: Browser,
    link: str,
    album: Path,
    size: tuple[int, int] = WINDOW,
    **options: Any,  # noqa: ANN401 handed on to Playwright
) -> AsyncIterator[Desk]:
    """Open the page behind ``link`` in a fresh profile; in the end it must have met no trouble."""
    async with visiting(browser, size, **options) as visit:
        desk = Desk(visit, album)
        await desk.open(link)
        yield desk
        assert visit.troubles == []
