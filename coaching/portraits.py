"""How a contact looks on a card: words for circle, rhythm and give-and-take, a year as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coaching import ledger, scoring
from coaching.date_words import MONTHS
from coaching.dates import say_day
from coaching.messages import Field, Picture
from coaching.network import Contact, Touch
from coaching.notes import Note
from coaching.phrasing import dated, length, several, short

SENIORITY_WORDS = ("", "junior to you", "a peer", "senior to you")
_STATES = {"active": "warm", "drifting": "cooling", "neglected": "slipping", "dormant": "asleep"}
_UNITS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))
_MONTHS_SHOWN = 12
_LEAP_YEAR = 2024
_TWICE = 2.0


def day_field(on: date, today: date, zone: str) -> Field:
    """Return the day of an entry in full; with the zone when it is not today."""
    return Field("When", say_day(on, today) if on == today else f"{say_day(on, today)}, {zone}")


def every(days: int) -> str:
    """Return "every 3 weeks"."""
    size, unit = next((size, unit) for size, unit in _UNITS if days % size == 0)
    return f"every {unit}" if days == size else f"every {days // size} {unit}s"


def silence(contact: Contact, today: date) -> str:
    """Return how long ago the last touch was: "3 weeks ago", "today", "no touch yet"."""
    if contact.last_on is None:
        return "no touch yet"
    days = (today - contact.last_on).days
    return {0: "today", 1: "yesterday"}.get(days) or f"{length(days)} ago"


def position(contact: Contact) -> str:
    """Return circle, side and kind in a few words: "circle of 15, outside, strategic"."""
    return ", ".join(p for p in (f"circle of {contact.circle}", contact.side, contact.kind) if p)


def rhythm(contact: Contact) -> str:
    """Return the wished rhythm and the one the two have."""
    wished = every(scoring.cadence_days(contact))
    whose = "as you wished" if contact.cadence_days else "usual for the circle"
    own = scoring.rhythm_days(contact)
    real = f"; so far {every(max(1, round(own)))}" if own is not None else ""
    return f"{wished} ({whose}){real}"


def lately(contact: Contact, today: date) -> str:
    """Return how warm the tie is and how likely a silence; empty where there is too little to say."""
    if not scoring.eligible(contact, today):
        return ""
    risk = scoring.risk_on(contact, today)
    state = scoring.state(risk, (today - (contact.last_on or today)).days)
    return f"{_STATES[state]}: {scoring.say_risk(risk)}"


def give_and_take(contact: Contact, today: date) -> str:
    """Return the ledger with one contact in plain words, without judging."""
    if not contact.given_count and not contact.received_count:
        return "no favors yet, in either direction"
    given, received = contact.given_count, contact.received_count
    return f"{helped('you', given)}, {helped('they', received)}; {lean(contact, today)}"


def helped(who: str, count: int, whom: str = "") -> str:
    """Return "they helped you twice", or "they have not helped yet"."""
    if not count:
        return f"{who} have not helped yet"
    return " ".join(part for part in (who, "helped", whom, times(count)) if part)


def lean(contact: Contact, today: date) -> str:
    """Return to which side the give-and-take leans by now; old favors fade."""
    given, received = ledger.weights_on(contact, today)
    if received > _TWICE * given and received >= 1:
        return "it has been mostly they who gave"
    if given > _TWICE * received and given >= 1:
        return "it has been mostly you who gave"
    return "about even"


def last_touch(contact: Contact, touches: Sequence[Touch], today: date) -> str:
    """Return "3 weeks ago, Mon 9 Feb 2026: planning"; ``touches`` newest first."""
    if contact.last_on is None:
        return silence(contact, today)
    latest = next((touch for touch in touches if touch.what.strip()), None)
    what = f": {short(latest.what)}" if latest and latest.on == contact.last_on else ""
    return f"{silence(contact, today)}, {dated(contact.last_on)}{what}"


def times(count: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count) or f"{count} times"


def birthday(day: tuple[int, int]) -> str:
    """Return "12 May"."""
    month, number = day
    return f"{date(_LEAP_YEAR, month, number).day} {MONTHS[month - 1]}"


def year_picture(name: str, days: Sequence[date], today: date) -> Picture | None:
    """Return the touches of the last 12 months as bars; None if there were none.

    ``days`` holds the local day of every touch.
    """
    months = [_month_before(today, back) for back in range(_MONTHS_SHOWN - 1, -1, -1)]
    counts = Counter((day.year, day.month) for day in days)
    shown = [counts[month] for month in months]
    most = max(shown)
    if not most:
        return None
    labels = [MONTHS[month - 1][:3] for _, month in months]
    seen = [f"{label} {n}" for label, n in zip(labels, shown, strict=True) if n]
    total = several(sum(shown), "touch", "touches")
    return Picture(
        alt=f"{total} with {name} in the last 12 months: {', '.join(seen)}.",
        bars=tuple(
            (label, n / most, several(n, "touch", "touches"))
            for label, n in zip(labels, shown, strict=True)
        ),
    )


def note_fields(notes: Sequence[Note], today: date, count: int) -> tuple[Field, ...]:
    """Return the latest ``count`` notes as they were written, newest first."""
    newest = list(reversed(notes))[:count]
    return tuple(Field(f"Note, {say_day(note.on, today)}", note.text) for note in newest)


def _month_before(day: date, back: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return year, month + 1
