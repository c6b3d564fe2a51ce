"""Looks into activities, whose shape is not to be trusted even where their sender is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONGEST_NAME = 200

_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127))
"""Control characters, but for those that are blanks."""


def words(value: object) -> str:
    """Return ``value`` if it is a text, else nothing."""
    return value if isinstance(value, str) else ""


def part(value: object, *names: str) -> Mapping[str, Any]:
    """Return the object inside ``value`` under ``names``; an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def name_in(value: object) -> str:
    """Return a name in one line, without what no name has and no database takes."""
    return " ".join(words(value).translate(_CONTROLS).split())[:LONGEST_NAME]
