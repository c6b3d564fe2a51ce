"""A birthday, or a round number of years since the first touch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coaching.calendar_days import is_working_day
from coaching.glance import glance
from coaching.network import Contact, Network, Schedule
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import dated, first_name, several

_BIRTHDAY, _YEARS = 0.85, 0.5
_ROUND_YEARS = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50)
# A year's turn is no appointment: any day of its week will do.
_WEEK = 7


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a word on birthdays, the working day before if need be, and on round years."""
    seen, schedule = glance(network, now), network.person.schedule
    days = _celebrated(schedule, seen.today)
    found: list[Suggestion] = []
    for person in seen.approachable:
        day = next((day for day in days if _is_birthday(person, day)), None)
        if day:
            found.append(_birthday(person, day, seen.today))
        elif years := _years(person, seen.today):
            found.append(_anniversary(person, years))
    fresh = [item for item in found if not seen.was_raised(item.key)]
    return tuple(sorted(fresh, key=lambda item: (-item.priority, item.contact))[:FEW])


def _celebrated(schedule: Schedule, today: date) -> list[date]:
    """Return today and the free days that follow it, up to the next working day."""
    days = [today]
    for ahead in range(1, _WEEK):
        day = today + timedelta(days=ahead)
        if is_working_day(schedule, day):
            break
        days.append(day)
    return days


def _is_birthday(person: Contact, day: date) -> bool:
    """Tell whether ``day`` is the birthday; one on 29 February is kept on the 28th otherwise."""
    if person.birthday == (day.month, day.day):
        return True
    tomorrow = day + timedelta(days=1)
    return person.birthday == (2, 29) and (day.month, tomorrow.month, tomorrow.day) == (2, 3, 1)


def _years(person: Contact, today: date) -> int:
    """Return the round number of years since the first touch if it was reached this week."""
    if person.first_on is None:
        return 0
    start = today - timedelta(days=_WEEK - 1)
    for years in _ROUND_YEARS:
        month_and_day = (person.first_on.month, person.first_on.day)
        month, day = (2, 28) if month_and_day == (2, 29) else month_and_day
        if person.first_on.year + years <= today.year:
            turn = date(person.first_on.year + years, month, day)
            if start <= turn <= today:
                return years
    return 0


def _birthday(person: Contact, day: date, today: date) -> Suggestion:
    when = "today" if day == today else f"on {dated(day)}"
    wish = "Happy birthday" if day == today else "Happy birthday for the coming days"
    return Suggestion(
        kind="celebrate",
        priority=_BIRTHDAY,
        title=f"{person.name}: birthday {when}",
        reason=f"{person.name}'s birthday is {when}. One line is plenty.",
        evidence=(f"Birthday: {dated(day)}, as you told me",),
        draft=f"{wish}, {first_name(person)}! I hope there is something good in the day.",
        contact=person.number,
        key=f"celebrate:{person.number}:{day.year}",
    )


def _anniversary(person: Contact, years: int) -> Suggestion:
    span, first = several(years, "year"), dated(person.first_on or person.added_on)
    return Suggestion(
        kind="celebrate",
        priority=_YEARS,
        title=f"You and {person.name}: {span}",
        reason=(
            f"It is {span} this week since the first touch with {person.name} that I know of. "
            "A line to say so costs a minute and will be remembered."
        ),
        evidence=(f"First touch: {first}", f"Days you talked since: {person.active_days}"),
        draft=(
            f"Hi {first_name(person)}, I just noticed that we have known each other for {span} now. "
            "I am glad of it."
        ),
        contact=person.number,
        key=f"celebrate:{person.number}:{years}y",
    )


KIND = NudgeKind(
    name="celebrate",
    label="Celebrate somebody",
    source=(
        "Amit Kumar & Nicholas Epley, 2023, A Little Good Goes an Unexpectedly Long Way (Journal of "
        "Experimental Psychology: General)"
    ),
    suggest=suggest,
    example=_birthday(
        Contact(number=12, name="Ada Lovelace", added_on=date(2025, 9, 1), birthday=(3, 5)),
        date(2026, 3, 5),
        date(2026, 3, 5),
    ),
)
