"""The network could reach further: people added and never met, and what the goal still needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from coaching.glance import Glance, glance
from coaching.network import Contact, Network, Person, Touch
from coaching.nudges.base import FEW, NudgeKind, Suggestion
from coaching.phrasing import first_name, last_row, length, short

_KIND = "widen"
_COLD, _REACHES_OUT, _NEEDED, _CLOSE = 0.4, 0.1, 0.2, 0.1
_GAP, _FEW_OUTSIDE = 0.5, 0.4
_AGAIN_DAYS, _GAP_AGAIN_DAYS = 90, 60
_QUIET_DAYS = 30
_CLOSE_CIRCLE = 15
# Shares say nothing below ten people whose place is known.
_ENOUGH, _OUTSIDE_SHARE = 10, 0.2


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a first word to somebody new, those the goal needs, and what is missing."""
    seen = glance(network, now)
    needs = {need.casefold(): need for need in network.person.goal_needs}
    found = (
        (priority, person)
        for person in seen.approachable
        if (priority := _priority(person, seen, needs)) > 0
        and not seen.was_raised(f"{_KIND}:{person.number}", _AGAIN_DAYS)
    )
    people = [
        _hello(
            person,
            _need(person, needs),
            seen.touches.get(person.number, ()),
            priority,
            seen.today,
        )
        for priority, person in seen.first(found, FEW - 2)
    ]
    missing = [*_gaps(network.person, seen, needs), *_outside(seen)]
    return tuple(sorted([*people, *missing[:2]], key=lambda item: -item.priority))


def _need(person: Contact, needs: dict[str, str]) -> str:
    """Return what the goal needs and this person knows; empty if nothing."""
    if not needs:
        return ""
    known = (word.casefold() for word in (*person.knows, *person.tags))
    return next((needs[word] for word in known if word in needs), "")


def _priority(person: Contact, seen: Glance, needs: dict[str, str]) -> float:
    silence = seen.silent_days(person)
    needed = bool(needs) and bool(_need(person, needs))
    if silence is None:
        if person.added_on >= seen.today:
            return 0.0
        return (
            _COLD
            + _REACHES_OUT * (person.side == "outside" or person.kind == "strategic")
            + _NEEDED * needed
            + _CLOSE * (person.circle <= _CLOSE_CIRCLE)
        )
    return _COLD + _NEEDED if needed and silence > _QUIET_DAYS else 0.0


def _hello(
    person: Contact, need: str, touches: tuple[Touch, ...], priority: float, today: date
) -> Suggestion:
    name = first_name(person)
    needs = f"{person.name} knows about {short(need, 40)}, which your goal needs. " if need else ""
    if person.last_on is None:
        ago = length((today - person.added_on).days)
        reason = f"{needs}You added {person.name} {ago} ago, and I know of no word between you yet."
        draft = (
            f"Hi {name}, we have not talked yet, and I would like to change that. "
            "I am curious what you are working on. Would ten minutes some time suit you?"
        )
    else:
        reason = f"{needs}You last talked {length((today - person.last_on).days)} ago."
        draft = (
            f"Hi {name}, I am working on something close to what you know well, and would like to "
            "hear how you see it. What keeps you busy at the moment?"
        )
    rows = [last_row(person, touches)]
    if need:
        rows.append(f"Your goal needs: {short(need, 40)}")
    return Suggestion(
        kind=_KIND,
        priority=priority,
        title=f"Get in touch with {person.name}",
        reason=f"{reason} The first line is the hardest, so a draft is ready.",
        evidence=tuple(rows),
        draft=draft,
        contact=person.number,
        key=f"{_KIND}:{person.number}",
    )


def _gaps(me: Person, seen: Glance, needs: dict[str, str]) -> Iterator[Suggestion]:
    """Yield what the goal needs and nobody in the network is known for."""
    if not needs:
        return
    known = {word.casefold() for p in seen.people.values() for word in (*p.knows, *p.tags)}
    for folded, need in needs.items():
        key = f"{_KIND}:goal:{folded[:40]}"
        if folded not in known and not seen.was_raised(key, _GAP_AGAIN_DAYS):
            yield _gap(me.goal, short(need, 40), key)


def _gap(goal: str, need: str, key: str) -> Suggestion:
    toward = f" You are working toward “{short(goal)}”." if goal else ""
    return Suggestion(
        kind=_KIND,
        priority=_GAP,
        title=f"Find somebody for {need}",
        reason=(
            f"Your goal needs somebody for {need}, and I know of nobody in your network yet.{toward} "
            "Who do you know who could know somebody? Ask one person."
        ),
        evidence=(f"Your goal needs: {need}", "Nobody in your network is known for it"),
        draft=(
            f"Hi, I am looking for somebody who knows about {need}. Does anybody come to mind? "
            "A name is plenty."
        ),
        key=key,
    )


def _outside(seen: Glance) -> Iterator[Suggestion]:
    """Yield a hint to look outside, when few of the people whose place is known are."""
    sides = [person.side for person in seen.people.values() if person.side]
    outside, key = sides.count("outside"), f"{_KIND}:outside"
    if len(sides) < _ENOUGH or outside >= _OUTSIDE_SHARE * len(sides):
        return
    if seen.was_raised(key, _GAP_AGAIN_DAYS):
        return
    yield Suggestion(
        kind=_KIND,
        priority=_FEW_OUTSIDE,
        title="Look outside",
        reason=(
            f"Of the {len(sides)} people whose place I know, {outside or 'none'} "
            f"{'are' if outside > 1 else 'is'} outside. New ideas tend to come from there. Name one "
            "person outside whom you would like to know, and say hello today."
        ),
        evidence=(f"Outside: {outside} of {len(sides)}",),
        draft=(
            "Hi, I follow your work from next door, and would like to know how you see [one thing]. "
            "Would ten minutes some time suit you?"
        ),
        key=key,
    )


KIND = NudgeKind(
    name=_KIND,
    label="Reach further",
    source=(
        "Herminia Ibarra & Mark Hunter, 2007, How Leaders Create and Use Networks (Harvard Business "
        "Review)"
    ),
    suggest=suggest,
    example=_hello(
        Contact(number=40, name="Grace Mbeki", added_on=date(2026, 2, 21), knows=("legal",)),
        "legal",
        (),
        0.6,
        date(2026, 3, 5),
    ),
)
