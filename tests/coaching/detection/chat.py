"""Chats written as dialogues: "ana: try --force", one line each."""

from __future__ import annotations

from collections.abc import Iterable

from coaching.detection.detecting import detect
from coaching.detection.window import THANKS, Line

BOTS = frozenset({"robot", "helpbot"})
_SECONDS = 20.0


def chat(*said: str, names: dict[str, str] | None = None) -> list[Line]:
    """Return a window of lines; "ana > 3: text" is an answer in the thread that line 3 opened."""
    return [_line(number, text, names or {}) for number, text in enumerate(said)]


def _line(number: int, text: str, names: dict[str, str]) -> Line:
    who, _, words = text.partition(": ")
    author, _, thread = who.partition(" > ")
    return Line(
        author=author,
        name=names.get(author, ""),
        text=words,
        bot=author in BOTS,
        at=number * _SECONDS,
        key=str(number),
        thread=thread or None,
    )


def helped(lines: Iterable[Line], kind: str = THANKS) -> list[str]:
    """Return the events of a kind as sentences: "ana helped ben"."""
    found = detect(list(lines))
    return [f"{event.helper} helped {event.helped}" for event in found if event.kind == kind]
