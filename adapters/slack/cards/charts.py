"""Pictures: Slack's own bar chart where it may stand, bars of letters elsewhere, always their words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from adapters.slack.cards.escape import literal
from adapters.slack.cards.texts import Block, context, cut, preformatted
from coaching.messages import Picture

LONGEST_TITLE = 50
LONGEST_LABEL = 20
MOST_POINTS = 20
"""Limits of the ``data_visualization`` block."""

Bar = tuple[str, float, str]

_BAR = 10
"""Letters of a full bar: a line still fits on a telephone."""
_HAIR = 1e-6
_COUNTED = re.compile(r"(\d{1,9}) ?(.*)", re.DOTALL)


def drawing(picture: Picture, *, native: bool) -> list[Block]:
    """Return ``picture`` as blocks. ``native``: Slack's chart may be used, as in a message.

    Slack's reference does not agree with itself on Home and does not allow the chart in modals.
    """
    bars = [(literal(label), _share(share), literal(words)) for label, share, words in picture.bars]
    alt = literal(picture.alt).strip()
    words = [context(alt)] if alt else []
    if not bars:
        return words
    if native and len(bars) <= MOST_POINTS:
        return [_chart(alt, bars), *words]
    return [preformatted(_lettered(bars)), *words]


def _share(share: float) -> float:
    return min(share, 1.0) if math.isfinite(share) and share > _HAIR else 0.0


def _chart(alt: str, bars: Sequence[Bar]) -> Block:
    labels = _unique([label.strip() or "…" for label, _, _ in bars])
    unit, values = _measured(bars)
    points = [{"label": a, "value": v} for a, v in zip(labels, values, strict=True)]
    return {
        "type": "data_visualization",
        "title": cut(alt.partition(":")[0].strip() or unit, LONGEST_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": unit, "data": points}],
            "axis_config": {"categories": labels, "y_label": unit},
        },
    }


def _unique(labels: Sequence[str]) -> list[str]:
    """Return the labels short enough and each different: the chart finds its points by them."""
    found: list[str] = []
    for label in labels:
        short = cut(label, LONGEST_LABEL)
        number = 1
        while short in found:
            number += 1
            mark = f" ({number})"
            short = cut(label, LONGEST_LABEL - len(mark)) + mark
        found.append(short)
    return found


def _measured(bars: Sequence[Bar]) -> tuple[str, list[float]]:
    """Return what the bars count and how much each has.

    A share says how long a bar is, not what it stands for. Where the words of the longest bar
    begin with a number ("6 times"), its share stands for that number, and the others follow.
    """
    _, longest, words = max(bars, key=lambda bar: bar[1])
    counted = _COUNTED.match(words)
    if counted and longest and int(counted[1]):
        unit, scale = counted[2].strip() or "number", int(counted[1]) / longest
    else:
        unit, scale = "% of the longest", 100 / (longest or 1)
    return cut(unit, LONGEST_LABEL), [_tidy(share * scale) for _, share, _ in bars]


def _tidy(value: float) -> float:
    """Return a whole number as such; thirds that were multiplied back are off by a hair."""
    return round(value) if abs(value - round(value)) < _HAIR else round(value, 2)


def _lettered(bars: Sequence[Bar]) -> str:
    shown = bars[:MOST_POINTS]
    labels = [cut(" ".join(label.split()), LONGEST_LABEL) for label, _, _ in shown]
    width = max(len(label) for label in labels)
    lines = [
        f"{label:<{width}} {_line(share)} {cut(' '.join(words.split()), LONGEST_LABEL)}".rstrip()
        for label, (_, share, words) in zip(labels, shown, strict=True)
    ]
    return "\n".join([*lines, *(["…"] if len(bars) > MOST_POINTS else ())])


def _line(share: float) -> str:
    full = round(share * _BAR)
    return "█" * full + "░" * (_BAR - full)
