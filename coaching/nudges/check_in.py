"""You helped somebody, and it is time to ask whether it worked."""

from __future__ import annotations

from datetime import date, datetime

from coaching.glance import glance
from coaching.network import Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, length, short, touch_row

# Time enough to have tried it, and not so long that it is history.
_FROM_DAYS, _TO_DAYS = 7, 21
_PRIORITY, _WITHOUT_WORDS = 0.6, 0.45


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest asking about help you gave 7 to 21 days ago, if you have not talked since."""
    seen = glance(network, now)
    helped: dict[int, Touch] = {}
    found = []
    for person in seen.approachable:
        newest = next(iter(seen.touches.get(person.number, ())), None)
        if newest is None or newest.kind != "helped":
            continue
        age = (seen.today - newest.on).days
        if _FROM_DAYS <= age <= _TO_DAYS and not seen.was_raised(f"check_in:{newest.number}"):
            helped[person.number] = newest
            found.append((_PRIORITY if newest.what.strip() else _WITHOUT_WORDS, person))
    return tuple(
        _suggestion(person, helped[person.number], priority, seen.today)
        for priority, person in seen.first(found, FEW)
    )


def _suggestion(person: Contact, touch: Touch, priority: float, today: date) -> Suggestion:
    name, what = first_name(person), short(touch.what)
    matter = f" with {what}" if what else ""
    question = f"how did it go with {what}?" if what else "how did it turn out?"
    return Suggestion(
        kind="check_in",
        priority=priority,
        title=f"Ask {person.name} whether it worked",
        reason=(
            f"You helped {person.name}{matter} {length((today - touch.on).days)} ago, and you have "
            "not talked since. Asking how it went shows that you meant it."
        ),
        evidence=(touch_row(touch), "No touch since then"),
        draft=f"Hi {name}, {question} I am curious, whichever way it went.",
        contact=person.number,
        key=f"check_in:{touch.number}",
    )


KIND = NudgeKind(
    name="check_in",
    label="Ask whether it worked",
    source=(
        "Karen Huang, Michael Yeomans, Alison Wood Brooks, Julia Minson & Francesca Gino, 2017, It "
        "Doesn't Hurt to Ask (Journal of Personality and Social Psychology)"
    ),
    suggest=suggest,
    example=_suggestion(
        Contact(number=21, name="Mia Rossi", added_on=date(2025, 11, 3)),
        Touch(number=29, contact=21, on=date(2026, 2, 23), kind="helped", what="the job posting"),
        0.6,
        date(2026, 3, 5),
    ),
)
