"""The words a date is said with, and the text cut into them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PREPOSITIONS = frozenset({"on", "by", "at", "until", "till", "since", "around", "about"})
# Said of what is still to come: "for Friday", "before Friday", "due Friday".
FORWARD = frozenset({"for", "before", "from", "due", "by", "until", "till"})
FAR = timedelta(days=366 * 20)  # beyond any bound of `coaching.dates`; spares big sums

# within: "in 3 days"; length: "3 days"; later: a clock time alone that has yet to come today.
Shape = Literal["plain", "weekday", "clock", "later", "within", "length", "month"]

DAY_NAMES = {name.lower(): i for i, name in enumerate(WEEKDAYS)}
DAY_NAMES |= {name[:3]: i for name, i in DAY_NAMES.items()}
DAY_NAMES |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTH_NAMES = {name.lower(): i for i, name in enumerate(MONTHS, 1)}
MONTH_NAMES |= {name[:3]: i for name, i in MONTH_NAMES.items()} | {"sept": 9}
_COUNTING = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBERS = {"a": 1, "an": 1} | {word: count for count, word in enumerate(_COUNTING, 1)}
UNITS: dict[str, tuple[str, int]] = {  # word: (kind, how many of that kind)
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("minutes", 1)),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), ("minutes", 60)),
    **dict.fromkeys(("day", "days", "d"), ("days", 1)),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w"), ("days", 7)),
    **dict.fromkeys(("fortnight", "fortnights"), ("days", 14)),
    **dict.fromkeys(("month", "months", "m"), ("months", 1)),
    **dict.fromkeys(("year", "years", "y"), ("months", 12)),
}
NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# A part of the day gives a clock time only to what lies ahead.
PARTS = {"morning": time(9), "afternoon": time(14), "evening": time(19), "night": time(20)}
LATE = frozenset({"tonight", "afternoon", "evening", "night"})
ORDINALS = frozenset({"st", "nd", "rd", "th"})

_TOKEN = re.compile(
    r"(?P<date>[0-9]{1,4}(?P<by>[-/.])[0-9]{1,2}(?P=by)[0-9]{1,4}(?![0-9]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9]))"
    r"|(?P<count>[0-9]+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)


# Every phrase that says a date holds a digit or one of these.
TELLING = frozenset(
    {*DAY_NAMES, *MONTH_NAMES, *NAMED_DAYS, *UNITS, *PARTS, "noon", "now", "end", "weekend"}
    | {"eod", "cob", "eob", "eow", "eom", "christmas", "xmas"}
)
_DIGIT_OR_WORD = re.compile(r"[0-9]|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text with its span; ``kind`` is date, clock, count, word or mark."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A day said by the tokens up to ``stop``, with the preposition before it.

    ``problem`` tells the person why these words, though a date, name no day.
    """

    on: date
    stop: int
    at: time | None = None
    shape: Shape = "plain"
    said: str = ""
    problem: str = ""


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]``."""
    found = _TOKEN.finditer(text, start, end)
    return [Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in found]


def may_tell(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` could say a date at all: most texts do not, and soon told."""
    found = _DIGIT_OR_WORD.findall(text[start:end].lower())
    return not TELLING.isdisjoint(found) or any(word.isdecimal() for word in found)


def day_words(day: date) -> str:
    """Return the day as "5 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Words:
    """The tokens of one phrase, seen from one local instant and looking one way in time."""

    def __init__(self, found: list[Token], local: datetime, *, future: bool) -> None:
        """Hold ``found``, read at the aware local time ``local``."""
        self._tokens = found
        self._local = local
        self._today = local.date()
        self._future = future

    def _plain(self, days: int, stop: int) -> Reading:
        return Reading(self._today + timedelta(days=days), stop)

    def _of_week(self, which: str, weekday: int, stop: int) -> Reading:
        """Read "last week Tuesday", "Tuesday of next week": weeks run from Monday to Sunday."""
        monday = self._today - timedelta(days=self._today.weekday())
        weeks = {"last": -1, "this": 0, "next": 1}[which]
        return Reading(monday + timedelta(days=7 * weeks + weekday), stop)

    def _token(self, i: int) -> Token:
        return self._tokens[i] if i < len(self._tokens) else Token("", "", -1, -1)

    def _word(self, i: int) -> str:
        token = self._token(i)
        return token.text.lower() if token.kind == "word" else ""

    def _is(self, i: int, mark: str) -> bool:
        return self._token(i).text == mark


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, or that month's last day where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """Return the last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has that day."""
    return year >= 1 and 1 <= month <= len(MONTHS) and 1 <= day <= monthrange(year, month)[1]
