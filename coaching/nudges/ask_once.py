"""You give and never ask: let somebody do something for you, too."""

from __future__ import annotations

from datetime import date, datetime

from coaching import ledger
from coaching.glance import Glance, glance
from coaching.network import GIVEN, RECEIVED, Contact, Network
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, several

_MANY = 3
_AGAIN_DAYS = 45
_PRIORITY = 0.5
_KEY = "ask_once"


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest one small ask, after 3 favors given in 90 days, none received and no ask open."""
    seen = glance(network, now)
    given = sum(touch.kind in GIVEN for touch in network.touches)
    received = any(touch.kind in RECEIVED for touch in network.touches)
    asking = any(need.kind == "ask" for need in network.needs)
    if given < _MANY or received or asking or seen.was_raised(_KEY, _AGAIN_DAYS):
        return ()
    pairs = ((_credit(person, seen), person) for person in seen.approachable)
    helped = [(_PRIORITY, person) for credit, person in pairs if credit > 0]
    people: list[Contact | None] = [person for _, person in seen.first(helped, FEW)]
    return tuple(_suggestion(person, given) for person in people or [None])


def _credit(person: Contact, seen: Glance) -> float:
    given, received = ledger.weights_on(person, seen.today)
    return given - received


def _suggestion(person: Contact | None, given: int) -> Suggestion:
    rows = [f"{several(given, 'favor')} given in 90 days, none received, no ask open"]
    if person:
        rows.append(f"{person.name}: {several(person.given_count, 'favor')} from you so far")
    whom = f", for example {person.name}," if person else ""
    return Suggestion(
        kind=_KEY,
        priority=_PRIORITY,
        title=f"Ask {person.name} for one small thing" if person else "Ask for one small thing",
        reason=(
            f"You gave {several(given, 'favor')} in 90 days, and I know of none that you asked for. "
            f"People{whom} say yes far more often than we expect, and asking lets them give, too."
        ),
        evidence=tuple(rows),
        draft=(
            f"Hi{' ' + first_name(person) if person else ''}, may I ask you something small? "
            "I am trying to [one thing], and I think you know how it is done. "
            "Would ten minutes this week suit you? A no is fine."
        ),
        contact=person.number if person else 0,
        key=_KEY,
    )


KIND = NudgeKind(
    name=_KEY,
    label="Ask for one thing",
    source=(
        "Francis Flynn & Vanessa Lake, 2008, If You Need Help, Just Ask (Journal of Personality and "
        "Social Psychology)"
    ),
    suggest=suggest,
    example=_suggestion(
        Contact(number=21, name="Mia Rossi", added_on=date(2025, 11, 3), given_count=3),
        5,
    ),
)
