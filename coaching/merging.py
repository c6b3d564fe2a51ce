"""What one contact knows after two that were the same person became one."""

from __future__ import annotations

from coaching.notes import merge_notes
from coaching.repository.contacts import Person
from coaching.traits import MOST_WORDS, Values, each_once

_FIRST_KNOWN = (
    "external",
    "time_zone",
    "cadence_days",
    "side",
    "kind",
    "introduced_by",
    "how_met",
    "trust",
    "seniority",
    "together",
    "willing",
    "resting_until",
)
_LISTS = ("knows", "likes", "needs", "tags")


def merged(kept: Person, other: Person) -> Values:
    """Return the columns of ``kept`` after taking over what it lacks from ``other``.

    The closer circle, the earlier day of adding and the later day of a nudge win; lists and notes
    hold both. `UsageError` when the notes together are too long.
    """
    ours, theirs = kept.row, other.row
    values: Values = {name: getattr(ours, name) or getattr(theirs, name) for name in _FIRST_KNOWN}
    for name in _LISTS:
        both = (*getattr(ours, name), *getattr(theirs, name))
        values[name] = each_once(both)[:MOST_WORDS]
    born = ours if ours.birth_month else theirs
    nudged = [day for day in (ours.nudged_on, theirs.nudged_on) if day]
    return values | {
        "birth_month": born.birth_month,
        "birth_day": born.birth_day,
        "circle": min(ours.circle, theirs.circle),
        "added_on": min(ours.added_on, theirs.added_on),
        "nudged_on": max(nudged, default=None),
        "unwanted": ours.unwanted or theirs.unwanted,
        "example": ours.example and theirs.example,
        "notes": merge_notes(ours.notes, theirs.notes),
    }
