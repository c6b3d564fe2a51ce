"""A promise whose time has come: the reminder the person asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Contact, Network, Promise, Schedule
from coaching.nudges.base import FEW, NUDGE, NudgeKind, Suggestion
from coaching.phrasing import dated, first_name, short

# A reminder that could not go out for so long is no reminder any more; `today` still lists it.
_LATEST = timedelta(days=7)


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest the promises whose time has come, the earliest first, each once for each time."""
    seen, schedule = glance(network, now), network.person.schedule
    due = [
        promise
        for promise in network.promises
        if timedelta() <= now - promise.due <= _LATEST and not seen.was_raised(_key(promise))
    ]
    due.sort(key=lambda promise: (promise.due, promise.number))
    return tuple(_suggestion(p, seen.people.get(p.contact), schedule) for p in due[:FEW])


def _key(promise: Promise) -> str:
    # With its time: a promise that was moved may be raised again.
    return f"follow_up:{promise.number}:{promise.due.astimezone(UTC):%Y%m%dT%H%M}"


def _suggestion(promise: Promise, person: Contact | None, schedule: Schedule) -> Suggestion:
    what, local = short(promise.what, 200), schedule.local(promise.due)
    whom = person.name if person else "yourself"
    draft = (
        f"Hi {first_name(person)}, I have not forgotten what I promised you. Here it is: [it]."
        if person
        else ""
    )
    return Suggestion(
        kind="follow_up",
        priority=1.0,
        title=f"Your promise to {whom}",
        reason=f"On {dated(promise.made_on)} you promised {whom}: {what}. This is the time you set.",
        evidence=(
            f"Promised: {dated(promise.made_on)}",
            f"The time you set: {dated(local.date())}, {local:%H:%M}",
        ),
        draft=draft,
        contact=person.number if person else 0,
        key=_key(promise),
        promised=True,
        extra=_buttons(promise, draft),
        own_buttons=True,
    )


def _buttons(promise: Promise, draft: str) -> tuple[Button, ...]:
    buttons = [Button(label="Kept", command=f"kept {promise.number}", primary=True)]
    if draft:
        buttons.append(Button(label="Draft", command=f"draft {NUDGE}", keeps=True))
    buttons.append(Button(label="Snooze 1 day", command=f"snooze {NUDGE} 1d"))
    buttons.append(Button(label="Snooze 1 week", command=f"snooze {NUDGE} 7d"))
    return tuple(buttons)


KIND = NudgeKind(
    name="follow_up",
    label="A promise's time has come",
    source=(
        "Peter Gollwitzer, 1999, Implementation Intentions: Strong Effects of Simple Plans (American "
        "Psychologist)"
    ),
    suggest=suggest,
    example=_suggestion(
        Promise(
            number=34,
            contact=12,
            what="the survey figures",
            made_on=date(2026, 3, 2),
            due=datetime(2026, 3, 5, 9, tzinfo=UTC),
        ),
        Contact(number=12, name="Ada Lovelace", added_on=date(2025, 9, 1)),
        Schedule(),
    ),
)
