"""Pictures: bars made of letters in columns, which every client draws, and always their words.

Adaptive Cards have no chart of their own, and Teams' ``Chart.*`` is not drawn elsewhere.
"""

from __future__ import annotations

import math

from adapters.teams.cards.texts import Element, cut, line, literal, quiet, run
from coaching.messages import Picture

MOST_BARS = 20
LONGEST_LABEL = 40

_BAR = 8
"""Letters of a full bar: as small text it stays within its column on a telephone."""
_PARTS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
"""Eighths of a letter."""
_WIDTHS = (3, 4, 3)
"""How the label, the bar and its words share a row."""


def drawing(picture: Picture) -> list[Element]:
    """Return ``picture`` as one row for each bar, then what it says to who cannot see it."""
    shown = picture.bars[:MOST_BARS]
    rows = [_row(*bar) for bar in shown]
    more = [quiet("…")] if len(shown) < len(picture.bars) else []
    alt = literal(picture.alt).strip()
    return [*rows, *more, *([quiet(alt)] if alt else [])]


def _row(label: str, share: float, words: str) -> Element:
    cells = (_text(label), [{**item, **_INK} for item in run(_bar(share))], _text(words))
    columns = [
        {"type": "Column", "width": width, "items": [line(cell)] if cell else []}
        for width, cell in zip(_WIDTHS, cells, strict=True)
    ]
    return {"type": "ColumnSet", "spacing": "small", "columns": columns}


_INK: Element = {"color": "accent", "size": "small"}


def _text(text: str) -> list[Element]:
    return run(cut(" ".join(literal(text).split()), LONGEST_LABEL))


def _bar(share: float) -> str:
    """Return the bar for a share; anything at all shows, however little it is."""
    eighths = round(min(share, 1.0) * _BAR * 8) if math.isfinite(share) and share > 0 else 0
    whole, part = divmod(max(eighths, 1), 8)
    return "█" * whole + _PARTS[part]
