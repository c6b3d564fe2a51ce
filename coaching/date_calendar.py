"""Days with a place in the calendar: "5 Dec", "Dec 5, 2026", "2026-12-05", "the 15th", "Fri"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coaching.date_words import (
    DAY_NAMES,
    MONTH_NAMES,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    Reading,
    Words,
    add_months,
    day_words,
    exists,
)

_CHRISTMAS = frozenset({"christmas", "xmas"})


class CalendarDays(Words):
    """Reads one day of the calendar that begins at a token, or None."""

    def _weekday(self, i: int) -> Reading | None:
        """Read a weekday alone, or before a date that must fall on it."""
        weekday = DAY_NAMES.get(self._word(i))
        if weekday is None:
            return None
        which = i + 1 + (self._word(i + 1) == "of")
        if self._word(which) in ("last", "this", "next") and self._word(which + 1) == "week":
            return self._of_week(self._word(which), weekday, which + 2)
        j = i + 1 + self._is(i + 1, ",")
        full = self._day_month(j) or self._month_day(j) or self._numeric(j)
        if full is None or full.shape == "month":
            gap = weekday - self._today.weekday()
            step = (gap % 7 or 7) if self._future else gap % -7
            return replace(self._plain(step, i + 1), shape="weekday")
        falls = full.on.weekday()
        if not full.problem and falls != weekday:
            problem = f"{day_words(full.on)} is a {WEEKDAYS[falls]}, not a {WEEKDAYS[weekday]}."
            return replace(full, problem=f"{problem} Which of the two do you mean?")
        return full

    def _day_month(self, i: int) -> Reading | None:
        """Read "5 Dec", "5th of December 2026"."""
        day = self._token(i)
        if day.kind != "count" or len(day.text) > len("31"):
            return None
        j = i + 1 + (self._word(i + 1) in ORDINALS)
        j += self._word(j) == "of"
        month = MONTH_NAMES.get(self._word(j))
        return self._yearly(int(day.text), month, j + 1) if month else None

    def _month_day(self, i: int) -> Reading | None:
        """Read "Dec 5", "December 5th, 2026"; a month alone is its first day."""
        if self._word(i) in _CHRISTMAS:
            return self._yearly(25, 12, i + 1)
        month = MONTH_NAMES.get(self._word(i))
        if not month:
            return None
        day = self._token(i + 1)
        if day.kind != "count" or len(day.text) > len("31"):
            return replace(self._yearly(1, month, i + 1), shape="month")
        return self._yearly(int(day.text), month, i + 2 + (self._word(i + 2) in ORDINALS))

    def _yearly(self, day: int, month: int, stop: int) -> Reading:
        """Return the date with the year that follows, or else the nearest in the direction."""
        comma = self._is(stop, ",")
        year = self._token(stop + comma)
        if year.kind == "count" and len(year.text) == len("2026"):
            return self._made(int(year.text), month, day, stop + comma + 1)
        step = 1 if self._future else -1
        for offset in range(0, 9 * step, step):
            at = self._today.year + offset
            if exists(at, month, day) and (date(at, month, day) - self._today).days * step >= 0:
                return Reading(date(at, month, day), stop)
        return Reading(
            self._today,
            stop,
            problem=f"There is no {day} {MONTHS[month - 1]}. Which day do you mean?",
        )

    def _numeric(self, i: int) -> Reading | None:
        token = self._token(i)
        if token.kind != "date":
            return None
        mark = token.text.lstrip("0123456789")[0]
        first, middle, last = token.text.split(mark)
        if len(first) == len("2026") and len(last) <= len("31"):
            return self._made(int(first), int(middle), int(last), i + 1)
        short = mark == "/" and len(last) == len("26")
        if len(first) > len("31") or not (short or len(last) == len("2026")):
            return None
        year = int(last) + (2000 if short else 0)
        return self._either_way(token.text, mark, year, (int(first), int(middle)), i + 1)

    def _either_way(
        self, said: str, mark: str, year: int, pair: tuple[int, int], stop: int
    ) -> Reading:
        """Return the date of two numbers and a year; with dots, and where it must be, day first."""
        a, b = pair
        day_first, month_first = exists(year, b, a), exists(year, a, b)
        if mark == "." or a == b or not month_first:
            return self._made(year, b, a, stop)
        if not day_first:
            return self._made(year, a, b, stop)
        return Reading(
            self._today, stop, problem=_two_ways(said, date(year, b, a), date(year, a, b))
        )

    def _ordinal(self, i: int) -> Reading | None:
        """Read "the 15th": the nearest such day of a month in the direction."""
        j = i + (self._word(i) == "the")
        token = self._token(j)
        if j == i or token.kind != "count" or self._word(j + 1) not in ORDINALS:
            return None
        number, step = int(token.text), 1 if self._future else -1
        months = [add_months(self._today.replace(day=1), n * step) for n in range(3)]
        days = [m.replace(day=number) for m in months if exists(m.year, m.month, number)]
        fitting = [day for day in days if (day - self._today).days * step >= 0]
        return Reading(fitting[0], j + 2) if fitting else None

    def _made(self, year: int, month: int, day: int, stop: int) -> Reading:
        if exists(year, month, day):
            return Reading(date(year, month, day), stop)
        known = 1 <= month <= len(MONTHS)
        named = f"{day} {MONTHS[month - 1]} {year}" if known else f"month {month} in a year"
        return Reading(self._today, stop, problem=f"There is no {named}. Which day do you mean?")


def _two_ways(said: str, day_first: date, month_first: date) -> str:
    american = f"{MONTHS[month_first.month - 1]} {month_first.day}, {month_first.year}"
    return (
        f"“{said}” can be {day_words(day_first)} or {american}. "
        f"Please type {day_first.isoformat()} or {month_first.isoformat()}."
    )
