"""Something useful, sent with no question attached: it fits what they like, or a debt is open."""

from __future__ import annotations

from datetime import date, datetime

from coaching import ledger
from coaching.glance import Glance, glance
from coaching.network import GIVEN, Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, last_row, listed, several, short

_BEFORE_ANY_ASK, _FITS = 0.65, 0.35
_INNER_CIRCLES, _CLOSER = 50, 0.1
_AGAIN_DAYS = 60
_MOST_LIKES = 3


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest sharing with those to whom much is owed, and with those whose tastes are known."""
    seen = glance(network, now)
    found = (
        (priority, person)
        for person in seen.approachable
        if (priority := _priority(person, seen)) > 0
        and not seen.was_raised(f"share_first:{person.number}", _AGAIN_DAYS)
    )
    return tuple(
        _suggestion(person, seen.touches.get(person.number, ()), priority, seen.today)
        for priority, person in seen.first(found, FEW)
    )


def _priority(person: Contact, seen: Glance) -> float:
    if ledger.indebted(person, seen.today):
        return _BEFORE_ANY_ASK
    if not person.likes or any(
        touch.kind in GIVEN and (seen.today - touch.on).days < _AGAIN_DAYS
        for touch in seen.touches.get(person.number, ())
    ):
        return 0.0
    return _FITS + _CLOSER * (person.circle <= _INNER_CIRCLES)


def _why(person: Contact, likes: str, today: date) -> str:
    fits = f" {first_name(person)} likes {likes}." if likes else ""
    if ledger.indebted(person, today):
        favors = several(person.received_count, "favor")
        return (
            f"{person.name} has done you {favors}, and you have done {person.given_count or 'none'} "
            f"that I know of. Share something useful first, before you ask again.{fits}"
        )
    return (
        f"{person.name} likes {likes}, and I know of nothing you shared in the last "
        f"{_AGAIN_DAYS} days. Have you read, seen or heard something that fits?"
    )


def _suggestion(
    person: Contact, touches: tuple[Touch, ...], priority: float, today: date
) -> Suggestion:
    likes = listed([short(word, 30) for word in person.likes[:_MOST_LIKES]])
    rows = [last_row(person, touches)]
    if likes:
        rows.append(f"Likes: {likes}")
    rows.append(f"Favors: {person.received_count} from them, {person.given_count} from you")
    return Suggestion(
        kind="share_first",
        priority=priority,
        title=f"Share something useful with {person.name}",
        reason=_why(person, likes, today),
        evidence=tuple(rows),
        draft=(
            f"Hi {first_name(person)}, I came across this and thought of you: [link]. "
            "The part I would start with is [one line]. No need to answer."
        ),
        contact=person.number,
        key=f"share_first:{person.number}",
    )


_BO = Contact(
    number=17,
    name="Bo Chen",
    added_on=date(2025, 6, 2),
    circle=50,
    likes=("cycling", "Rust"),
    last_on=date(2026, 2, 12),
    received=3.2,
    received_count=4,
    given_count=0,
    ledger_on=date(2026, 2, 12),
)

KIND = NudgeKind(
    name="share_first",
    label="Share something useful",
    source="Adam Grant, 2013, Give and Take (Viking)",
    suggest=suggest,
    example=_suggestion(
        _BO,
        (Touch(number=28, contact=17, on=date(2026, 2, 12), kind="got", what="the budget sheet"),),
        0.65,
        date(2026, 3, 5),
    ),
)
