"""Everyday words: all that a language model gets to see, and all that it may answer with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from coaching.first_names import may_be_first_name

_SURNAMES = frozenset(
    {
        *("cook", "day", "green", "hall", "love", "rush", "sharp", "west", "white", "wise"),
        "young",
    }
)
"""Everyday words by which people are called as well, beside first names that are words."""
_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("iness", "y")),
    *(("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("r", ""), ("est", ""), ("st", ""), ("ly", ""), ("ness", ""), ("ful", "")),
)
_SHORTEST = 3
_JOINED = re.compile("[-'’]")
_CLIPPED = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})
"""What stands after the apostrophe in it's, don't, I'd, I'm, I'll, we're, I've."""


@cache
def everyday() -> frozenset[str]:
    """Return the list, in lower case."""
    file = resources.files("coaching") / "data" / "plain_words.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_everyday(word: str) -> bool:
    """Return whether ``word``, in lower case, is in the list, or one of its usual forms is."""
    return any(form in everyday() for form in bases(word))


def is_plain(word: str, *, begins: bool, typed: bool = False) -> bool:
    """Return whether ``word`` names nobody: its parts, by hyphens and apostrophes, are everyday words.

    A capital letter makes a name of it, but where it ``begins`` a sentence, in "I", and in the
    days of the week. What is ``typed`` has names in small letters too, so what may be one is.
    """
    first, *rest = _JOINED.split(word.lower())
    if not all(part in _CLIPPED or is_everyday(part) for part in rest):
        return False
    if first == "i" or (first in _WEEKDAYS and word[1:].islower()):
        return True
    if (typed or not word.islower()) and rest != ["t"] and _may_be_name(first):
        return False
    small = word.islower() or (begins and (word[1:].islower() or len(word) == 1))
    return small and is_everyday(first)


def _may_be_name(word: str) -> bool:
    return word in _SURNAMES or (word != "an" and may_be_first_name(word))


def bases(word: str) -> Iterator[str]:
    """Yield ``word`` and what it may be a form of: "tried", "try"; "planning", "plan"."""
    yield word
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        yield stem + instead
        if not instead and stem[-1] == stem[-2]:
            yield stem[:-1]
