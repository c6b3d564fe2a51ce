"""Local days and hours as instants: odd clock changes, working days, public holidays.

Rules of time are kept as local time and zone; the instant is computed when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from math import ceil, floor
from zoneinfo import ZoneInfo

from coaching.network import Schedule

SEARCH_DAYS = 400


def instant(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant at which local clocks in ``zone`` show ``at`` on ``day``.

    Where clocks jump over ``at`` it is as much later as they jump (02:30 becomes 03:30); where
    they show it twice it is the first time.
    """
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, str]]:
    """Return each known country's subdivisions, by their names in capitals."""
    import holidays  # noqa: PLC0415 - a tenth of a second that people without a country never pay

    known = holidays.list_supported_countries()
    return {code: {name.upper(): name for name in names} for code, names in known.items()}


def known_country(code: str) -> bool:
    """Tell whether the holidays of ``"DE"`` or ``"DE-BY"`` are known; letter case is ignored."""
    country, _, subdivision = code.upper().partition("-")
    if country not in _countries():
        return False
    return not subdivision or subdivision in _countries()[country]


@lru_cache(maxsize=1024)
def holidays_of(code: str, year: int) -> frozenset[date]:
    """Return the public holidays of a country or subdivision in ``year``.

    An unknown subdivision has those of its country, an unknown country none.
    """
    country, _, subdivision = code.upper().partition("-")
    if not country or country not in _countries():
        return frozenset()
    import holidays  # noqa: PLC0415 - a tenth of a second that people without a country never pay

    name = _countries()[country].get(subdivision)
    return frozenset(holidays.country_holidays(country, subdiv=name, years=year))


def is_working_day(schedule: Schedule, day: date) -> bool:
    """Tell whether ``day`` is one of the person's weekdays, not a day off and not a holiday."""
    if day.weekday() not in schedule.weekdays or day in schedule.days_off:
        return False
    return not schedule.country or day not in holidays_of(schedule.country, day.year)


def is_open(schedule: Schedule, instant: datetime) -> bool:
    """Tell whether ``instant`` lies in the person's hours on a working day; a pause is no matter.

    ``closes`` itself is outside. Hours past midnight (22:00 to 06:00) hold on each working day by
    itself: the early hours of a Saturday are Saturday. Hours that end where they begin are empty.
    """
    local = schedule.local(instant)
    at, opens, closes = local.time(), schedule.opens, schedule.closes
    inside = opens <= at < closes if opens <= closes else not closes <= at < opens
    return inside and is_working_day(schedule, local.date())


def _starts(schedule: Schedule, day: date) -> Iterator[datetime]:
    """Yield the instants on ``day`` at which the hours may begin."""
    zone = schedule.zone_info()
    for at in {schedule.opens, time.min} if schedule.opens > schedule.closes else {schedule.opens}:
        local = datetime.combine(day, at, zone)
        first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
        yield first
        if second > first:
            yield second
        elif second < first:
            yield _jump(zone, second, first)


def _jump(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the instant between the two at which the clocks jump, to the second."""
    low, high = floor(before.timestamp()), ceil(after.timestamp())
    offset = before.astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def next_open(schedule: Schedule, instant: datetime) -> datetime | None:
    """Return the first instant from ``instant`` on that is within the person's hours.

    That is ``instant`` itself when it is; None when the next 400 days have no open hour (no
    weekdays, empty hours). A day whose clocks jump over all of its hours has none.
    """
    instant = instant.astimezone(UTC)
    if is_open(schedule, instant):
        return instant
    if schedule.opens == schedule.closes:
        return None
    today = schedule.local(instant).date()
    for ahead in range(SEARCH_DAYS + 1):
        day = today + timedelta(days=ahead)
        if not is_working_day(schedule, day):
            continue
        starts = [s for s in _starts(schedule, day) if s >= instant and is_open(schedule, s)]
        if starts:
            return min(starts)
    return None
