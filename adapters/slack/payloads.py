"""Looks into Slack's payloads, whose shape is not to be trusted even where their sender is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def words(value: object) -> str:
    """Return ``value`` if it is a text, else nothing: payloads are not to be trusted in shape."""
    return value if isinstance(value, str) else ""


def part(value: object, *names: str) -> Mapping[str, Any]:
    """Return the object inside ``value`` under ``names``; an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}
