"""What the tests of the whole product stand on: a browser, a running NetLead, an album."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser import chromium
from tests.product.program import Program, running

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def program(data: Path) -> Iterator[Program]:
    with running(data) as started:
        yield started


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Return where pictures go: to the handbook's when they are taken anew, else nowhere lasting."""
    if os.environ.get("NETLEAD_PICTURES") == "write":
        return PICTURES
    made = tmp_path / "album"
    made.mkdir()
    return made
