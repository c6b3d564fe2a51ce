"""When something promised is due: the date as it was said, at a sensible hour where none was."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from coaching.dates import When, instant, say_when
from coaching.network import Schedule

_SOON = timedelta(hours=1)


def due_instant(when: When, schedule: Schedule, now: datetime) -> datetime:
    """Return the instant for a date: at opening without a clock time, later today if that is past."""
    if when.at is not None:
        return instant(when.on, when.at, schedule.zone)
    opening = instant(when.on, schedule.opens, schedule.zone)
    if opening > now:
        return opening
    closing = instant(when.on, schedule.closes, schedule.zone)
    return closing if closing > now else now + _SOON


def say_due(due: datetime, schedule: Schedule) -> str:
    """Return the instant in the person's own words, with weekday, date, clock time and zone."""
    local = schedule.local(due)
    return say_when(local.date(), time(local.hour, local.minute), schedule.zone)
