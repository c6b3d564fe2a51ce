"""Once a week at a local time, and not on public holidays: the rule read, said and computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coaching.calendar_days import holidays_of, instant, known_country
from coaching.date_words import DAY_NAMES, WEEKDAYS
from coaching.dates import read_when
from coaching.messages import UsageError
from coaching.names import clip
from coaching.zones import read_zone

_WEEK = timedelta(days=7)
_WEEKS_AHEAD = 60
"""No country keeps one weekday free for longer than that."""
_KEYS = {"zone": "zone", "timezone": "zone", "tz": "zone", "country": "country"}
_FILL = frozenset({"every", "each", "weekly", "on", "at", "and"})
_TRY = "Try `prompts weekly Monday 10:00`."


@dataclass(frozen=True, slots=True)
class Weekly:
    """A local time of each week. ``weekday`` counts Monday as 0; ``country`` may be empty."""

    weekday: int
    at: time
    zone: str
    country: str

    def say(self) -> str:
        """Return the rule as "every Monday 10:00"."""
        return f"every {WEEKDAYS[self.weekday]} {self.at:%H:%M}"

    def local(self, moment: datetime) -> datetime:
        """Return ``moment`` on the clocks of the rule's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def is_holiday(self, day: date) -> bool:
        """Tell whether ``day`` is a public holiday of the country."""
        return day in holidays_of(self.country, day.year)


def next_time(rule: Weekly, after: datetime) -> datetime:
    """Return the first instant of the rule later than ``after``; weeks with a holiday are left out.

    A time that the clocks skip comes as much later; of a time that they repeat, the first.
    """
    today = rule.local(after).date()
    first = today + timedelta(days=(rule.weekday - today.weekday()) % 7)
    times = [
        (day, instant(day, rule.at, rule.zone))
        for day in (first + _WEEK * week for week in range(_WEEKS_AHEAD))
    ]
    later = [(day, moment) for day, moment in times if moment > after]
    return next((moment for day, moment in later if not rule.is_holiday(day)), later[-1][1])


def last_time(rule: Weekly, now: datetime) -> datetime:
    """Return the latest instant of the rule not after ``now``, holidays or not."""
    today = rule.local(now).date()
    day = today - timedelta(days=(today.weekday() - rule.weekday) % 7)
    moment = instant(day, rule.at, rule.zone)
    return moment if moment <= now else instant(day - _WEEK, rule.at, rule.zone)


def read_weekly(text: str, now: datetime, usual: Weekly) -> Weekly:
    """Read "Friday 9am zone Europe/Berlin country DE"; what is not said is as in ``usual``.

    `UsageError` for what is no weekday, clock time, zone or country.
    """
    parts = _parts(text)
    zone, country = usual.zone, usual.country
    if "zone" in parts:
        zone = _zone(parts)
    if "country" in parts:
        country = _country(parts["country"])
    days, rest = _days(parts[""])
    if len(days) > 1:
        raise UsageError(f"One day a week is enough, I think. Name one. {_TRY}")
    return Weekly(
        weekday=days.pop() if days else usual.weekday,
        at=_clock(rest, now, zone) if rest else usual.at,
        zone=zone,
        country=country,
    )


def _parts(text: str) -> dict[str, str]:
    """Return what was said under each key; day and time under the empty one."""
    parts, key = {"": ""}, ""
    for word in text.replace("=", " ").replace(",", " ").split():
        named = _KEYS.get(word.lower().rstrip(":"))
        if named:
            key = named
            parts[key] = ""
            continue
        if _day(word) is not None:
            key = ""
        parts[key] = f"{parts[key]} {word}".strip()
    return parts


def _day(word: str) -> int | None:
    """Return the weekday of "Friday", "Fri." and "Fridays", Monday 0; None for another word."""
    name = word.lower().rstrip(".")
    return DAY_NAMES.get(name, DAY_NAMES.get(name.removesuffix("s")))


def _days(text: str) -> tuple[set[int], str]:
    """Return the weekdays that are named, and the words that are left."""
    days: set[int] = set()
    rest = []
    for word in text.split():
        day = _day(word)
        if day is not None:
            days.add(day)
        elif word.lower() not in _FILL:
            rest.append(word)
    return days, " ".join(rest)


def _clock(said: str, now: datetime, zone: str) -> time:
    # The grammar of dates reads days with a clock time: so tomorrow's, for which any is to come.
    tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    for phrase in (f"tomorrow {said}", f"tomorrow at {said}"):
        try:
            when = read_when(phrase, now, zone, future=True)
        except UsageError:
            continue
        if when.on == tomorrow and when.at is not None:
            return when.at
    raise UsageError(f"I could not read “{clip(said)}” as a weekday and a time. {_TRY}")


def _zone(parts: dict[str, str]) -> str:
    try:
        return read_zone(parts["zone"])
    except UsageError as error:
        others = [parts[""], f"country {parts['country']}" if "country" in parts else ""]
        line = " ".join(part for part in ("prompts weekly", *others) if part)
        near = tuple(
            replace(button, command=f"{line} zone {button.label}") for button in error.card.buttons
        )
        raise UsageError(error.card.body, buttons=near) from error


def _country(value: str) -> str:
    code = value.upper()
    if code in ("", "NONE", "OFF"):
        return ""
    if not known_country(code):
        raise UsageError(
            f"I know no holidays for “{clip(value, 20)}”. Type a two-letter code such as DE, US or "
            "DE-BY, or `prompts weekly country none`."
        )
    return code
