"""A real Chromium for tests: launching it, watching it for trouble, taking pictures.

Tests with a browser share one a module, in the module's event loop::

    pytestmark = pytest.mark.asyncio(loop_scope="module")

    @pytest_asyncio.fixture(scope="module", loop_scope="module")
    async def browser() -> AsyncIterator[Browser]:
        async with chromium() as launched:
            yield launched
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    async_playwright,
)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1000, 820)
PHONE = (360, 740)
UNNAMED_CONTROLS = """() => {
  const named = (one) =>
    (one.getAttribute("aria-label") ?? "").trim() ||
    (one.labels && [...one.labels].some((label) => label.textContent.trim())) ||
    (one.tagName === "BUTTON" || one.tagName === "A") && one.textContent.trim();
  return [...document.querySelectorAll("button, a, input, select, textarea, [tabindex='0']")]
    .filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 200));
}"""
CONTRASTS = """() => {
  const probe = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const layered = (colours) => {
    probe.fillStyle = "#fff"; probe.fillRect(0, 0, 1, 1);
    for (const colour of colours) { probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1); }
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const grounds = (one) => {
    const found = [];
    for (; one; one = one.parentElement) found.unshift(getComputedStyle(one).backgroundColor);
    return found;
  };
  const weak = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const box = one.getBoundingClientRect();
    if (!own || box.width < 2 || one.closest("svg, noscript, [hidden]")) continue;
    const behind = grounds(one);
    const back = light(layered(behind));
    const front = light(layered([...behind, getComputedStyle(one).color]));
    const ratio = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
    if (ratio < 4.5) weak.push(`${ratio.toFixed(2)} ${one.outerHTML.slice(0, 120)}`);
  }
  return weak;
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Launch the machine's Chromium without a window; skip the test where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Visit:
    """A page in a fresh profile, with all the trouble it met: console errors, CSP, exceptions."""

    page: Page
    context: BrowserContext
    troubles: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Collect the troubles of ``page`` too."""
        page.on("console", self._console)
        page.on("pageerror", self._exception)
        page.on("requestfailed", lambda request: self.troubles.append(f"failed: {request.url}"))

    async def another_tab(self) -> Page:
        """Open a second page in the same profile."""
        page = await self.context.new_page()
        self.watch(page)
        return page

    async def picture(self, path: Path, *, whole: bool = False) -> None:
        """Save what is seen as a PNG; ``whole`` takes the page from top to bottom."""
        size = self.page.viewport_size
        if whole and size:
            height = await self.page.evaluate("document.documentElement.scrollHeight")
            await self.page.set_viewport_size({"width": size["width"], "height": height})
        await self.page.screenshot(path=path, animations="disabled")
        if whole and size:
            await self.page.set_viewport_size(size)

    async def unnamed_controls(self) -> list[str]:
        """Return the controls that a screen reader could not name."""
        found: list[str] = await self.page.evaluate(UNNAMED_CONTROLS)
        return found

    async def weak_contrasts(self) -> list[str]:
        """Return the texts whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3)."""
        found: list[str] = await self.page.evaluate(CONTRASTS)
        return found

    async def sideways(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        found: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{message.type}: {message.text}")

    def _exception(self, error: Error) -> None:
        self.troubles.append(f"exception: {error}")


@asynccontextmanager
async def visiting(
    browser: Browser,
    size: tuple[int, int] = DESKTOP,
    zone: str = "Europe/Berlin",
    **options: Any,  # noqa: ANN401 - handed on to Playwright's new_context
) -> AsyncIterator[Visit]:
    """Open a fresh profile with one page of ``size``; ``options`` go to Playwright's context."""
    viewport = ViewportSize(width=size[0], height=size[1])
    context = await browser.new_context(
        viewport=viewport, timezone_id=zone, locale="en-GB", **options
    )
    try:
        visit = Visit(await context.new_page(), context)
        visit.watch(visit.page)
        yield visit
    finally:
        await context.close()
