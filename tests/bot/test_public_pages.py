"""The pages that the directories of Slack and Teams link to."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette

from bot import public_pages


async def get(path: str, support: str = "", *, front: bool = True) -> httpx.Response:
    site = Starlette(routes=list(public_pages.routes(support, front=front)))
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(path)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "networking coach"),
        ("/privacy", "delete me"),
        ("/privacy", "no view of a person"),
        ("/terms", "MIT licence"),
    ],
)
async def test_each_page_says_what_it_is_for(path: str, words: str) -> None:
    answer = await get(path)
    assert answer.status_code == 200
    assert words in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_the_operators_word_on_help_is_text_and_not_markup() -> None:
    answer = await get("/privacy", "<script>alert(1)</script>")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


async def test_the_web_chat_keeps_the_front_page_for_itself() -> None:
    assert (await get("/", front=False)).status_code == 404
    assert (await get("/privacy", front=False)).status_code == 200
