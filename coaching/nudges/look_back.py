"""A word went out some days ago: how welcome it was, or what the talk brought."""

from __future__ import annotations

from datetime import date, datetime

from coaching.calibration import question, wants_welcome
from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Contact, Network, ReachOut
from coaching.nudges.base import FEW, NUDGE, NudgeKind, Suggestion
from coaching.phrasing import dated, length

_FROM_DAYS, _TO_DAYS = 7, 45
_PRIORITY = 0.4


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest looking back on words of 7 to 45 days ago, each question once, the oldest first."""
    seen = glance(network, now)
    found = []
    for reach_out in network.reach_outs:
        person = seen.people.get(reach_out.contact)
        day = reach_out.done_on
        if person is None or day is None or not _FROM_DAYS <= (seen.today - day).days <= _TO_DAYS:
            continue
        said, _ = question(reach_out, person.name)
        if said and not seen.was_raised(_key(reach_out)):
            found.append(_suggestion(reach_out, day, person, seen.today))
    return tuple(found[:FEW])


def _key(reach_out: ReachOut) -> str:
    return f"look_back:{reach_out.number}:{'welcome' if wants_welcome(reach_out) else 'use'}"


def _suggestion(reach_out: ReachOut, day: date, person: Contact, today: date) -> Suggestion:
    said, buttons = question(reach_out, person.name)
    ago = length((today - day).days)
    guessed = f"Your guess before: {reach_out.guess} of 5" if reach_out.guess else "No guess before"
    return Suggestion(
        kind="look_back",
        priority=_PRIORITY,
        title=f"How was it with {person.name}?",
        reason=f"You were in touch {ago} ago. {said}",
        evidence=(f"In touch: {dated(day)}", guessed),
        key=_key(reach_out),
        extra=(*buttons, Button(label="Leave it", command=f"skip {NUDGE}")),
        own_buttons=True,
    )


KIND = NudgeKind(
    name="look_back",
    label="How was it?",
    source=(
        "Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023, The Surprise of Reaching Out (Journal "
        "of Personality and Social Psychology)"
    ),
    suggest=suggest,
    example=_suggestion(
        ReachOut(
            number=57,
            contact=12,
            made_on=date(2026, 2, 24),
            kind="reconnect",
            guess=2,
            done_on=date(2026, 2, 24),
        ),
        date(2026, 2, 24),
        Contact(number=12, name="Ada Lovelace", added_on=date(2025, 9, 1)),
        date(2026, 3, 5),
    ),
)
