"""The kinds of nudges: one file each, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from coaching.nudges.base import NudgeKind


@cache
def kinds() -> dict[str, NudgeKind]:
    """Return every kind of nudge by name, in alphabetical order."""
    found: dict[str, NudgeKind] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        if entry.name != "base":
            kind = importlib.import_module(f"{__name__}.{entry.name}").KIND
            found[kind.name] = kind
    return found
