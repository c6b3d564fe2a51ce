"""What the web chat's tests stand on: sockets into a house, a browser, a person at the page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.adapters.web.fakes import stage
from tests.adapters.web.house import House
from tests.adapters.web.house import opened as opened_house
from tests.adapters.web.scene import Scene, opened
from tests.browser import chromium


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened_house(stage()) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest_asyncio.fixture(loop_scope="module")
async def scene(browser: Browser) -> AsyncIterator[Scene]:
    async with opened(browser) as made:
        yield made
