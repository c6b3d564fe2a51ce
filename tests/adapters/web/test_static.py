"""The page's own files: nothing in them makes markup of text or asks anybody else for anything."""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).parents[3] / "adapters" / "web" / "static"


def test_no_script_turns_text_into_markup() -> None:
    for script in STATIC.glob("*.js"):
        for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("):
            assert word not in script.read_text(), (script.name, word)


def test_the_page_asks_nobody_else_for_anything() -> None:
    for file in STATIC.iterdir():
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", file.read_text())
        assert [url for url in found if url != "http://www.w3.org"] == [], file.name
