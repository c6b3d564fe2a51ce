"""The contrarian pick: somebody trusted and senior from long ago whom instinct would pass over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from coaching import scoring
from coaching.calibration import compared
from coaching.glance import glance
from coaching.messages import Button
from coaching.names import clip
from coaching.network import Contact, Network, Touch
from coaching.nudges.base import FEW, NUDGE, NudgeKind, Suggestion, asking
from coaching.phrasing import first_name, last_row, length, listed, several
from coaching.questions import QUESTIONS

# Below this, too little is known of the two to call it a good pick.
_GOOD_PICK = 0.1
_BASE, _PER_SCORE = 0.3, 0.5
_AGAIN_DAYS = 180
_KNOWN_TO_BE = 2
_LITTLE_TIME = 10


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest people silent for over 90 days, the most valuable first, not the most familiar."""
    seen = glance(network, now)
    asleep = [
        (score, person)
        for person in seen.approachable
        if person.last_on is not None and (score := scoring.dormant_score(person, seen.today)) > 0
    ]
    instinct = max(
        (person for _, person in asleep),
        key=lambda p: (p.peak_s60, p.together, p.active_days, -p.number),
        default=None,
    )
    found = (
        (_BASE + _PER_SCORE * score, person)
        for score, person in asleep
        if score >= _GOOD_PICK and not seen.was_raised(f"dormant:{person.number}", _AGAIN_DAYS)
    )
    suggestions = [
        _suggestion(person, instinct, seen.touches.get(person.number, ()), priority, seen.today)
        for priority, person in seen.first(found, FEW)
    ]
    row = compared(network.reach_outs)
    if row:
        suggestions = [replace(item, evidence=(*item.evidence, row)) for item in suggestions]
    return asking(network, suggestions)


def _merits(person: Contact) -> str:
    merits = []
    if person.seniority >= _KNOWN_TO_BE:
        merits.append("is senior")
    if person.trust >= _KNOWN_TO_BE:
        merits.append("has your trust")
    if person.received_count:
        merits.append("helped you before")
    if person.willing >= _KNOWN_TO_BE:
        merits.append("is willing to help")
    if person.together <= 1 and person.active_days <= _LITTLE_TIME:
        merits.append("has worked little with you, so the news will be fresh")
    return listed(merits) or "was close to you once"


def opener(person: Contact) -> str:
    """Return three lines with which to begin anew."""
    return (
        f"Hi {first_name(person)}, it has been a long time, and you came to mind today. "
        "I would like to hear what you are up to. "
        "No need for a long answer, and you are welcome to ask me anything in return."
    )


def _suggestion(
    person: Contact,
    instinct: Contact | None,
    touches: tuple[Touch, ...],
    priority: float,
    today: date,
) -> Suggestion:
    silence = (today - (person.last_on or person.added_on)).days
    other = instinct if instinct and instinct.number != person.number else None
    pick = (
        f"Your instinct would pick {other.name}, whom you know best. Research says try {person.name}"
        if other
        else f"Try {person.name}"
    )
    return Suggestion(
        kind="dormant",
        priority=priority,
        title=f"Wake up an old tie: {person.name}",
        reason=(
            f"{pick}, who {_merits(person)}. You last talked {length(silence)} ago. "
            "People are gladder to hear from us than we expect, the more so when it is a surprise."
        ),
        evidence=(
            last_row(person, touches),
            f"You talked on {several(person.active_days, 'day')} in all",
            *(f"{question.label}: {question.answer(person)}" for question in QUESTIONS),
        ),
        draft=opener(person),
        contact=person.number,
        key=f"dormant:{person.number}",
        extra=_instead(other) if other else (),
    )


def _instead(other: Contact) -> tuple[Button, ...]:
    return (
        Button(
            label=f"{clip(first_name(other), 30)} anyway",
            command=f"instead {NUDGE} #{other.number}",
        ),
        Button(label="Neither", command=f"skip {NUDGE} and #{other.number}"),
    )


_PRIYA = Contact(
    number=14,
    name="Priya Natarajan",
    added_on=date(2025, 3, 3),
    trust=3,
    seniority=3,
    first_on=date(2025, 3, 3),
    last_on=date(2025, 7, 14),
    active_days=4,
    peak_s60=2.6,
)
_TOM = Contact(
    number=9,
    name="Tom Okafor",
    added_on=date(2025, 1, 7),
    last_on=date(2025, 10, 1),
    active_days=60,
    peak_s60=14.0,
)

KIND = NudgeKind(
    name="dormant",
    label="Wake up an old tie",
    source=(
        "Daniel Levin, Jorge Walter & Keith Murnighan, 2011, Dormant Ties, and 2015, Reconnection "
        "Choices (both Organization Science); Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023, "
        "The Surprise of Reaching Out (Journal of Personality and Social Psychology)"
    ),
    suggest=suggest,
    example=_suggestion(_PRIYA, _TOM, (), 0.6, date(2026, 3, 5)),
)
