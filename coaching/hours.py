"""Hours and weekdays as people write them: "9-17", "8:30 to 16:00", "Mon-Fri", "Mon, Wed"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from coaching.messages import UsageError
from coaching.names import clip

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_NOON = 12
_WEEK = len(DAYS)


def read_hours(text: str) -> tuple[int, int]:
    """Return opening and closing as minutes after midnight; `UsageError` if it is no span."""
    found = [match for match in _TIME.finditer(text[:40])]  # noqa: C416 reads as what it is
    minutes = [_minutes(match) for match in found]
    if len(minutes) != 2 or None in minutes or not minutes[0] < minutes[1]:  # type: ignore[operator]  # noqa: PLR2004 a span has two ends
        raise UsageError(f"I could not read “{clip(text)}” as hours. Try `settings hours 9-17`.")
    return minutes[0] or 0, minutes[1] or 0


def _minutes(match: re.Match[str]) -> int | None:
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return hour * 60 + minute if hour * 60 + minute <= 24 * 60 - 1 and minute < 60 else None  # noqa: PLR2004 minutes of an hour


def read_days(text: str) -> str:
    """Return weekdays as digits, Monday 0, as in "01234"; `UsageError` if there are none."""
    days: set[int] = set()
    for part in re.split(r"[,\s]+(?!-)", text.replace(" - ", "-").replace("–", "-").strip()):
        ends = [_day(word, text) for word in part.split("-") if word]
        if len(ends) == 1:
            days.add(ends[0])
        elif ends:
            days |= {(ends[0] + i) % _WEEK for i in range((ends[-1] - ends[0]) % _WEEK + 1)}
    if not days:
        raise _no_days(text)
    return "".join(str(day) for day in sorted(days))


def _day(word: str, text: str) -> int:
    for index, name in enumerate(DAYS):
        if word[:3].lower() == name.lower():
            return index
    raise _no_days(text)


def _no_days(text: str) -> UsageError:
    return UsageError(f"I could not read “{clip(text)}” as weekdays. Try `settings days Mon-Fri`.")


def say_hours(opens: time, closes: time) -> str:
    """Return "09:00-17:00"."""
    return f"{opens:%H:%M}-{closes:%H:%M}"


def say_days(weekdays: Iterable[int]) -> str:
    """Return "Mon-Fri", or the days one by one."""
    days = sorted(weekdays)
    run = days == list(range(days[0], days[-1] + 1)) if days else False
    if run and len(days) > 2:  # noqa: PLR2004 two days are told one by one
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)
