"""Blocks as a person sees them: what can be read, what can be pressed, what can be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Find = str | Callable[[Json], bool]
"""A label as it is shown, or what tells the wanted element from the others."""


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every element that can be used, with the block it stands in."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def label(block: Json, element: Json) -> str:
    """Return what a person would call the element: its text, its field's label, its placeholder."""
    for text in (element.get("text"), block.get("label"), element.get("placeholder")):
        if isinstance(text, dict):
            return str(text.get("text", ""))
    return str(element.get("action_id", ""))


def labels(blocks: list[Json]) -> list[str]:
    """Return the labels of the buttons, in order."""
    return [label(b, e) for b, e in elements(blocks) if e.get("type") == "button"]


def find(blocks: list[Json], wanted: Find) -> tuple[Json, Json]:
    """Return the one element with that label (or that test), with its block.

    Raises `LookupError` if none or several are meant.
    """
    test = wanted if callable(wanted) else None
    found = [(b, e) for b, e in elements(blocks) if (test(e) if test else label(b, e) == wanted)]
    if len(found) != 1:
        there = [label(block, element) for block, element in elements(blocks)]
        raise LookupError(f"{len(found)} elements are {wanted!r}; there are {there}")
    return found[0]


def words(blocks: list[Json]) -> str:
    """Return every text in the blocks, one a line, in the order in which they are read."""
    return "\n".join(_texts(blocks))


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, list):
        for item in thing:
            yield from _texts(item)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key in {"text", "title", "alt_text", "label", "name"} and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list) and key != "confirm":
                yield from _texts(value)
