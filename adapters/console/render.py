"""Draws a card as text for a terminal; the same card always gives the same text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.console.columns import columns, pad, safe, wrap
from coaching.messages import Button, Card, Input, Picture

Paint = Callable[[str, str], str]
"""Takes a style (``title``, ``label``, ``button``) and a text, gives the text in that style."""

NARROWEST = 20
_INDENT = "  "
_GAP = 2
_BAR = 20
"""Columns of a full bar where there is room."""
_CODES = {"title": "1", "label": "2", "button": "36"}


def plain(_: str, text: str) -> str:
    """Leave the text as it is."""
    return text


def ansi(style: str, text: str) -> str:
    """Put the text in bold, dim or cyan for terminals that show colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text


def render(card: Card, width: int, paint: Paint = plain, first: int = 1) -> str:
    """Return ``card`` in lines of at most ``width`` columns (at least 20), without a last break.

    Slots are parted by an empty line; buttons have the numbers that press them, counted from ``first``.
    An empty card is an empty text.
    """
    room = max(width, NARROWEST)
    blocks = [
        [paint("title", line) for line in _lines(card.title, room)] + _lines(card.body, room),
        _table([(item.label, item.value) for item in card.fields], room, paint),
        _picture(card.picture, room, paint) if card.picture else [],
        _table([(_input_label(item), _input_words(item)) for item in card.inputs], room, paint),
        _buttons(card.buttons, room, paint, first),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _lines(text: str, room: int) -> list[str]:
    cleaned = safe(text).strip()
    return wrap(cleaned, room) if cleaned else []


def _table(rows: Sequence[tuple[str, str]], room: int, paint: Paint) -> list[str]:
    """Draw rows of label and value with the values under each other, wrapped within their column."""
    cleaned = [(" ".join(safe(label).split()), safe(value).strip()) for label, value in rows]
    widest = max((columns(label) for label, _ in cleaned), default=0)
    start = min(widest, room // 2 - len(_INDENT) - _GAP)
    lines: list[str] = []
    for label, value in cleaned:
        names = wrap(label, start)
        values = wrap(value, room - len(_INDENT) - start - _GAP)
        for row in range(max(len(names), len(values))):
            name = pad(names[row] if row < len(names) else "", start)
            said = values[row] if row < len(values) else ""
            lines.append((_INDENT + paint("label", name) + " " * _GAP + said).rstrip())
    return lines


def _picture(picture: Picture, room: int, paint: Paint) -> list[str]:
    lines = _lines(picture.alt, room)
    rows = [(label, _bar(share, room) + " " + words) for label, share, words in picture.bars]
    return lines + _table(rows, room, paint)


def _bar(share: float, room: int) -> str:
    length = min(_BAR, room // 4)
    full = round(min(max(share, 0.0), 1.0) * length)
    return "█" * full + "░" * (length - full)


def _input_label(item: Input) -> str:
    return f"{item.label} (needed)" if item.required else item.label


def _input_words(item: Input) -> str:
    if item.kind == "choice":
        return " / ".join(label for label, _ in item.choices)
    return item.value or item.hint


def _buttons(buttons: Sequence[Button], room: int, paint: Paint, first: int) -> list[str]:
    """Draw the buttons side by side, and each on a line of its own where they do not fit."""
    labels = [
        f"[{number}] {' '.join(safe(button.label).split())}{' …' if button.submits else ''}"
        for number, button in enumerate(buttons, start=first)
    ]
    row = "  ".join(labels)
    if columns(row) <= room:
        return [paint("button", row)] if row else []
    return [paint("button", line) for label in labels for line in wrap(label, room)]
