"""First names as people type them, so that "sam" is known for a name without its capital."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from coaching.names import fold


def is_first_name(word: str) -> bool:
    """Tell whether a word, in small letters too, is a first name and no other word."""
    return fold(word) in _first_names()[0]


def may_be_first_name(word: str) -> bool:
    """Tell whether a word with a capital is a first name, be it a word as well ("Grace", "Mark")."""
    plain, words = _first_names()
    folded = fold(word)
    return folded in plain or folded in words


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first names, and those that are words as well."""
    text = files("coaching").joinpath("data/first_names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    gap = lines.index("")
    return frozenset(" ".join(lines[:gap]).split()), frozenset(" ".join(lines[gap:]).split())
