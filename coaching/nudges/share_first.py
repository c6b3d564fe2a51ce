"""Something useful, sent with no question attached: it fits what they like, or a debt is open.

A link that fits comes from the person's own feeds and saved links (`coaching.shelving`).
"""

from __future__ import annotations

from datetime import date, datetime

from coaching import ledger
from coaching.glance import Glance, glance
from coaching.network import GIVEN, Contact, Gift, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import dated, first_name, last_row, listed, several, short

_BEFORE_ANY_ASK, _FITS = 0.65, 0.35
_AT_HAND = 0.15
"""What it is worth that there is something to share, and not only somebody to share with."""
_INNER_CIRCLES, _CLOSER = 50, 0.1
_AGAIN_DAYS = 60
_REST_DAYS = 14
"""Days after something shared in which not even a link that fits is worth another word."""
_MOST_LIKES = 3


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest sharing with those to whom much is owed, and with those whose tastes are known."""
    seen = glance(network, now)
    gifts = {gift.contact: gift for gift in network.gifts if not seen.was_raised(gift.key)}
    found = (
        (priority, person)
        for person in seen.approachable
        if (priority := _priority(person, gifts.get(person.number), seen)) > 0
    )
    return tuple(
        _suggestion(
            person,
            seen.touches.get(person.number, ()),
            priority,
            seen.today,
            gifts.get(person.number),
        )
        for priority, person in seen.first(found, FEW)
    )


def _priority(person: Contact, gift: Gift | None, seen: Glance) -> float:
    if gift is None and seen.was_raised(f"share_first:{person.number}", _AGAIN_DAYS):
        return 0.0
    at_hand = _AT_HAND if gift else 0.0
    if ledger.indebted(person, seen.today):
        return _BEFORE_ANY_ASK + at_hand
    if gift is None and not person.likes:
        return 0.0
    rest = _REST_DAYS if gift else _AGAIN_DAYS
    if any(
        touch.kind in GIVEN and (seen.today - touch.on).days < rest
        for touch in seen.touches.get(person.number, ())
    ):
        return 0.0
    return _FITS + at_hand + _CLOSER * (person.circle <= _INNER_CIRCLES)


def _why(person: Contact, likes: str, today: date, gift: Gift | None) -> str:
    fits = f" {first_name(person)} likes {likes}." if likes else ""
    if gift:
        fits = f" {first_name(person)} {gift.because}, and this fits: “{gift.title}”, {gift.url}"
    if ledger.indebted(person, today):
        favors = several(person.received_count, "favor")
        return (
            f"{person.name} has done you {favors}, and you have done {person.given_count or 'none'} "
            f"that I know of. Share something useful first, before you ask again.{fits}"
        )
    if gift:
        return f"{person.name} {gift.because}, and this fits: “{gift.title}”, {gift.url}"
    return (
        f"{person.name} likes {likes}, and I know of nothing you shared in the last "
        f"{_AGAIN_DAYS} days. Have you read, seen or heard something that fits?"
    )


def _evidence(gift: Gift) -> tuple[str, ...]:
    came = f"Came with {gift.origin}" if gift.origin else "You saved it"
    return (
        f"What you told me: {gift.because}",
        f"In the title: {listed([f'“{word}”' for word in gift.words])}",
        f"{came} on {dated(gift.kept_on)}",
    )


def _draft(person: Contact, gift: Gift | None) -> str:
    if gift is None:
        return (
            f"Hi {first_name(person)}, I came across this and thought of you: [link]. "
            "The part I would start with is [one line]. No need to answer."
        )
    return (
        f"Hi {first_name(person)}, I came across this and thought of you: {gift.title} "
        f"{gift.url} No need to answer."
    )


def _suggestion(
    person: Contact,
    touches: tuple[Touch, ...],
    priority: float,
    today: date,
    gift: Gift | None = None,
) -> Suggestion:
    likes = listed([short(word, 30) for word in person.likes[:_MOST_LIKES]])
    rows = [*(_evidence(gift) if gift else ()), last_row(person, touches)]
    if likes and not gift:
        rows.append(f"Likes: {likes}")
    rows.append(f"Favors: {person.received_count} from them, {person.given_count} from you")
    return Suggestion(
        kind="share_first",
        priority=priority,
        title=f"Share something useful with {person.name}",
        reason=_why(person, likes, today, gift),
        evidence=tuple(rows),
        draft=_draft(person, gift),
        contact=person.number,
        key=gift.key if gift else f"share_first:{person.number}",
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
