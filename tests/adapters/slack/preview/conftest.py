"""What the pictures stand on: a browser, an album, and a camera that looks twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser import Visit, visiting
from tests.product.conftest import album, browser

__all__ = ["album", "browser", "camera"]

WINDOW = (720, 640)
SHORTEST = 100


@dataclass
class Camera:
    """Takes pictures of pages into ``album``; what nobody could read is no picture."""

    visit: Visit
    album: Path

    @property
    def page(self) -> Page:
        return self.visit.page

    async def take(self, name: str, html: str, *, width: int = WINDOW[0], height: int = 0) -> str:
        """Show ``html``, take its picture, and return what can be read on the page.

        The picture has all of it, or its top of ``height`` pixels.
        """
        await self.page.set_viewport_size({"width": width, "height": height or SHORTEST})
        await self.page.set_content(html)
        assert await self.visit.weak_contrasts() == []
        assert await self.visit.sideways() <= 0
        path = self.album / f"{name}.png"
        await self.page.screenshot(path=path, full_page=not height, animations="disabled")
        assert path.stat().st_size > 0
        assert self.visit.troubles == []
        return await self.page.locator("body").inner_text()


@pytest_asyncio.fixture(loop_scope="module")
async def camera(browser: Browser, album: Path) -> AsyncIterator[Camera]:
    async with visiting(browser, WINDOW) as visit:
        yield Camera(visit, album)
