"""Somebody was skipped four times: let the tie rest, without guilt."""

from __future__ import annotations

from datetime import date, datetime

from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Contact, Network
from coaching.nudges.base import FEW, NUDGE, NudgeKind, Suggestion
from coaching.phrasing import first_name, last_row, several

_SKIPS = 4
_PRIORITY = 0.4
_AGAIN_DAYS = 180


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest rest for those skipped four times or more who are not resting already."""
    seen = glance(network, now)
    found = (
        (_PRIORITY, person)
        for person in seen.approachable
        if person.skips >= _SKIPS and not seen.was_raised(f"let_rest:{person.number}", _AGAIN_DAYS)
    )
    return tuple(_suggestion(person) for _, person in seen.first(found, FEW))


def _suggestion(person: Contact) -> Suggestion:
    name = first_name(person)
    return Suggestion(
        kind="let_rest",
        priority=_PRIORITY,
        title=f"Let {person.name} rest?",
        reason=(
            f"You have skipped {person.name} {several(person.skips, 'time')}. Nobody keeps up with "
            f"everybody. Let it rest, and I will bring {name} back in a year."
        ),
        evidence=(f"Skipped: {several(person.skips, 'time')}", last_row(person, ())),
        contact=person.number,
        key=f"let_rest:{person.number}",
        extra=(
            Button(label="Let it rest", command=f"rest #{person.number}", primary=True),
            Button(label="Not yet", command=f"snooze {NUDGE} 30d"),
        ),
        own_buttons=True,
    )


KIND = NudgeKind(
    name="let_rest",
    label="Let a tie rest",
    source=(
        "Giovanna Miritello, Rubén Lara, Manuel Cebrian & Esteban Moro, 2013, Limited Communication "
        "Capacity Unveils Strategies for Human Interaction (Scientific Reports)"
    ),
    suggest=suggest,
    example=_suggestion(
        Contact(
            number=25,
            name="Jan Novak",
            added_on=date(2025, 2, 3),
            last_on=date(2025, 8, 4),
            active_days=2,
            skips=4,
        )
    ),
)
