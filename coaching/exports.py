"""All that is kept of a person as files she can take along: JSON, and CSV that is safe to open."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from coaching.messages import File

Tables = Mapping[str, Sequence[Mapping[str, object]]]
_FORMULA = frozenset("=+-@")


def export_files(tables: Tables) -> tuple[File, ...]:
    """Return one JSON file with every row, and one CSV file for each table that has rows."""
    whole = json.dumps(tables, ensure_ascii=False, indent=2, default=_plain)
    files = [File("netlead.json", "application/json", whole)]
    files += [
        File(f"{name}.csv", "text/csv", to_csv(rows)) for name, rows in tables.items() if rows
    ]
    return tuple(files)


def to_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows with the same keys as CSV; no cell can be read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([guarded(_cell(value)) for value in row.values()])
    return out.getvalue()


def guarded(cell: str) -> str:
    """Return ``cell`` with a ``'`` before it if a spreadsheet could take it for a formula.

    ASVS 1.2.10; also where the sign hides behind spaces, control characters or full-width forms.
    """
    shown = unicodedata.normalize("NFKC", cell).lstrip(" \u00a0")
    first = shown[:1]
    risky = first in _FORMULA if first else False
    return f"'{cell}" if risky or unicodedata.category(first or " ") == "Cc" else cell


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return "" if value is None else _plain(value)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
