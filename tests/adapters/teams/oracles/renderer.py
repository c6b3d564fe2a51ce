"""The official renderer of Adaptive Cards in a real browser, with Markdown switched on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tests.adapters.teams.oracles.packages import Unavailable, scripts
from tests.browser import visiting

_OURS = Path(__file__).with_name("renderer.js")


@dataclass(frozen=True)
class Drawn:
    """A card as it is drawn: what the renderer has against it, the words, elements made of markup.

    ``inputs`` is what stands in the inputs, in their order.
    """

    troubles: list[str]
    shown: str
    markup: list[str]
    inputs: list[str]


@dataclass
class Client:
    """Somebody's Teams with one card on its page."""

    page: Page

    async def draw(self, card: dict[str, Any]) -> Drawn:
        """Show ``card``."""
        return Drawn(**await self.page.evaluate("card => window.draw(card)", card))

    async def press(self, label: str) -> list[Any]:
        """Press a button; return what goes to the bot, which is nothing where an input is wrong."""
        await self.page.evaluate("window.sent.length = 0")
        await self.page.get_by_role("button", name=label, exact=True).click()
        sent: list[Any] = await self.page.evaluate("window.sent")
        return sent


@asynccontextmanager
async def client(browser: Browser, size: tuple[int, int]) -> AsyncIterator[Client]:
    """Open a page with the renderer on it; skip where it cannot be had."""
    try:
        files = scripts()
    except Unavailable as reason:
        pytest.skip(str(reason))
    async with visiting(browser, size) as visit:
        await visit.page.set_content("<html lang=en><body style='font-family: sans-serif'></body>")
        for file in (*files, _OURS):
            await visit.page.add_script_tag(path=file)
        yield Client(visit.page)
        assert visit.troubles == []
