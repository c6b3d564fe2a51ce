"""What Slack refuses although every library lets it pass."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LONGEST_FIELD = 2_000
WIDEST_TABLE = 20
MOST_TABLES = 1
MOST_CHARTS = 2
MOST_BYTES = 13_000
"""Where ``msg_blocks_too_long`` begins in practice, for all blocks of a message as JSON."""
LARGEST_VIEW = 250_000


def check_blocks(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """Return what Slack would have against ``blocks`` on a message, modal or home ``surface``."""
    found = list(_counts(blocks, surface))
    for index, block in enumerate(blocks):
        found += [f"blocks[{index}]: {problem}" for problem in _problems(block)]
    names = Counter(block["block_id"] for block in blocks if "block_id" in block)
    return found + [
        f"block_id {name!r} stands there {n} times" for name, n in names.items() if n > 1
    ]


def check_view(view: dict[str, Any]) -> list[str]:
    """Return what Slack would have against a view, its blocks apart."""
    blocks = view.get("blocks", [])
    found = []
    if view.get("type") == "modal":
        has_input = any(block.get("type") == "input" for block in blocks)
        if has_input and not view.get("submit"):
            found.append("view: has an input and no submit")
        if not view.get("title"):
            found.append("view: has no title")
    if len(_json(view)) > LARGEST_VIEW:
        found.append(f"view: larger than {LARGEST_VIEW} bytes")
    return found


def _counts(blocks: list[dict[str, Any]], surface: str) -> Iterator[str]:
    kinds = Counter(block.get("type") for block in blocks)
    if len(blocks) > MOST_BLOCKS[surface]:
        yield f"{len(blocks)} blocks, {MOST_BLOCKS[surface]} are allowed"
    if kinds["table"] + kinds["data_table"] > MOST_TABLES:
        yield "more than one table"
    if kinds["data_visualization"] > (MOST_CHARTS if surface == "message" else 0):
        yield f"too many charts for a {surface}"
    if kinds["alert"] and surface == "message":
        yield "an alert in a message"
    if surface == "message" and len(_json(blocks)) > MOST_BYTES:
        yield f"more than {MOST_BYTES} bytes of blocks"


def _problems(block: dict[str, Any]) -> Iterator[str]:
    if block.get("type") == "section":
        if block.get("text", {}).get("text") == "":
            yield "an empty text"
        if not block.get("text") and not block.get("fields"):
            yield "neither text nor fields"
        if any(
            not 0 < len(text.get("text", "")) <= LONGEST_FIELD for text in block.get("fields", ())
        ):
            yield f"a field that is empty or longer than {LONGEST_FIELD}"
    if block.get("type") == "table":
        yield from _table_problems(block.get("rows", []))
    elements = list(_elements(block))
    names = Counter(element["action_id"] for element in elements)
    yield from (f"action_id {name!r} stands there {n} times" for name, n in names.items() if n > 1)
    for element in elements:
        yield from _choice_problems(element)


def _table_problems(rows: list[list[Any]]) -> Iterator[str]:
    if any(not 0 < len(row) <= WIDEST_TABLE for row in rows):
        yield f"a row that is empty or wider than {WIDEST_TABLE}"


def _choice_problems(element: dict[str, Any]) -> Iterator[str]:
    options = list(element.get("options", ()))
    for group in element.get("option_groups", ()):
        options += group.get("options", ())
    chosen = [element[key] for key in ("initial_option",) if key in element]
    chosen += element.get("initial_options", ())
    if any(choice not in options for choice in chosen):
        yield f"{element['action_id']!r} begins with a choice it does not offer"


def _elements(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 any part of a block
    if isinstance(part, dict):
        if "action_id" in part:
            yield part
        for inner in part.values():
            yield from _elements(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _elements(inner)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
