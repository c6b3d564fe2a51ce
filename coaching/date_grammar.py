"""Whole date phrases: a day and a clock time in either order, with the preposition before them.

Nothing here judges whether the day suits the command; `coaching.dates` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from coaching.date_calendar import CalendarDays
from coaching.date_relative import RelativeDays
from coaching.date_words import FORWARD, LATE, MONTH_NAMES, PARTS, PREPOSITIONS, UNITS, Reading

_AFTERNOON = frozenset("123456")  # "at 3" without am or pm is in the afternoon, "at 7" is not
_OVER = frozenset({"over", "at", "on", "during"})
_HOURS, _MINUTES = 24, 60


class Grammar(CalendarDays, RelativeDays):
    """Reads date phrases from one list of tokens."""

    def phrase(self, i: int) -> Reading | None:
        """Return the longest date phrase that begins at token ``i``."""
        word = self._word(i)
        ahead = self._future and word in FORWARD
        if word in _OVER and (self._word(i + 1), self._word(i + 2)) == ("the", "weekend"):
            weekend = self._weekend("this" if self._future else "last")
            return Reading(weekend, i + 3, said=word)
        if word not in PREPOSITIONS and not ahead:
            return self._clocked(i, "")
        reading = self._clocked(i + 1, word)
        return replace(reading, said=word) if reading and self._fits(word, i, reading) else None

    def _fits(self, said: str, i: int, reading: Reading) -> bool:
        """Tell "at 9", "about a week ago" from "at Sun", "about Friday"."""
        ago = self._word(reading.stop - 1) == "ago"
        timed = reading.at is not None
        return {
            "at": timed or "end" in (self._word(i + 1), self._word(i + 2)),
            "about": ago,
            "around": ago or timed,
        }.get(said, True)

    def _clocked(self, i: int, said: str) -> Reading | None:
        """Read day and time in either order, or one of them."""
        if clock := self._time(i, bare=said == "at"):
            at, j = clock
            day = self._day(j + (self._word(j) == "on"))
            if day and day.shape not in ("within", "length"):
                return replace(day, at=self._late(at, i, day.stop))
            return self._clock_alone(at, j)
        reading = self._day(i)
        if reading is None or reading.shape in ("within", "length") or reading.problem:
            return reading
        return self._with_time(reading, i)

    def _with_time(self, reading: Reading, first: int) -> Reading:
        """Return the day with the part of the day and the clock time that follow it."""
        part = self._word(reading.stop)
        if part in PARTS:
            reading = replace(reading, stop=reading.stop + 1, at=self._part(reading.on, part))
        i = reading.stop + (self._is(reading.stop, ",") or self._word(reading.stop) == "t")
        marked = self._word(i) == "at" or self._is(i, "@")
        clock = self._time(i + marked, bare=marked)
        if clock is None:
            return reading
        return replace(reading, at=self._late(clock[0], first, clock[1]), stop=clock[1])

    def _late(self, at: time, first: int, stop: int) -> time:
        """Return 20:00 for the 8 of "tonight at 8"."""
        said = {self._word(i) for i in range(first, stop)}
        late = at.hour < time(12).hour and said & LATE and "am" not in said
        return at.replace(hour=at.hour + 12) if late else at

    def _clock_alone(self, at: time, stop: int) -> Reading:
        ahead = at > self._local.time()
        if self._future:
            return Reading(self._today + timedelta(days=not ahead), stop, at, "clock")
        return Reading(self._today, stop, at, "later" if ahead else "clock")

    def _time(self, i: int, *, bare: bool) -> tuple[time, int] | None:
        """Read the clock time at ``i``: "9am", "9:30", "17:00", "noon", and "9" where ``bare`` allows."""
        if self._word(i) == "noon":
            return time(12), i + 1
        token, follower, half = self._token(i), self._token(i + 1), self._word(i + 1)
        if token.kind not in ("clock", "count") or len(token.text) > len("00:00"):
            return None
        hour, _, minute = token.text.partition(":")
        if half in ("am", "pm"):
            shift = 12 * (half == "pm") - 12 * (hour == "12")
            return _on_the_clock(int(hour) + shift, minute, i + 2)
        glued = follower.start == token.end and follower.kind in ("word", "count")
        counts = bare and half not in UNITS and half not in MONTH_NAMES  # "at 5 Dec" is a day
        if glued or not (minute or counts):
            return None
        late = not minute and hour in _AFTERNOON
        return _on_the_clock(int(hour) + 12 * late, minute, i + 1)

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


def _on_the_clock(hour: int, minute: str, stop: int) -> tuple[time, int] | None:
    past = int(minute or 0)
    return (time(hour, past), stop) if 0 <= hour < _HOURS and past < _MINUTES else None
