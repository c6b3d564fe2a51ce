"""One person at the web chat's page in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Locator, expect

from tests.adapters.web.fakes import TOKEN, Stage, stage
from tests.adapters.web.serving import serving
from tests.browser import DESKTOP, Visit, visiting


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
