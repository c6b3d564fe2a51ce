"""The same few people carry you: next time, ask somebody else first."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from coaching import ledger
from coaching.glance import Glance, glance
from coaching.network import RECEIVED, Contact, Network
from coaching.nudges.base import NudgeKind, Suggestion
from coaching.phrasing import listed, several

_AGAIN_DAYS = 60
_BASE, _PER_SHARE = 0.4, 0.3
_OTHERS = 3
_WARM_DAYS = 90
_KEY = "spread_asks"


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest asking others, when the help of the last 90 days came from too few."""
    seen = glance(network, now)
    if seen.was_raised(_KEY, _AGAIN_DAYS):
        return ()
    reliance = ledger.reliance(network.touches)
    if not ledger.leaning(reliance):
        return ()
    counts = Counter(touch.contact for touch in network.touches if touch.kind in RECEIVED)
    top = [
        (seen.people[number].name, counts[number])
        for number in reliance.top
        if number in seen.people
    ]
    return (_suggestion(reliance, top, _others(seen, reliance.top)),)


def _others(seen: Glance, top: tuple[int, ...]) -> list[str]:
    """Return the names of warm people, not leaned on, to whom most was given."""

    def credit(person: Contact) -> float:
        given, received = ledger.weights_on(person, seen.today)
        return given - received

    warm = [
        person
        for person in seen.approachable
        if person.number not in top
        and person.last_on is not None
        and (seen.today - person.last_on).days <= _WARM_DAYS
    ]
    warm.sort(key=lambda person: (-credit(person), -person.trust, person.number))
    return [person.name for person in warm[:_OTHERS]]


def _suggestion(
    reliance: ledger.Reliance, top: list[tuple[str, int]], others: list[str]
) -> Suggestion:
    carried = round(reliance.top_share * reliance.total)
    whom = top[0][0] if top else "one person"
    instead = (
        f"Next time you need something, ask {listed(others, 'or')} first."
        if others
        else "Next time you need something, ask somebody you have not asked before."
    )
    return Suggestion(
        kind=_KEY,
        priority=_BASE + _PER_SHARE * reliance.top_share,
        title="Spread your asks",
        reason=(
            f"Of the {reliance.total} favors you received in 90 days, {carried} came from {whom}. "
            f"The most helpful people tire first. {instead}"
        ),
        evidence=(
            *(f"{name}: {several(count, 'favor')} in 90 days" for name, count in top),
            f"That is as if {reliance.effective:.1f} people in all had helped you",
        ),
        draft=(
            "Hi, I am looking for a second opinion on [one thing] and thought of you. "
            "Would ten minutes this week suit you? A no is fine."
        ),
        key=_KEY,
    )


KIND = NudgeKind(
    name=_KEY,
    label="Spread your asks",
    source=(
        "Rob Cross, Reb Rebele & Adam Grant, 2016, Collaborative Overload (Harvard Business Review)"
    ),
    suggest=suggest,
    example=_suggestion(
        ledger.Reliance(hhi=0.36, effective=2.8, top_share=7 / 12, total=12, top=(17, 12, 21)),
        [("Bo Chen", 7), ("Ada Lovelace", 3), ("Mia Rossi", 2)],
        ["Cy Park", "Dee Osei"],
    ),
)
