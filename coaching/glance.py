"""One look over a network that all kinds of nudges share, so that each fact is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nsmallest

from coaching.network import Contact, Network, Touch
from coaching.pacing import may_point_at

KIND_TURN_DAYS, CONTACT_TURN_DAYS = 360, 720
"""Waiting this long is worth as much as the highest priority there is.

So no kind and no contact starves, and within a normal month waiting hardly shows.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What several kinds of nudges need to know of a network at one moment.

    ``approachable`` are the contacts a nudge may point at now, by number. ``touches`` are those
    with each contact, newest first. ``raised`` says on which local day each key was last nudged
    about, ``kinds`` the same for each kind. ``rested`` are the days since a nudge about each
    contact, or since it was added. Reminders of promises count for ``raised`` only.
    """

    today: date
    joined: date
    people: Mapping[int, Contact]
    approachable: tuple[Contact, ...]
    touches: Mapping[int, tuple[Touch, ...]]
    raised: Mapping[str, date]
    kinds: Mapping[str, date]
    rested: Mapping[int, int]

    def silent_days(self, contact: Contact) -> int | None:
        """Return the days since the last touch; None if there never was one."""
        return None if contact.last_on is None else (self.today - contact.last_on).days

    def was_raised(self, key: str, within_days: int | None = None) -> bool:
        """Tell whether that key was nudged about before, or in the last ``within_days``."""
        day = self.raised.get(key)
        if day is None:
            return False
        return within_days is None or (self.today - day).days < within_days

    def kind_rested(self, kind: str) -> int:
        """Return the days since a nudge of that kind, or since the person joined."""
        return max(0, (self.today - self.kinds.get(kind, self.joined)).days)

    def kind_turn(self, kind: str) -> float:
        """Return how much it is that kind's turn, 0 to 1."""
        return min(1.0, self.kind_rested(kind) / KIND_TURN_DAYS)

    def contact_turn(self, number: int) -> float:
        """Return how much it is that contact's turn, 0 to 1."""
        return min(1.0, self.contact_rested(number) / CONTACT_TURN_DAYS)

    def first(
        self, weighted: Iterable[tuple[float, Contact]], count: int
    ) -> list[tuple[float, Contact]]:
        """Return the ``count`` (priority, contact) pairs that stand best, waiting included.

        Kinds write sentences for these only; those left out wait on, and so come in later.
        """
        return nsmallest(
            count,
            weighted,
            key=lambda pair: (-pair[0] - self.contact_turn(pair[1].number), pair[1].number),
        )

    def contact_rested(self, number: int) -> int:
        """Return the days since a nudge about that contact, or since it was added; 0 of nobody."""
        return self.rested.get(number, 0)


def glance(network: Network, now: datetime) -> Glance:
    """Return the look over ``network`` at ``now``; asked again, it is the same one."""
    return network.derive(("glance", now), lambda: _look(network, now))


def _look(network: Network, now: datetime) -> Glance:
    touches: dict[int, list[Touch]] = {}
    for touch in network.touches:
        touches.setdefault(touch.contact, []).append(touch)
    local = network.person.schedule.local
    raised: dict[str, date] = {}
    kinds: dict[str, date] = {}
    nudged: dict[int, date] = {}
    for nudge in network.nudges:
        day = local(nudge.sent).date()
        if nudge.outcome == "snoozed":  # the person asked to see it again
            continue
        if nudge.key:
            raised.setdefault(nudge.key, day)
        if not nudge.promised:
            kinds.setdefault(nudge.kind, day)
            nudged.setdefault(nudge.contact, day)
    people = {contact.number: contact for contact in network.contacts}
    today = network.today(now)
    return Glance(
        today=today,
        joined=network.person.joined_on,
        people=people,
        approachable=tuple(
            contact for _, contact in sorted(people.items()) if may_point_at(network, contact, now)
        ),
        touches={number: tuple(found) for number, found in touches.items()},
        raised=raised,
        kinds=kinds,
        rested={number: _rested(p, nudged.get(number), today) for number, p in people.items()},
    )


def _rested(contact: Contact, nudged: date | None, today: date) -> int:
    since = max(nudged or contact.added_on, contact.nudged_on or contact.added_on)
    return max(0, (today - since).days)
