"""How strong a tie is: active days that fade, kept as a few figures on the contact's row.

Days are counted, never messages: every local day with at least one touch adds 1 to a strength that
then halves every 14 (current) or 60 (established) days. Tie decay: Ahmad, Porter and
Beguerisse-Díaz, "Tie-decay networks in continuous time and eigenvector-based centralities",
arXiv 1805.00193.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp2

from coaching.network import Contact, Touch

SHORT_HALF_LIFE = 14.0
LONG_HALF_LIFE = 60.0
RECENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Strengths:
    """A tie's aggregates: both strengths as of the day ``on``, and the days they rest on."""

    s14: float = 0.0
    s60: float = 0.0
    peak_s60: float = 0.0
    on: date | None = None
    active_days: int = 0
    first_on: date | None = None
    last_on: date | None = None


def decay(strength: float, days: float, half_life: float) -> float:
    """Return what is left of ``strength`` after ``days``: it halves every ``half_life`` days."""
    return strength * exp2(-days / half_life)


def of(contact: Contact) -> Strengths:
    """Return the aggregates that stand on the contact's row."""
    return Strengths(
        s14=contact.s14,
        s60=contact.s60,
        peak_s60=contact.peak_s60,
        on=contact.strength_on,
        active_days=contact.active_days,
        first_on=contact.first_on,
        last_on=contact.last_on,
    )


def add_day(strengths: Strengths, day: date) -> Strengths:
    """Return the aggregates with one more active day, in constant time.

    The caller makes sure that ``day`` had no touch yet. A day before ``strengths.on`` adds what is
    left of it by then, and ``on`` stays. Only in that case ``peak_s60`` can come out lower than
    the true peak, as the rise may have been anywhere in the past; it never comes out higher.
    """
    on = max(strengths.on or day, day)
    ahead = (on - (strengths.on or day)).days
    age = (on - day).days
    last = max(strengths.last_on or day, day)
    s60 = decay(strengths.s60, ahead, LONG_HALF_LIFE) + decay(1.0, age, LONG_HALF_LIFE)
    # On the last active day the strength was higher than on `on`, by the decay since.
    at_last = decay(s60, max((last - on).days, -1000 * int(LONG_HALF_LIFE)), LONG_HALF_LIFE)
    return Strengths(
        s14=decay(strengths.s14, ahead, SHORT_HALF_LIFE) + decay(1.0, age, SHORT_HALF_LIFE),
        s60=s60,
        peak_s60=max(strengths.peak_s60, at_last),
        on=on,
        active_days=strengths.active_days + 1,
        first_on=min(strengths.first_on or day, day),
        last_on=last,
    )


def from_days(days: Iterable[date], on: date) -> Strengths:
    """Return the aggregates of these days as of ``on`` (or of the last day, if that is later).

    The same day may appear more than once; it counts once. Without days everything is zero.
    """
    strengths = Strengths()
    for day in sorted(set(days)):
        strengths = add_day(strengths, day)
    if strengths.on is None or strengths.on >= on:
        return strengths
    ahead = (on - strengths.on).days
    return replace(
        strengths,
        s14=decay(strengths.s14, ahead, SHORT_HALF_LIFE),
        s60=decay(strengths.s60, ahead, LONG_HALF_LIFE),
        on=on,
    )


def strengths_on(contact: Contact, today: date) -> tuple[float, float]:
    """Return (s14, s60) on ``today``; a day before ``strength_on`` counts as that day."""
    ahead = max(0, (today - (contact.strength_on or today)).days)
    return (
        decay(contact.s14, ahead, SHORT_HALF_LIFE),
        decay(contact.s60, ahead, LONG_HALF_LIFE),
    )


def recent_days(touches: Iterable[Touch], today: date) -> dict[int, int]:
    """Return the number of active days in the 90 days up to ``today``, by contact number."""
    before = today - timedelta(days=RECENT_DAYS)
    days = {(t.contact, t.on) for t in touches if before < t.on <= today}
    counts: dict[int, int] = {}
    for contact, _ in days:
        counts[contact] = counts.get(contact, 0) + 1
    return counts
