"""How wide text is in a terminal: wrapping and padding by columns, and nothing that moves a cursor."""

from __future__ import annotations

import unicodedata

_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def safe(text: str) -> str:
    """Return ``text`` without what a terminal would obey: control characters, direction marks.

    Line breaks stay, tabs become spaces, lone surrogates become U+FFFD.
    """
    kept = text.replace("\r\n", "\n").replace("\t", " ").translate(_DIRECTION_MARKS)
    if kept.isascii() and kept.replace("\n", " ").isprintable():
        return kept
    return "".join(_safe_character(c) for c in kept)


def _safe_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" and character != "\n" else character


def columns(text: str) -> int:
    """Return how many terminal columns ``text`` takes: East Asian wide 2, combining marks 0."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    """Return ``text`` followed by spaces up to ``width`` columns."""
    return text + " " * (width - columns(text))


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns; its own line breaks stay.

    Words longer than a line are broken. Every text has at least one line.
    """
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = columns(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, line = _break(word, width) if size > width else [word]
        lines += whole
        used = columns(line)
    return [*lines, line]


def _break(word: str, width: int) -> list[str]:
    pieces: list[str] = []
    piece: list[str] = []
    used = 0
    for character in word:
        size = _width(character)
        if piece and used + size > width:
            pieces.append("".join(piece))
            piece, used = [], 0
        piece.append(character)
        used += size
    return [*pieces, "".join(piece)]
