"""Somebody helped and has not heard a thank-you yet."""

from __future__ import annotations

from datetime import date, datetime

from coaching import ledger
from coaching.glance import glance
from coaching.network import Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, length, short, touch_row

# Thanks are worth most while the help is fresh; after two weeks the nudge is gone.
_FRESH, _FADING_A_DAY = 0.9, 0.02


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest thanks for the newest unthanked help of each person, 2 to 13 days old."""
    seen = glance(network, now)
    waiting: dict[int, Touch] = {}
    for touch in ledger.unthanked(network, now):
        waiting.setdefault(touch.contact, touch)
    found = (
        (_FRESH - _FADING_A_DAY * (seen.today - waiting[person.number].on).days, person)
        for person in seen.approachable
        if person.number in waiting
        and not seen.was_raised(f"thank:{waiting[person.number].number}")
    )
    return tuple(
        _suggestion(person, waiting[person.number], priority, seen.today)
        for priority, person in seen.first(found, FEW)
    )


def _suggestion(person: Contact, touch: Touch, priority: float, today: date) -> Suggestion:
    age, what = (today - touch.on).days, short(touch.what)
    matter = f" with {what}" if what else ""
    return Suggestion(
        kind="thank",
        priority=priority,
        title=f"Thank {person.name}",
        reason=f"{person.name} helped you{matter} {length(age)} ago, and I know of no thanks yet.",
        evidence=(touch_row(touch), "No thanks since then that I know of"),
        draft=(
            f"Hi {first_name(person)}, thank you for your help"
            f"{matter or ' the other day'}. It did help, and I wanted you to hear that."
        ),
        contact=person.number,
        key=f"thank:{touch.number}",
    )


_ADA = Contact(number=12, name="Ada Lovelace", added_on=date(2025, 9, 1))

KIND = NudgeKind(
    name="thank",
    label="Thank somebody",
    source="Amit Kumar & Nicholas Epley, 2018, Undervaluing Gratitude (Psychological Science)",
    suggest=suggest,
    example=_suggestion(
        _ADA,
        Touch(number=31, contact=12, on=date(2026, 3, 2), kind="got", what="the pricing deck"),
        0.84,
        date(2026, 3, 5),
    ),
)
