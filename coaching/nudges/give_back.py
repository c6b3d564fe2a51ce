"""Somebody helped a while ago, and it would be good to give something back."""

from __future__ import annotations

from datetime import date, datetime

from coaching import ledger
from coaching.glance import glance
from coaching.network import GIVEN, RECEIVED, Contact, Network, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, length, listed, short, touch_row

# A return on the very next day looks like paying a bill; after two months the help has faded.
_FROM_DAYS, _TO_DAYS = 7, 60
_BASE = 0.45
_MOST_LIKES = 2


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a favor to those whose last favor to you is 7 to 60 days old and unreturned."""
    seen = glance(network, now)
    owed: dict[int, Touch] = {}
    found = []
    for person in seen.approachable:
        touch = _unreturned(person, seen.touches.get(person.number, ()), seen.today)
        if touch and not seen.was_raised(f"give_back:{touch.number}"):
            owed[person.number] = touch
            given, received = ledger.weights_on(person, seen.today)
            found.append((_BASE - 0.2 * ledger.balance(given, received), person))
    return tuple(
        _suggestion(person, owed[person.number], priority, seen.today)
        for priority, person in seen.first(found, FEW)
    )


def _unreturned(person: Contact, touches: tuple[Touch, ...], today: date) -> Touch | None:
    """Return the newest favor received, if it is of the right age and nothing went back since."""
    newest = next((t for t in touches if t.kind in RECEIVED or t.kind in GIVEN), None)
    if newest is None or newest.kind in GIVEN:
        return None
    if not _FROM_DAYS <= (today - newest.on).days <= _TO_DAYS:
        return None
    given, received = ledger.weights_on(person, today)
    # A large debt is for `share_first`, which comes before any further ask.
    return newest if received > given and not ledger.indebted(person, today) else None


def _suggestion(person: Contact, touch: Touch, priority: float, today: date) -> Suggestion:
    name, what = first_name(person), short(touch.what)
    matter = f" with {what}" if what else ""
    likes = listed([short(word, 30) for word in person.likes[:_MOST_LIKES]])
    hint = f" {name} likes {likes}." if likes else ""
    return Suggestion(
        kind="give_back",
        priority=priority,
        title=f"Give something back to {person.name}",
        reason=(
            f"{person.name} helped you{matter} {length((today - touch.on).days)} ago, and I know of "
            f"nothing that went back since. Something that takes you five minutes is plenty.{hint}"
        ),
        evidence=(
            touch_row(touch),
            f"Favors: {person.received_count} from them, {person.given_count} from you",
        ),
        draft=(
            f"Hi {name}, your help{matter} is still useful to me. Is there something on your side "
            "that I could look at, try out, or ask around for?"
        ),
        contact=person.number,
        key=f"give_back:{touch.number}",
    )


_BO = Contact(
    number=17,
    name="Bo Chen",
    added_on=date(2025, 6, 2),
    likes=("cycling",),
    received_count=2,
    given_count=1,
)

KIND = NudgeKind(
    name="give_back",
    label="Give something back",
    source=(
        "Francis Flynn, 2003, How Much Should I Give and How Often? (Academy of Management Journal)"
    ),
    suggest=suggest,
    example=_suggestion(
        _BO,
        Touch(number=28, contact=17, on=date(2026, 2, 12), kind="got", what="the budget sheet"),
        0.5,
        date(2026, 3, 5),
    ),
)
