"""The private notes on a contact: dated texts in one column, kept byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coaching.messages import UsageError

LONGEST = 8000
"""Characters that all notes on one contact may have together, and that one touch's note may have."""
MOST = 200
"""Notes on one contact."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted on a local day."""

    on: date
    text: str


def read_notes(stored: str) -> list[Note]:
    """Return the notes that a contact's column holds, in the order in which they were made."""
    if not stored:
        return []
    return [Note(date.fromisoformat(day), text) for day, text in json.loads(stored)]


def write_notes(notes: Iterable[Note]) -> str:
    """Return notes as they are stored; empty text for none."""
    pairs = [(note.on.isoformat(), note.text) for note in notes]
    return json.dumps(pairs, ensure_ascii=False) if pairs else ""


def add_note(stored: str, text: str, on: date) -> str:
    """Return the column with one more note.

    `UsageError` when there would be more than 200 notes or 8,000 characters.
    """
    return write_notes(_within_limits([*read_notes(stored), Note(on, text)]))


def merge_notes(stored: str, other: str) -> str:
    """Return the notes of two columns as one, by date; `UsageError` as in `add_note`."""
    both = [*read_notes(stored), *read_notes(other)]
    return write_notes(_within_limits(sorted(both, key=lambda note: note.on)))


def refuse_long(text: str) -> None:
    """Raise `UsageError` for a note of more than 8,000 characters."""
    if len(text) > LONGEST:
        reason = (
            f"That note has {len(text):,} characters and I keep up to {LONGEST:,}. "
            "Nothing was saved; send the part that matters."
        )
        raise UsageError(reason)


def _within_limits(notes: list[Note]) -> list[Note]:
    total = sum(len(note.text) for note in notes)
    if len(notes) > MOST or total > LONGEST:
        reason = (
            f"That would make {len(notes):,} notes with {total:,} characters on one person; I keep "
            f"up to {MOST} with {LONGEST:,}. Nothing was saved. Long texts are better kept in a "
            "document: note the link to it."
        )
        raise UsageError(reason)
    return notes
