"""Small phrases that nudges are put together from: names, days, lengths of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coaching.date_words import MONTHS, WEEKDAYS
from coaching.names import clip
from coaching.network import Contact, Touch

_KINDS = {
    "met": "met",
    "helped": "you helped",
    "got": "they helped you",
    "shared": "you shared something",
    "thanked": "you said thanks",
}
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 shorter so
_MEANINGFUL, _READ_CHARACTERS = 4, 400
_MARKS = ".,;:!?()[]\"'“”‘’"
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 21, 90, 730


def first_name(contact: Contact) -> str:
    """Return how a message would greet them: the first word, or all of "Dr. Hopper"."""
    first, _, rest = contact.name.partition(" ")
    return contact.name if first.endswith(".") and rest else first


def dated(day: date) -> str:
    """Return the day in full: "Mon 2 Feb 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def several(count: int, one: str, many: str = "") -> str:
    """Return "1 day", "3 days"; ``many`` where the plural is not ``one`` with an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def count_word(count: int) -> str:
    """Return "two", and figures from 13 on."""
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else str(count)


def telling_words(text: str) -> list[str]:
    """Return the words by which two texts are told to be about the same: those of four letters on."""
    words = (word.strip(_MARKS) for word in text[:_READ_CHARACTERS].casefold().split())
    return [word for word in words if len(word) >= _MEANINGFUL]


def length(days: int) -> str:
    """Return a length of time as people say it: "5 days", "6 weeks", "4 months", "3 years"."""
    if days < _WEEKS_FROM:
        return several(days, "day")
    if days < _MONTHS_FROM:
        return several(round(days / 7), "week")
    if days < _YEARS_FROM:
        return several(round(days / 30.44), "month")
    return several(round(days / 365.25), "year")


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return "Ada", "Ada and Bo", "Ada, Bo and Cy"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joint
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def short(text: str, limit: int = 80) -> str:
    """Return a person's own words on one line, shortened, without a full stop at the end."""
    return clip(text, limit).rstrip(" .!")


def touch_row(touch: Touch) -> str:
    """Return a touch as a row of evidence: "Mon 2 Feb 2026, met: planning"."""
    what = f": {short(touch.what)}" if touch.what.strip() else ""
    return f"{dated(touch.on)}, {_KINDS[touch.kind]}{what}"


def last_row(contact: Contact, touches: Sequence[Touch]) -> str:
    """Return the row of evidence for the last touch with a contact; ``touches`` newest first."""
    if touches and contact.last_on is not None and touches[0].on >= contact.last_on:
        return f"Last touch: {touch_row(touches[0])}"
    if contact.last_on is not None:
        return f"Last touch: {dated(contact.last_on)}"
    return f"Added: {dated(contact.added_on)}, no touch yet"
