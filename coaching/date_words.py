"""The words a date is said with: text to tokens, tokens to a day and a clock time.

Nothing here judges whether the day suits the command; `coaching.dates` does.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PREPOSITIONS = frozenset({"on", "by", "at", "until", "till", "since", "around", "about"})
# Said of what is still to come: "for Friday", "before Friday", "due Friday".
FORWARD = frozenset({"for", "before", "from", "due", "by", "until", "till"})
FAR = timedelta(days=366 * 20)  # beyond any bound of `coaching.dates`; spares big sums

Shape = Literal["plain", "weekday", "clock", "within", "length", "month"]

_DAY_NAMES = {
    name: i
    for i, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "weds", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for name in names
}
_MONTH_NAMES = {name.lower(): i for i, name in enumerate(MONTHS, 1)}
_MONTH_NAMES |= {name[:3]: i for name, i in _MONTH_NAMES.items()} | {"sept": 9}
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_UNITS: dict[str, tuple[str, int]] = {  # word: (kind, how many of that kind)
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("minutes", 1)),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), ("minutes", 60)),
    **dict.fromkeys(("day", "days", "d"), ("days", 1)),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w"), ("days", 7)),
    **dict.fromkeys(("month", "months", "m"), ("months", 1)),
    **dict.fromkeys(("year", "years", "y"), ("months", 12)),
}
_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# A part of the day gives a clock time only to what lies ahead.
_PARTS = {"morning": time(9), "afternoon": time(14), "evening": time(19), "night": time(20)}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_FRIDAY, _SATURDAY = 4, 5
_AFTERNOON_UNTIL = 6  # "at 3" without am or pm is in the afternoon, "at 7" in the morning

_TOKEN = re.compile(
    r"(?P<date>[0-9]{1,4}(?P<by>[-/.])[0-9]{1,2}(?P=by)[0-9]{2,4}(?![0-9]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9]))"
    r"|(?P<count>[0-9]+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)


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


def day_words(day: date) -> str:
    """Return the day as "5 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Grammar:
    """Reads dates from one list of tokens, seen from one local instant and direction."""

    def __init__(self, found: list[Token], local: datetime, *, future: bool) -> None:
        """Read ``found`` at the aware local time ``local``."""
        self._tokens = found
        self._local = local
        self._today = local.date()
        self._future = future

    def phrase(self, i: int) -> Reading | None:
        """Return the longest date phrase that begins at token ``i``."""
        word = self._word(i)
        ahead = self._future and word in FORWARD
        if word not in PREPOSITIONS and not ahead:
            return self._clocked(i, "")
        reading = self._clocked(i + 1, word)
        return replace(reading, said=word) if reading and self._fits(word, i, reading) else None

    def _fits(self, said: str, i: int, reading: Reading) -> bool:
        """Tell "at 9", "about a week ago" from "at Sun", "about Friday"."""
        ago = self._word(reading.stop - 1) == "ago"
        timed = reading.at is not None
        return {
            "at": timed or self._word(i + 1) == "end",
            "about": ago,
            "around": ago or timed,
        }.get(said, True)

    def _clocked(self, i: int, said: str) -> Reading | None:
        """Day and time in either order, or one of them."""
        if clock := self._time(i, bare=said == "at"):
            at, j = clock
            day = self._day(j + (self._word(j) == "on"))
            if day and day.at is None:
                return replace(day, at=at)
            return self._clock_alone(at, j)
        reading = self._day(i)
        if reading is None or reading.at or reading.shape == "length":
            return reading
        return self._with_time(reading)

    def _with_time(self, reading: Reading) -> Reading:
        i = reading.stop
        part = self._word(i)
        if part in _PARTS and not reading.problem:
            return replace(reading, stop=i + 1, at=self._part(reading.on, part))
        i += self._is(i, ",") or self._word(i) == "t"
        marked = self._word(i) == "at" or self._is(i, "@")
        clock = self._time(i + marked, bare=marked)
        return replace(reading, at=clock[0], stop=clock[1]) if clock else reading

    def _clock_alone(self, at: time, stop: int) -> Reading:
        day = self._today
        if self._future and at <= self._local.time():
            day += timedelta(days=1)
        return Reading(day, stop, at, "clock")

    def _time(self, i: int, *, bare: bool) -> tuple[time, int] | None:
        """Clock time at ``i``: "9am", "9:30", "17:00", "noon", and "9" where ``bare`` allows."""
        token = self._token(i)
        if token.text.lower() == "noon":
            return time(12), i + 1
        if token.kind not in ("clock", "count") or len(token.text) > len("00:00"):
            return None
        hour, _, rest = token.text.partition(":")
        minute = int(rest or 0)
        half = self._word(i + 1)
        if bare and (half in _UNITS or half in _MONTH_NAMES):
            return None  # "at 5 Dec": a day, not an hour
        if half in ("am", "pm") and 1 <= int(hour) <= 12 and minute < 60:  # noqa: PLR2004 - a clock's face
            return time(int(hour) % 12 + 12 * (half == "pm"), minute), i + 2
        if not rest and not bare:
            return None
        late = not rest and len(hour) == 1 and 1 <= int(hour) <= _AFTERNOON_UNTIL
        full = int(hour) + 12 * late
        glued = self._token(i + 1).kind in ("word", "count") and self._token(i + 1).start == token.end
        if full > 23 or minute > 59 or glued:  # noqa: PLR2004 - a clock's face
            return None
        return time(full, minute), i + 1

    def _part(self, day: date, part: str) -> time | None:
        at = _PARTS[part]
        ahead = datetime.combine(day, at) > self._local.replace(tzinfo=None)
        return at if self._future and ahead else None

    def _day(self, i: int) -> Reading | None:
        readers: tuple[Callable[[int], Reading | None], ...] = (
            self._named,
            self._relative,
            self._within,
            self._length,
            self._end_of,
            self._weekday,
            self._day_month,
            self._month_day,
            self._numeric,
            self._ordinal,
        )
        return next((found for read in readers if (found := read(i))), None)

    def _named(self, i: int) -> Reading | None:
        skip = i + (self._word(i) == "the")
        if self._word(skip) == "day" and self._word(skip + 1) in ("before", "after"):
            step = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}
            days = step.get((self._word(skip + 1), self._word(skip + 2)))
            return None if days is None else self._plain(days, skip + 3)
        word = self._word(i)
        if word not in _NAMED_DAYS:
            return None
        reading = self._plain(_NAMED_DAYS[word], i + 1)
        return replace(reading, at=self._part(reading.on, "night")) if word == "tonight" else reading

    def _relative(self, i: int) -> Reading | None:
        """ "last", "this" or "next" with a weekday, week, weekend, month, year or part of a day."""
        which, what = self._word(i), self._word(i + 1)
        if which not in ("last", "this", "next"):
            return None
        if what in _DAY_NAMES:
            return self._plain(self._weekday_step(which, _DAY_NAMES[what]), i + 2)
        if what in _PARTS and which != "next":
            day = self._plain(-1 if which == "last" else 0, i + 2)
            return replace(day, at=self._part(day.on, what))
        day_of = {"week": self._week, "weekend": self._weekend, "month": self._month, "year": self._year}
        return Reading(day_of[what](which), i + 2) if what in day_of else None

    def _weekday_step(self, which: str, weekday: int) -> int:
        """Days from today: last is the latest one gone, next is in next week (Monday to Sunday)."""
        gap = weekday - self._today.weekday()
        if which == "last":
            return gap % -7 or -7
        return gap + 7 * (which == "next")

    def _week(self, which: str) -> date:
        if which == "last":
            return self._today - timedelta(days=7)
        if which == "next":
            return self._today + timedelta(days=7 - self._today.weekday())
        return self._week_end(self._today) if self._future else self._today

    def _weekend(self, which: str) -> date:
        step = self._weekday_step(which, _SATURDAY)
        return self._today + timedelta(days=step)

    def _month(self, which: str) -> date:
        if which == "last":
            return add_months(self._today, -1)
        if which == "next":
            return add_months(self._today.replace(day=1), 1)
        return _month_end(self._today) if self._future else self._today

    def _year(self, which: str) -> date:
        if which == "this":
            return date(self._today.year, 12, 31) if self._future else self._today
        return date(self._today.year + 1, 1, 1) if which == "next" else add_months(self._today, -12)

    def _week_end(self, day: date) -> date:
        """Friday, or Sunday once Friday is over."""
        return day + timedelta(days=(_FRIDAY if day.weekday() <= _FRIDAY else 6) - day.weekday())

    def _within(self, i: int) -> Reading | None:
        if self._word(i) not in ("in", "within"):
            return None
        amount = self._amount(i + 1)
        return amount and replace(self._moved(*amount), shape="within")

    def _length(self, i: int) -> Reading | None:
        """ "3 days ago", "2 weeks from now", and "3 days" or "3d" alone, which is ahead."""
        amount = self._amount(i)
        if not amount:
            return None
        count, unit, stop = amount
        if self._word(stop) == "ago":
            return self._moved(-count, unit, stop + 1)
        if self._word(stop) == "from" and self._word(stop + 1) in ("now", "today"):
            return self._moved(count, unit, stop + 2)
        return replace(self._moved(count, unit, stop), shape="length")

    def _amount(self, i: int) -> tuple[int, str, int] | None:
        """Return how many, of which unit, and where the words end."""
        token, unit = self._token(i), self._word(i + 1)
        if unit not in _UNITS:
            return None
        if token.kind == "count":
            return int(token.text), unit, i + 2
        word = self._word(i)
        return (_NUMBERS[word], unit, i + 2) if word in _NUMBERS else None

    def _moved(self, count: int, unit: str, stop: int) -> Reading:
        """Return the day ``count`` units from now; hours and minutes are true elapsed time."""
        kind, size = _UNITS[unit]
        steps = count * size
        per_day = {"minutes": 1 / 1440, "days": 1, "months": 30}[kind]
        if abs(steps) > FAR.days / per_day:
            return Reading(self._today, stop, problem="That is too far away for me to plan with.")
        if kind == "days":
            return self._plain(steps, stop)
        if kind == "months":
            return Reading(add_months(self._today, steps), stop)
        zone = self._local.tzinfo
        instant = self._local.astimezone(ZoneInfo("UTC")) + timedelta(minutes=steps)
        there = instant.astimezone(zone)
        return Reading(there.date(), stop, there.time().replace(second=0, microsecond=0))

    def _end_of(self, i: int) -> Reading | None:
        if (self._word(i), self._word(i + 1)) != ("end", "of"):
            return None
        j = i + 2 + (self._word(i + 2) in ("the", "this", "next"))
        next_one = self._word(j - 1) == "next"
        what = self._word(j)
        if what == "week":
            return Reading(self._week_end(self._week("next") if next_one else self._today), j + 1)
        if what == "month":
            return Reading(_month_end(self._month("next") if next_one else self._today), j + 1)
        return self._plain(0, j + 1) if what == "day" and not next_one else None

    def _weekday(self, i: int) -> Reading | None:
        """A weekday alone, or before a date that must fall on it."""
        weekday = _DAY_NAMES.get(self._word(i))
        if weekday is None:
            return None
        j = i + 1 + self._is(i + 1, ",")
        full = self._day_month(j) or self._month_day(j) or self._numeric(j)
        if full is None:
            gap = weekday - self._today.weekday()
            step = (gap % 7 or 7) if self._future else gap % -7
            return replace(self._plain(step, i + 1), shape="weekday")
        if not full.problem and full.on.weekday() != weekday:
            problem = f"{day_words(full.on)} is a {WEEKDAYS[full.on.weekday()]}, not a {WEEKDAYS[weekday]}."
            return replace(full, problem=problem)
        return full

    def _day_month(self, i: int) -> Reading | None:
        """ "5 Dec", "5th of December 2026"."""
        day = self._token(i)
        if day.kind != "count" or len(day.text) > len("31"):
            return None
        j = i + 1 + (self._word(i + 1) in _ORDINALS)
        j += self._word(j) == "of"
        month = _MONTH_NAMES.get(self._word(j))
        return self._yearly(int(day.text), month, j + 1) if month else None

    def _month_day(self, i: int) -> Reading | None:
        """ "Dec 5", "December 5th, 2026"; a month alone is its first day."""
        month = _MONTH_NAMES.get(self._word(i))
        if not month:
            return None
        day = self._token(i + 1)
        if day.kind != "count" or len(day.text) > len("31"):
            return replace(self._yearly(1, month, i + 1), shape="month")
        return self._yearly(int(day.text), month, i + 2 + (self._word(i + 2) in _ORDINALS))

    def _yearly(self, day: int, month: int, stop: int) -> Reading:
        """Return the date with the year that follows, or else the nearest in the direction."""
        comma = self._is(stop, ",")
        year = self._token(stop + comma)
        if year.kind == "count" and len(year.text) == len("2026"):
            return self._made(int(year.text), month, day, stop + comma + 1)
        step = 1 if self._future else -1
        for offset in range(0, 9 * step, step):
            at = self._today.year + offset
            if _exists(at, month, day) and (date(at, month, day) - self._today).days * step >= 0:
                return Reading(date(at, month, day), stop)
        return Reading(self._today, stop, problem=f"There is no {day} {MONTHS[month - 1]}.")

    def _numeric(self, i: int) -> Reading | None:
        token = self._token(i)
        if token.kind != "date":
            return None
        mark = next(c for c in token.text if not c.isdigit())
        first, middle, last = token.text.split(mark)
        a, b = int(first), int(middle)
        if len(first) == len("2026"):
            return self._made(a, b, int(last), i + 1)
        year = int(last) + 2000 * (len(last) == len("26"))
        if len(first) > len("31") or len(last) == len("202") or (mark != "/" and year != int(last)):
            return None
        if mark != "/" or a == b or a > 12:  # noqa: PLR2004 - months in a year
            return self._made(year, b, a, i + 1)
        if b > 12:  # noqa: PLR2004 - months in a year
            return self._made(year, a, b, i + 1)
        return Reading(self._today, i + 1, problem=_two_ways(token.text, year, a, b))

    def _ordinal(self, i: int) -> Reading | None:
        """ "the 15th": the nearest such day of a month in the direction."""
        j = i + (self._word(i) == "the")
        token = self._token(j)
        if j == i or token.kind != "count" or self._word(j + 1) not in _ORDINALS:
            return None
        if not 1 <= int(token.text) <= 31:  # noqa: PLR2004 - days in a month
            return None
        step = 1 if self._future else -1
        month = self._today.replace(day=1)
        while True:  # at most three months: no two in a row are short
            if _exists(month.year, month.month, int(token.text)):
                day = month.replace(day=int(token.text))
                if (day - self._today).days * step >= 0:
                    return Reading(day, j + 2)
            month = add_months(month, step)

    def _made(self, year: int, month: int, day: int, stop: int) -> Reading:
        if _exists(year, month, day):
            return Reading(date(year, month, day), stop)
        name = MONTHS[month - 1] if 1 <= month <= len(MONTHS) else f"month {month}"
        return Reading(self._today, stop, problem=f"There is no {day} {name} {year}.")

    def _plain(self, days: int, stop: int) -> Reading:
        return Reading(self._today + timedelta(days=days), stop)

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


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _exists(year: int, month: int, day: int) -> bool:
    return year >= 1 and 1 <= month <= len(MONTHS) and 1 <= day <= monthrange(year, month)[1]


def _two_ways(said: str, year: int, a: int, b: int) -> str:
    day_first, month_first = date(year, b, a), date(year, a, b)
    return (
        f"“{said}” can be {day_words(day_first)} or {MONTHS[a - 1]} {b}, {year}. "
        f"Please type {day_first.isoformat()} or {month_first.isoformat()}."
    )
