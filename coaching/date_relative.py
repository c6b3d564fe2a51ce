"""Days counted from today: "yesterday", "last Tue", "in 3 days", "a week ago", "end of the month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from coaching.date_words import (
    DAY_NAMES,
    FAR,
    NAMED_DAYS,
    NUMBERS,
    PARTS,
    UNITS,
    Reading,
    Words,
    add_months,
    month_end,
)

_TOO_FAR = "That is too far from today. Please pick a nearer day, for example 5 Dec."
_OFFICE = frozenset({"eod", "cob", "eob", "eow", "eom"})
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6


class RelativeDays(Words):
    """Reads one day as seen from today that begins at a token, or None."""

    def _named(self, i: int) -> Reading | None:
        skip = i + (self._word(i) == "the")
        if self._word(skip) == "day" and self._word(skip + 1) in ("before", "after"):
            step = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}
            days = step.get((self._word(skip + 1), self._word(skip + 2)))
            return None if days is None else self._plain(days, skip + 3)
        word = self._word(i)
        if word in ("earlier", "later") and self._word(i + 1) in ("today", "this"):
            return self._named(i + 1) or self._relative(i + 1)
        if (word, self._word(i + 1)) == ("just", "now"):
            return self._plain(0, i + 2)
        if word in _OFFICE:
            return Reading(self._office_end(word), i + 1)
        if word not in NAMED_DAYS:
            return None
        reading = self._plain(NAMED_DAYS[word], i + 1)
        return (
            replace(reading, at=self._part(reading.on, "night")) if word == "tonight" else reading
        )

    def _relative(self, i: int) -> Reading | None:
        """Read "last", "this" or "next" with a weekday, week, weekend, month, year or part of a day."""
        which, what = self._word(i), self._word(i + 1)
        if which not in ("last", "this", "next"):
            return None
        if what == "week" and self._word(i + 2) in DAY_NAMES:
            return self._of_week(which, DAY_NAMES[self._word(i + 2)], i + 3)
        if what in DAY_NAMES:
            return self._plain(self._weekday_step(which, DAY_NAMES[what]), i + 2)
        if what in PARTS and which != "next":
            day = self._plain(-1 if which == "last" else 0, i + 2)
            return replace(day, at=self._part(day.on, what))
        day_of = {
            "week": self._week,
            "weekend": self._weekend,
            "month": self._month,
            "year": self._year,
        }
        return Reading(day_of[what](which), i + 2) if what in day_of else None

    def _office_end(self, word: str) -> date:
        """Return the end of the day, of the week or of the month, as offices write it."""
        if word == "eow":
            return self._week_end(self._today)
        return month_end(self._today) if word == "eom" else self._today

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
        return month_end(self._today) if self._future else self._today

    def _year(self, which: str) -> date:
        if which == "this":
            return date(self._today.year, 12, 31) if self._future else self._today
        return date(self._today.year + 1, 1, 1) if which == "next" else add_months(self._today, -12)

    def _week_end(self, day: date) -> date:
        """Friday, or Sunday once Friday is over."""
        return day + timedelta(
            days=(_FRIDAY if day.weekday() <= _FRIDAY else _SUNDAY) - day.weekday()
        )

    def _within(self, i: int) -> Reading | None:
        if self._word(i) not in ("in", "within"):
            return None
        amount = self._amount(i + 1)
        return amount and replace(self._moved(*amount), shape="within")

    def _length(self, i: int) -> Reading | None:
        """Read "3 days ago", "2 weeks from now", and "3 days" or "3d" alone, which is ahead."""
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
        couple = i + (self._word(i) == "a")
        if self._word(couple) == "couple":
            after = couple + 1 + (self._word(couple + 1) == "of")
            unit = self._word(after)
            return (2, unit, after + 1) if unit in UNITS else None
        token, unit = self._token(i), self._word(i + 1)
        if unit not in UNITS:
            return None
        if token.kind == "count":
            return int(token.text), unit, i + 2
        word = self._word(i)
        return (NUMBERS[word], unit, i + 2) if word in NUMBERS else None

    def _moved(self, count: int, unit: str, stop: int) -> Reading:
        """Return the day ``count`` units from now; hours and minutes are true elapsed time."""
        kind, size = UNITS[unit]
        steps = count * size
        per_day = {"minutes": 1 / 1440, "days": 1, "months": 30}[kind]
        if abs(steps) > FAR.days / per_day:
            return Reading(self._today, stop, problem=_TOO_FAR)
        if kind == "days":
            return self._plain(steps, stop)
        if kind == "months":
            return Reading(add_months(self._today, steps), stop)
        zone = self._local.tzinfo
        instant = self._local.astimezone(UTC) + timedelta(minutes=steps)
        there = instant.astimezone(zone)
        return Reading(there.date(), stop, there.time().replace(second=0, microsecond=0))

    def _end_of(self, i: int) -> Reading | None:
        i += self._word(i) == "the"
        if (self._word(i), self._word(i + 1)) != ("end", "of"):
            return None
        j = i + 2 + (self._word(i + 2) in ("the", "this", "next"))
        next_one = self._word(j - 1) == "next"
        what = self._word(j)
        if what == "week":
            return Reading(self._week_end(self._week("next") if next_one else self._today), j + 1)
        if what == "month":
            return Reading(month_end(self._month("next") if next_one else self._today), j + 1)
        return self._plain(0, j + 1) if what == "day" and not next_one else None

    def _part(self, day: date, part: str) -> time | None:
        at = PARTS[part]
        ahead = datetime.combine(day, at) > self._local.replace(tzinfo=None)
        return at if self._future and ahead else None
