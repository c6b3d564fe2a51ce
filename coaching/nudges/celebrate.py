"""A birthday, or a round number of years since the first touch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coaching.calendar_days import is_working_day
from coaching.glance import glance
from coaching.network import Contact, Network, Schedule
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import dated, first_name, several

_BIRTHDAY, _YEARS = 0.85, 0.5
_ROUND_YEARS = frozenset({1, 2, 5, 10, 15, 20, 25, 30, 40, 50})
# A year's turn is no appointment: any day of its week will do.
_WEEK = 7


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a word on birthdays, the working day before if need be, and on round years."""
    seen, schedule = glance(network, now), network.person.schedule
    days = _celebrated(schedule, seen.today)
    week = {
        (day.month, day.day): day.year
        for day in (seen.today - timedelta(days=back) for back in range(_WEEK))
    }
    found: list[Suggestion] = []
    for person in seen.approachable:
        day = _next_birthday(person, days)
        if day:
            found.append(_birthday(person, day, seen.today))
        elif years := _years(person, week):
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


def _next_birthday(person: Contact, days: list[date]) -> date | None:
    """Return the first of ``days`` that is the birthday; without a 29 February it is the 28th."""
    if person.birthday is None:
        return None
    for day in days:
        if person.birthday == (day.month, day.day):
            return day
        if person.birthday == (2, 29) and (day + timedelta(days=1)).timetuple()[1:3] == (3, 1):
            return day
    return None


def _years(person: Contact, week: dict[tuple[int, int], int]) -> int:
    """Return the round number of years since the first touch if it was reached this week.

    ``week`` gives the year of each (month, day) of the last seven days.
    """
    if person.first_on is None:
        return 0
    turn = (person.first_on.month, person.first_on.day)
    years = week.get((2, 28) if turn == (2, 29) else turn, 0) - person.first_on.year
    return years if years in _ROUND_YEARS else 0


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
