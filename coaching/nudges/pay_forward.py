"""You just learned something from somebody, and somebody else could use it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from coaching.glance import Glance, glance
from coaching.network import GIVEN, RECEIVED, Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, length, short, telling_words, touch_row

_FROM_DAYS, _TO_DAYS = 3, 30
_MATCHED, _OPEN = 0.5, 0.35

_Match = tuple[Contact, str]


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest passing on help of the last month, to somebody it fits where one is known."""
    seen = glance(network, now)
    fresh = [
        touch
        for touch in network.touches
        if touch.kind in RECEIVED
        and touch.what.strip()
        and _FROM_DAYS <= (seen.today - touch.on).days <= _TO_DAYS
        and touch.contact in seen.people
        and not seen.was_raised(f"pay_forward:{touch.number}")
    ]
    if not fresh:
        return ()
    given = [touch for touch in network.touches if touch.kind in GIVEN]
    interests = _interests(seen)
    return tuple(
        _suggestion(seen.people[touch.contact], touch, _match(touch, interests), seen.today)
        for touch in fresh
        if not any(g.on >= touch.on and g.contact != touch.contact for g in given)
    )[:FEW]


def _interests(seen: Glance) -> Mapping[str, _Match]:
    """Return who cares about each word, and about what; of several, who waited longest."""
    interests: dict[str, _Match] = {}
    by_turn = sorted(seen.approachable, key=lambda p: (-seen.contact_rested(p.number), p.number))
    for person in by_turn:
        for phrase in (*person.likes, *person.tags):
            for word in telling_words(phrase):
                interests.setdefault(word, (person, phrase))
    return interests


def _match(touch: Touch, interests: Mapping[str, _Match]) -> _Match | None:
    found = (interests[word] for word in telling_words(touch.what) if word in interests)
    return next((match for match in found if match[0].number != touch.contact), None)


def _suggestion(helper: Contact, touch: Touch, match: _Match | None, today: date) -> Suggestion:
    person, topic = match or (None, "")
    what, ago = short(touch.what), length((today - touch.on).days)
    rows = [f"{touch_row(touch)} ({helper.name})", "Nothing passed on to others since then"]
    if person:
        rows.append(f"{person.name} cares about {short(topic, 30)}")
    whom = (
        f"It may fit {person.name}. Pass it on in one line"
        if person
        else "Who could use what you just learned? Pass it on to one person"
    )
    # The draft goes to a third person: it names their interest, never what the help was about.
    about = short(topic, 30) or "[what it is about]"
    return Suggestion(
        kind="pay_forward",
        priority=_MATCHED if person else _OPEN,
        title=f"Pass it on to {person.name}" if person else "Pass on what you just learned",
        reason=f"{helper.name} helped you with {what} {ago} ago. {whom}.",
        evidence=tuple(rows),
        draft=(
            f"Hi{' ' + first_name(person) if person else ''}, I just learned something about {about} "
            "that may be of use to you: [one line]. Happy to show you if it is."
        ),
        contact=person.number if person else 0,
        key=f"pay_forward:{touch.number}",
    )


_BO = Contact(number=17, name="Bo Chen", added_on=date(2025, 6, 2))
_MIA = Contact(number=21, name="Mia Rossi", added_on=date(2025, 11, 3), likes=("pricing",))

KIND = NudgeKind(
    name="pay_forward",
    label="Pass it on",
    source=(
        "Wayne Baker & Nathaniel Bulkley, 2014, Paying It Forward vs. Rewarding Reputation "
        "(Organization Science)"
    ),
    suggest=suggest,
    example=_suggestion(
        _BO,
        Touch(number=33, contact=17, on=date(2026, 2, 27), kind="got", what="the pricing model"),
        (_MIA, "pricing"),
        date(2026, 3, 5),
    ),
)
