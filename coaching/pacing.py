"""When a person may be nudged, and whom a nudge may point at: hours, budgets, back-off, rest.

These are promises to people, so every rule here errs towards silence. What a person asked for
herself (``promised``) keeps to her hours only and is no concern of the budgets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from math import ceil

from coaching.calendar_days import (
    instant,
    is_open,
    is_working_day,
    known_country,
    next_open,
)
from coaching.network import GIVEN, RECEIVED, Contact, Network, PastNudge, Schedule

__all__ = [
    "Allowance",
    "allowance",
    "cohort_open_on",
    "crowded",
    "ignored_streak",
    "instant",
    "is_open",
    "is_silent",
    "is_working_day",
    "known_country",
    "may_point_at",
    "must_ask",
    "next_open",
]

# The nudge that asks once whether nudges are still useful.
STILL_USEFUL = "still_useful"

# The most there can be, next to one a day; a person's settings can only lower it.
MOST_A_WEEK = 3
BETWEEN_NUDGES = timedelta(hours=2)
IGNORED_AFTER = timedelta(hours=72)
_SLOW_DOWN_AT, _ASK_AT = 2, 3
_LONGEST_GAP_DAYS = 14
# Opening times are spread over this share of the open hours.
_FIRST_PART = 0.5
_TOMORROW = timedelta(days=1)

# The most people who are pointed at one colleague in seven days, and the circles of friends.
MOST_AT_ONE = 2
_FRIENDS = 15

_FAVORS = GIVEN | RECEIVED
SAME_PERSON_DAYS = 30
FRESH_DAYS = 7
A_FEW = 3


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a coaching nudge may be sent now, why (not), and when it is worth looking again."""

    allowed: bool
    why: str
    next_look: datetime


def _coaching(network: Network) -> tuple[PastNudge, ...]:
    """Return the nudges the person did not ask for, newest first."""
    return network.derive(
        "pacing.coaching", lambda: tuple(nudge for nudge in network.nudges if not nudge.promised)
    )


def _acted_after(network: Network, nudge: PastNudge) -> bool:
    seen = network.person.last_seen
    return bool(nudge.outcome) or (seen is not None and seen > nudge.sent)


def ignored_streak(network: Network, now: datetime) -> int:
    """Return how many coaching nudges in a row, up to the newest, nothing was done on.

    A nudge counts as ignored 72 hours after it was sent; younger ones are left out of the row.
    Any outcome ends the row, and so does anything the person did after "still useful?".
    """
    streak = 0
    for nudge in _coaching(network):
        if nudge.outcome or (nudge.kind == STILL_USEFUL and _acted_after(network, nudge)):
            break
        streak += now - nudge.sent >= IGNORED_AFTER
    return streak


def is_silent(network: Network, now: datetime) -> bool:
    """Tell whether "still useful?" was asked and the person has done nothing since."""
    asked = (n for n in _coaching(network) if n.kind == STILL_USEFUL and n.sent <= now)
    newest = next(asked, None)
    return newest is not None and not _acted_after(network, newest)


def must_ask(network: Network, now: datetime) -> bool:
    """Tell whether the next nudge can only be "still useful?": three in a row were ignored."""
    return ignored_streak(network, now) >= _ASK_AT and not is_silent(network, now)


def _day_start(schedule: Schedule, day: date) -> datetime:
    return instant(day, time.min, schedule.zone)


def _free_day(network: Network, now: datetime) -> tuple[date, str]:
    """Return the first local day that the budgets leave free, and the budget that says so.

    The days of earlier nudges are counted in the zone the person is in now.
    """
    schedule, today = network.person.schedule, network.today(now)
    weekly = min(schedule.weekly, MOST_A_WEEK)
    if weekly < 1 or schedule.daily < 1:
        return today + _TOMORROW, "You asked for no nudges."
    newest = _coaching(network)[:MOST_A_WEEK]
    days = sorted((schedule.local(n.sent).date() for n in newest), reverse=True)
    free, why = today, ""
    if days and days[0] >= today:
        free, why = days[0] + _TOMORROW, "One nudge a day is enough."
    if len(days) >= weekly and (day := days[weekly - 1] + timedelta(days=7)) > free:
        free, why = day, "That was enough for one week."
    if days and ignored_streak(network, now) >= _SLOW_DOWN_AT:
        gap = min(_LONGEST_GAP_DAYS, ceil(2 * 7 / weekly))
        if (day := days[0] + timedelta(days=gap)) > free:
            free, why = day, "The last nudges were no use, so there are fewer."
    return free, why


def _own_moment(schedule: Schedule, open_at: datetime, spread: float) -> datetime:
    """Return the person's own moment on the local day of ``open_at``, not before ``open_at``."""
    day = schedule.local(open_at).date()
    start = next_open(schedule, _day_start(schedule, day)) or open_at
    hours = datetime.combine(day, schedule.closes) - datetime.combine(day, schedule.opens)
    moment = start + hours % _TOMORROW * _FIRST_PART * spread
    return moment if moment > open_at and is_open(schedule, moment) else open_at


def _look(schedule: Schedule, after: datetime, spread: float) -> datetime:
    """Return the person's moment on the first open day from ``after``; a day on if none is."""
    open_at = next_open(schedule, after)
    return after + _TOMORROW if open_at is None else _own_moment(schedule, open_at, spread)


def allowance(network: Network, now: datetime, spread: float = 0.0) -> Allowance:
    """Tell whether a coaching nudge may be sent now.

    ``spread`` (0..1, steady for each person) moves the first moment of each day into the first
    half of the open hours, so that not everybody is nudged at nine sharp. ``next_look`` is the
    next moment at which the answer can be yes; when it is yes now, the next day's moment.
    """
    schedule = network.person.schedule
    earliest, why = now, ""
    if is_silent(network, now):
        earliest, why = now + _TOMORROW, "The last question is still open."
    if schedule.paused_until is not None and schedule.paused_until > earliest:
        earliest, why = schedule.paused_until, "You set a pause."
    if network.nudges and (rested := network.nudges[0].sent + BETWEEN_NUDGES) > earliest:
        earliest, why = rested, "There was a nudge a moment ago."
    free, budget = _free_day(network, now)
    if budget and (start := _day_start(schedule, free)) > earliest:
        earliest, why = start, budget
    look = _look(schedule, earliest, spread)
    if look <= now:
        tomorrow = _day_start(schedule, network.today(now) + _TOMORROW)
        later = _look(schedule, max(tomorrow, now + BETWEEN_NUDGES), spread)
        return Allowance(allowed=True, why="It is a good moment in your hours.", next_look=later)
    closed = (
        "It is a little early today." if is_open(schedule, now) else "It is outside your hours."
    )
    return Allowance(allowed=False, why=why or closed, next_look=look)


def cohort_open_on(network: Network, contact: Contact) -> date:
    """Return the day from which a contact that was never touched may be suggested.

    Of those added on one day three open at once and three more every week, the inner circles
    first, then by number, so that an evening's twenty new names do not all knock at once. The
    order does not depend on what happens later, so everybody's turn comes.
    """
    opens = network.derive("pacing.cohorts", lambda: _cohorts(network.contacts))
    return opens.get(contact.number, contact.added_on)


def _cohorts(contacts: Iterable[Contact]) -> dict[int, date]:
    """Return the opening day of everybody who was first touched after being added, or never."""
    opens: dict[int, date] = {}
    sizes: Counter[date] = Counter()
    for contact in sorted(contacts, key=lambda c: (c.circle, c.number)):
        if contact.first_on is None or contact.first_on >= contact.added_on:
            weeks = sizes[contact.added_on] // A_FEW
            opens[contact.number] = contact.added_on + timedelta(weeks=weeks)
            sizes[contact.added_on] += 1
    return opens


def _pointed_on(network: Network, today: date) -> dict[int, date]:
    """Return the local day of the last coaching nudge about each contact of the last month.

    `date.min` where it was snoozed: the person asked to see it again.
    """
    days: dict[int, date] = {}
    # A local day may be one off the day in UTC, either way.
    enough = today - timedelta(days=SAME_PERSON_DAYS + 1)
    for nudge in takewhile(lambda n: n.sent.date() >= enough, _coaching(network)):
        day = network.person.schedule.local(nudge.sent).date()
        days.setdefault(nudge.contact, date.min if nudge.outcome == "snoozed" else day)
    return days


def _favor_on(network: Network) -> dict[int, date]:
    """Return the day of the last favor, given or received, with each contact."""
    days: dict[int, date] = {}
    for touch in network.touches:
        if touch.kind in _FAVORS:
            days[touch.contact] = max(touch.on, days.get(touch.contact, touch.on))
    return days


def _fresh(network: Network, contact: Contact, today: date) -> bool:
    """Tell whether the two were just in touch, and no favor of these days wants an answer."""
    if contact.last_on is None or (today - contact.last_on).days >= FRESH_DAYS:
        return False
    favor = network.derive("pacing.favors", lambda: _favor_on(network)).get(
        contact.number, date.min
    )
    return (today - favor).days >= 2 * FRESH_DAYS


def may_point_at(network: Network, contact: Contact, now: datetime) -> bool:
    """Tell whether a coaching nudge may be about this contact now.

    Not if unwanted or resting, not within 30 days of the last nudge about the same person (unless
    it was snoozed: then the rest is what counts), not
    within 7 days of a touch (unless there was help in the last 14 days, which may want thanks or
    a word on whether it worked), and for somebody never touched not before `cohort_open_on`.
    """
    today = network.today(now)
    if contact.unwanted or (contact.resting_until is not None and today < contact.resting_until):
        return False
    pointed = network.derive(("pacing.pointed", today), lambda: _pointed_on(network, today))
    last = pointed.get(contact.number, contact.nudged_on or date.min)
    if (today - last).days < SAME_PERSON_DAYS:
        return False
    if contact.last_on is None:
        everybody_by = contact.added_on + timedelta(weeks=len(network.contacts) // A_FEW)
        return everybody_by <= today or cohort_open_on(network, contact) <= today
    return not _fresh(network, contact, today)


def crowded(contact: Contact, pointed: int) -> bool:
    """Tell whether enough people were pointed at this colleague within the last seven days.

    Two are enough. The second place is kept for those in whose inner circles the colleague is, so
    that the crowd around somebody well known leaves a place for friends.
    """
    return pointed >= MOST_AT_ONE - (contact.circle > _FRIENDS)
