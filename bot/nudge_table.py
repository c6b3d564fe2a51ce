"""Draws nudges as a table for the operator: what would come, or what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.console.columns import columns, pad, safe, wrap

Heads = Mapping[str, str]
"""The keys of a row that are shown, with the words over their columns."""

PROPOSED = {"who": "Who", "when": "When", "kind": "Kind", "contact": "Contact", "reason": "Reason"}
LOGGED = {
    "who": "Who",
    "when": "Due",
    "kind": "Kind",
    "where": "Platform",
    "state": "State",
    "answer": "Answer",
}
_WHY_NOT = "why_not"
_WIDEST = 24
"""Columns of every column but the last, which gets what is left."""
_NARROWEST_LAST = 24
_GAP = "  "
NOTHING = "There is nobody to propose anything to."
NONE_YET = "No nudge was planned yet. What would come: netlead nudges --dry-run"


def draw(rows: Sequence[Mapping[str, Any]], width: int, heads: Heads = PROPOSED) -> str:
    """Return ``rows`` as a table of ``width`` columns, or a little more where that is too narrow.

    A row has the keys of ``heads``, texts or instants, and maybe ``why_not``, which is shown,
    after "not now:", in the place of the reason. Missing keys are empty cells.
    """
    if not rows:
        return NOTHING if heads is PROPOSED else NONE_YET
    cells = [list(heads.values())] + [_cells(row, heads) for row in rows]
    sizes = [min(_WIDEST, max(columns(row[i]) for row in cells)) for i in range(len(heads) - 1)]
    last = max(_NARROWEST_LAST, width - sum(sizes) - len(_GAP) * len(sizes))
    return "\n".join(line for row in cells for line in _row(row, [*sizes, last]))


def _cells(row: Mapping[str, Any], heads: Heads) -> list[str]:
    texts = {key: _text(row.get(key)) for key in (*heads, _WHY_NOT)}
    if texts[_WHY_NOT]:
        texts["reason"] = f"not now: {texts[_WHY_NOT]}"
    return [texts[key] for key in heads]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else " ".join(safe(str(value)).split())


def _row(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    height = max(len(lines) for lines in wrapped)
    columns_of_row = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [
        _GAP.join(pad(cell, size) for cell, size in zip(line, sizes, strict=True)).rstrip()
        for line in zip(*columns_of_row, strict=True)
    ]
