"""Reading the dates people type, and saying dates so that nobody can misread them.

Every date that was read is echoed with its weekday, date and zone. What can be read in two ways
is asked back, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from coaching.date_grammar import Grammar
from coaching.date_words import (
    FORWARD,
    MONTHS,
    PREPOSITIONS,
    WEEKDAYS,
    Reading,
    Token,
    add_months,
    day_words,
    may_tell,
    tokens,
)
from coaching.messages import UsageError
from coaching.names import clip

LONGEST_PHRASE = 64  # characters; a longer text is no date
YEARS_AHEAD, YEARS_BACK = 5, 10
_DAYS_COUNTED = 13  # up to so many days a date is also said as a distance from today

Place = Literal["whole", "start", "inside", "end"]

_TRY = "Try “yesterday”, “last Tue”, “5 Dec” or “2026-12-05”."
_TRY_AHEAD = "Try “tomorrow”, “Fri 9am”, “in 3 days” or “5 Dec”."
# A date right after one of these belongs to the words before it: "plans for Friday".
_BOUND = (
    "a an the my our your his her their its to in with of and or than not every each after into as"
    " like per via versus is was are were be between through during over no"
)
BINDING = PREPOSITIONS | FORWARD | frozenset(_BOUND.split())
_ALSO_WORDS = frozenset({"sun", "sat", "wed"})  # weekdays only when something shows it
_BEFORE, _AFTER = " \t\n\r\u00a0,;:([—–", " \t\n\r\u00a0,;:.!?)—–"


# What may follow a date at the end of a text: full stops, pictures, ":)" and ":tada:".
_TAIL = re.compile(
    r"(?:[\s.!?…\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]|[:;]-?[)DP]|:[a-z0-9_+\-]{2,30}:)+\Z"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, with a clock time if one was said, and the span of the text that said it.

    Both are local to the person. ``text[start:end]`` includes the preposition.
    """

    on: date
    at: time | None
    start: int
    end: int


class LiesAhead(UsageError):  # noqa: N818 - said of a date, not of a failure
    """The date is still to come, where only what has been makes sense."""


def read_when(text: str, now: datetime, zone: str, *, future: bool) -> When:
    """Return the date that the whole of ``text`` says.

    ``now`` is aware, ``zone`` an IANA name. ``future`` settles what "Friday" and "5 Dec" mean.
    `UsageError` if the text is no date, is ambiguous, lies on the wrong side of now, more than
    5 years ahead or more than 10 years back.
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip().rstrip(".!?…"))
    if end - start > LONGEST_PHRASE:
        raise UsageError(f"That is too long for a date. {_hint(future=future)}")
    found = tokens(text, start, max(start, end))
    reading = _grammar(found, now, zone, future=future).phrase(0) if found else None
    if reading is None:
        said = clip(text)
        begin = f"I could not read “{said}” as a date." if said else "I need a date."
        raise UsageError(f"{begin} {_hint(future=future)}")
    if reading.stop < len(found):
        rest = found[reading.stop].start
        known, unknown = clip(text[start:rest]), clip(text[rest:end])
        body = f"I understood “{known}” but not “{unknown}”. {_hint(future=future)}"
        raise UsageError(body)
    return _judged(reading, start, end, now, zone, future=future)


def find_when(text: str, now: datetime, zone: str, *, future: bool) -> When | None:
    """Return the date phrase at the end of ``text``, else the one at its very start, else None.

    The span at the end takes the full stop after it along. A word that belongs to the note
    ("plans for Friday", "at Sun") is no date. `UsageError` as in `read_when` if there is a date
    but it cannot be meant.
    """
    return when_at_end(text, now, zone, future=future) or when_at(
        text, 0, now, zone, future=future, place="start"
    )


def when_at(
    text: str, pos: int, now: datetime, zone: str, *, future: bool, place: Place = "inside"
) -> When | None:
    """Return the date phrase that begins at ``pos``; `UsageError` as in `read_when`."""
    edge = min(len(text), pos + LONGEST_PHRASE)
    if not may_tell(text, pos, edge):
        return None
    found = tokens(text, pos, edge)
    if not found or text[pos : found[0].start].strip():
        return None
    reading = _grammar(found, now, zone, future=future).phrase(0)
    if reading is None or not _counts(reading, found[0], "", place, future=future):
        return None
    end = found[reading.stop - 1].end
    if end < len(text) and text[end] not in _AFTER:
        return None
    return _judged(reading, found[0].start, end, now, zone, future=future)


def when_at_end(
    text: str, now: datetime, zone: str, *, future: bool, floor: int = 0
) -> When | None:
    """Return the date phrase at the end of ``text``; `UsageError` as in `read_when`.

    The phrase begins at ``floor`` or later. Full stops and smileys may follow it.
    """
    edge = max(0, len(text) - LONGEST_PHRASE)
    if not may_tell(text, edge, len(text)):
        return None
    tail = _TAIL.search(text, edge)
    end = tail.start() if tail else len(text)
    shut = text[end - 1 : end] == ")"
    found = tokens(text, max(0, end - LONGEST_PHRASE), end - shut)
    grammar = _grammar(found, now, zone, future=future)
    for i, token in enumerate(found):
        if token.start < floor or text[token.start - 1 : token.start].strip(_BEFORE):
            continue
        reading = grammar.phrase(i)
        if reading is None or reading.stop < len(found):
            continue
        before = found[i - 1].text.lower() if i else ""
        place: Place = "end" if text[: token.start].strip(" (") else "whole"
        opened = text[token.start - 1 : token.start] == "("
        if opened != shut or not _counts(reading, token, before, place, future=future):
            return None
        return _judged(
            reading, token.start - opened, _full_stop(text, end), now, zone, future=future
        )
    return None


def instant(on: date, at: time, zone: str) -> datetime:
    """Return the UTC instant of a local time.

    A time that the clocks skip comes as much later; of a time that they repeat, the first.
    """
    return datetime.combine(on, at, ZoneInfo(zone)).astimezone(UTC)


def say_day(day: date, today: date) -> str:
    """Return "Mon 2 Mar 2026", within two weeks with the distance: "(yesterday)", "(in 3 days)"."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    if near is None and abs(days) <= _DAYS_COUNTED:
        near = f"in {days} days" if days > 0 else f"{-days} days ago"
    said = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    return f"{said} ({near})" if near else said


def say_when(when_on: date, when_at: time | None, zone: str) -> str:
    """Return "Mon 2 Mar 2026, 09:00 Europe/Berlin", without the time where there is none."""
    clock = f"{when_at:%H:%M} " if when_at else ""
    return f"{say_day(when_on, date.min)}, {clock}{zone}"


def _full_stop(text: str, end: int) -> int:
    """Return the end of the punctuation that follows a phrase ending at ``end``."""
    rest = text[end : end + LONGEST_PHRASE]
    return end + len(rest) - len(rest.lstrip(".!?…"))


def _hint(*, future: bool) -> str:
    return _TRY_AHEAD if future else _TRY


def _grammar(found: list[Token], now: datetime, zone: str, *, future: bool) -> Grammar:
    return Grammar(found, now.astimezone(ZoneInfo(zone)), future=future)


def _counts(reading: Reading, first: Token, before: str, place: Place, *, future: bool) -> bool:
    """Tell whether the phrase is a date where it stands, or words that only look like one."""
    if place == "whole":
        return True
    ahead = place == "end" and reading.shape in ("within", "later")
    if not future and (ahead or reading.said in FORWARD):
        return False
    if reading.shape == "length":
        return future and reading.said == "for"
    if reading.shape == "month":
        return reading.said in ("until", "till", "since")
    return bool(reading.said) or _stands_alone(reading, first.text, before, place)


def _stands_alone(reading: Reading, word: str, before: str, place: Place) -> bool:
    """Tell whether a date without a preposition, beginning with ``word``, is one after ``before``."""
    if before in BINDING or (place == "start" and reading.shape in ("clock", "later")):
        return False
    if reading.shape != "weekday" or word.lower() not in _ALSO_WORDS:
        return True
    return word[0].isupper() if place == "end" else word.lower() != "sun"


def _judged(
    reading: Reading, start: int, end: int, now: datetime, zone: str, *, future: bool
) -> When:
    """Return the date if it can be meant; `UsageError` if it cannot."""
    if reading.problem:
        raise UsageError(reading.problem)
    today = now.astimezone(ZoneInfo(zone)).date()
    when = When(reading.on, reading.at, start, end)
    said = say_day(when.on, today) + (f", {when.at:%H:%M}" if when.at else "")
    if when.on > add_months(today, 12 * YEARS_AHEAD):
        body = f"{day_words(when.on)} is more than {YEARS_AHEAD} years ahead. Please pick a nearer day."
        raise UsageError(body)
    if when.on < add_months(today, -12 * YEARS_BACK):
        body = (
            f"{day_words(when.on)} is more than {YEARS_BACK} years back. Please pick a later day."
        )
        raise UsageError(body)
    over = _over(when, now, today, zone)
    if future and over < 0:
        raise UsageError(f"{said} has already passed. Which day do you mean? {_TRY_AHEAD}")
    if not future and over > 0:
        raise LiesAhead(f"{said} still lies ahead. Which day was it? {_TRY}")
    return when


def _over(when: When, now: datetime, today: date, zone: str) -> int:
    """Return -1 for a moment gone, 1 for one to come, 0 for today or this very minute."""
    if when.on != today or when.at is None:
        return (when.on > today) - (when.on < today)
    then = instant(when.on, when.at, zone)
    this_minute = now.replace(second=0, microsecond=0)
    return (then > this_minute) - (then < this_minute)
