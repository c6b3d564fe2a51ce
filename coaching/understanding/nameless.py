"""Deeds in which nobody is named: the coach asks who it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.understanding.frames import Frame
from coaching.understanding.words import ROLES

_ROLE = "|".join(
    sorted([*ROLES, "guy", "woman", "man", "girl", "person", "lady", "stranger", "folks"])
)
_SOMEBODY = (
    rf"(?:(?:my|our|the|a|an|some|one of my|this|that) (?:[\w-]+ ){{0,3}}?(?:{_ROLE})"
    r"|someone|somebody|he|she|they|him|her|them)(?: (?:from|in|at) [\w-]+)? "
)
_FIRST = re.compile(_SOMEBODY)
_LATER = re.compile(rf"(?<= ){_SOMEBODY}")
_WHO = {
    "met": "Who was it? Say the name, for example `met Ada: planning`",
    "helped": "Whom did you help? Say the name, for example `helped Ada with the deck`",
    "got": "Who helped you? Say the name, for example `got help from Ada with the deck`",
    "thanks": "Whom did you thank? Say the name, for example `thanks Ada for the deck`",
    "shared": "With whom? Say the name, for example `shared the article with Ada`",
}


def question(line: str, frames: Sequence[Frame]) -> str | None:
    """Return the question who it was, where ``line`` would be a deed if somebody were named."""
    either = line.replace("@ or @ ", "@ ", 1)
    if either != line:
        fits = next((frame for frame in frames if frame.match(either)), None)
        return f"Which of the two? {_WHO[fits.verb.partition(' ')[0]]}" if fits else None
    for pattern in (_FIRST, _LATER):
        found = pattern.match(line) if pattern is _FIRST else pattern.search(line)
        if not found or "@" in line:
            continue
        named = f"{line[: found.start()]}@ {line[found.end() :]}"
        for frame in frames:
            match = frame.match(named)
            if match and match.start("who") == found.start():
                return _WHO[frame.verb.partition(" ")[0]]
    return None
