"""Once a quarter: who should come into the network, and who may be let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coaching.glance import Glance, glance
from coaching.messages import Button
from coaching.names import clip
from coaching.network import Contact, Network
from coaching.nudges.base import NudgeKind, Suggestion
from coaching.phrasing import first_name, listed, several, short

_EARLY, _LATER = 0.55, 0.4
_EARLY_DAYS = 21
_ENOUGH_PEOPLE, _ENOUGH_DAYS = 5, 28
_LOOKS_BACK = 90
_GONE_DAYS, _NEVER_DAYS = 180, 120
_OUTER_CIRCLE = 50
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Quarter:
    """What a quarter's review says."""

    name: str
    priority: float
    people: int
    touched: int
    new: int
    fading: tuple[Contact, ...]
    need: str


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a look over the whole network, once in each quarter, with five people or more."""
    seen = glance(network, now)
    name = f"{seen.today.year}Q{(seen.today.month + 2) // 3}"
    if seen.was_raised(f"review:{name}") or len(seen.people) < _ENOUGH_PEOPLE:
        return ()
    if (seen.today - seen.joined).days < _ENOUGH_DAYS:
        return ()
    start = seen.today.replace(month=(seen.today.month - 1) // 3 * 3 + 1, day=1)
    early = (seen.today - start).days < _EARLY_DAYS
    people = seen.people.values()
    quarter = _Quarter(
        name=name,
        priority=_EARLY if early else _LATER,
        people=len(people),
        touched=sum(number in seen.touches for number in seen.people),
        new=sum((seen.today - person.added_on).days < _LOOKS_BACK for person in people),
        fading=_fading(seen),
        need=_missing(network, seen),
    )
    return (_suggestion(quarter),)


def _fading(seen: Glance) -> tuple[Contact, ...]:
    """Return the outer ties that faded furthest, the weakest first."""

    def faded(person: Contact) -> bool:
        if person.unwanted or person.circle < _OUTER_CIRCLE:
            return False
        if person.resting_until is not None and person.resting_until > seen.today:
            return False
        since = (seen.today - (person.last_on or person.added_on)).days
        return since >= (_NEVER_DAYS if person.last_on is None else _GONE_DAYS)

    found = [person for person in seen.people.values() if faded(person)]
    found.sort(key=lambda person: (person.trust, person.peak_s60, person.number))
    return tuple(found[:_NAMED])


def _missing(network: Network, seen: Glance) -> str:
    """Return what the goal needs and nobody is known for; empty if nothing."""
    needs = network.person.goal_needs
    if not needs:
        return ""
    known = {word.casefold() for p in seen.people.values() for word in (*p.knows, *p.tags)}
    return next((need for need in needs if need.casefold() not in known), "")


def _suggestion(quarter: _Quarter) -> Suggestion:
    add = (
        f"Your goal needs somebody for {short(quarter.need, 40)}: whom would you add?"
        if quarter.need
        else "Whom would you like to know by the end of this quarter? Add one name."
    )
    names = [person.name for person in quarter.fading]
    let_go = f" {listed(names, 'or')} may be ready to be let go for now." if names else ""
    return Suggestion(
        kind="review",
        priority=quarter.priority,
        title="A look over your network, as each quarter",
        reason=(
            f"In 90 days you were in touch with {quarter.touched} of your {quarter.people} people, "
            f"and {quarter.new} {'is' if quarter.new == 1 else 'are'} new. {add}{let_go}"
        ),
        evidence=(
            f"In touch in 90 days: {quarter.touched} of {several(quarter.people, 'person', 'people')}",
            f"Added in 90 days: {quarter.new}",
            *(f"Silent for long: {name}" for name in names),
        ),
        key=f"review:{quarter.name}",
        extra=tuple(
            Button(
                label=f"Let {clip(first_name(person), 30)} rest",
                command=f"rest #{person.number}",
                keeps=True,
            )
            for person in quarter.fading
        ),
    )


KIND = NudgeKind(
    name="review",
    label="The quarter's review",
    source=(
        "Brian Uzzi & Shannon Dunlap, 2005, How to Build Your Network (Harvard Business Review)"
    ),
    suggest=suggest,
    example=_suggestion(
        _Quarter(
            name="2026Q1",
            priority=0.55,
            people=42,
            touched=19,
            new=3,
            fading=(
                Contact(number=25, name="Jan Novak", added_on=date(2025, 2, 3)),
                Contact(number=26, name="Lee Wong", added_on=date(2025, 2, 3)),
            ),
            need="legal",
        )
    ),
)
