"""A tie is cooling: worth keeping, and likely to fall silent if nobody writes."""

from __future__ import annotations

from datetime import date, datetime

from coaching import scoring
from coaching.glance import Glance, glance
from coaching.network import Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion, asking
from coaching.phrasing import first_name, last_row, length

# Bridges to other places fade fastest, nine in ten within a year (Burt, "Decay Functions", 2000).
_BRIDGE = 1.5
# Where a wish or the circle asks for a word, whatever the lapse model says of the tie.
_WISHED = 0.55
_BY_CIRCLE = {5: 0.6, 15: 0.5, 50: 0.35, 150: 0.2}
_AGAIN_DAYS = 30
_DAILY = 2


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a word to those whose tie is cooling or who have waited past their cadence."""
    seen = glance(network, now)
    days = scoring.recent_days(network.touches, seen.today)
    found = (
        (priority, person)
        for person in seen.approachable
        if (priority := _priority(person, seen, days.get(person.number, 0))) > 0
        and not seen.was_raised(f"reconnect:{person.number}", _AGAIN_DAYS)
    )
    return asking(
        network,
        (
            _suggestion(person, seen.touches.get(person.number, ()), priority, seen.today)
            for priority, person in seen.first(found, FEW)
        ),
    )


def _priority(person: Contact, seen: Glance, recent_days: int) -> float:
    silence = seen.silent_days(person)
    if silence is None:
        return 0.0
    priority = 0.0
    if silence > scoring.cadence_days(person):
        priority = _WISHED if person.cadence_days else _BY_CIRCLE.get(person.circle, 0.2)
    if scoring.eligible(person, seen.today):
        risk = scoring.risk_on(person, seen.today)
        if scoring.state(risk, silence) != "active":
            bridge = _BRIDGE if person.side == "outside" or person.kind == "strategic" else 1.0
            priority = max(priority, scoring.priority(recent_days, risk) * bridge)
    return min(1.0, priority)


def _why(person: Contact, silence: int) -> str:
    rhythm = scoring.rhythm_days(person)
    if rhythm is not None and rhythm < _DAILY:
        return (
            f"You and {person.name} used to talk almost every day; it has been {length(silence)}."
        )
    if rhythm is not None and silence > rhythm:
        return (
            f"You and {person.name} usually talk every {round(rhythm)} days; it has been {silence}."
        )
    if person.cadence_days:
        wish = length(person.cadence_days)
        return f"You wanted to hear from {person.name} every {wish}; it has been {length(silence)}."
    return f"You last talked with {person.name} {length(silence)} ago."


def _evidence(person: Contact, touches: tuple[Touch, ...], today: date) -> tuple[str, ...]:
    rows = [last_row(person, touches)]
    if scoring.eligible(person, today):
        words = scoring.explain_risk(person, scoring.risk_on(person, today))
        rows.append(f"Chance of silence: {words}")
    if scoring.unusually_long(person, today):
        rows.append("This silence is more than eight times as long as usual for you two")
    rows.append(f"Circle: your {person.circle}")
    return tuple(rows)


def _suggestion(
    person: Contact, touches: tuple[Touch, ...], priority: float, today: date
) -> Suggestion:
    silence = (today - (person.last_on or person.added_on)).days
    return Suggestion(
        kind="reconnect",
        priority=priority,
        title=f"Say hello to {person.name}",
        reason=_why(person, silence) + " A short hello is enough.",
        evidence=_evidence(person, touches, today),
        draft=(
            f"Hi {first_name(person)}, it has been a while, and you came to mind today. "
            "What are you working on at the moment?"
        ),
        contact=person.number,
        key=f"reconnect:{person.number}",
    )


_ADA = Contact(
    number=12,
    name="Ada Lovelace",
    added_on=date(2025, 9, 1),
    circle=15,
    first_on=date(2025, 9, 4),
    last_on=date(2026, 2, 2),
    active_days=18,
    s14=1.4,
    s60=5.1,
    strength_on=date(2026, 2, 2),
)

KIND = NudgeKind(
    name="reconnect",
    label="Keep a tie warm",
    source=(
        "Walid Ahmad, Mason Porter & Mariano Beguerisse-Díaz, 2021, Tie-Decay Networks in Continuous "
        "Time (IEEE Transactions on Network Science and Engineering)"
    ),
    suggest=suggest,
    example=_suggestion(
        _ADA,
        (Touch(number=30, contact=12, on=date(2026, 2, 2), kind="met", what="planning"),),
        0.6,
        date(2026, 3, 5),
    ),
)
