"""Networks to try the kinds of nudges on: small ones by hand, and any that hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from coaching import scoring
from coaching.network import (
    Contact,
    Need,
    Network,
    PastNudge,
    Person,
    Promise,
    Schedule,
    Touch,
    TouchKind,
)
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion

NOW = datetime(2026, 3, 5, 10, tzinfo=UTC)
"""A Thursday morning."""
TODAY = NOW.date()
ME = Person(name="Sam", joined_on=date(2025, 9, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ada(number: int = 12, name: str = "Ada Lovelace", **known: Any) -> Contact:  # noqa: ANN401 the fields differ
    return Contact(**{"number": number, "name": name, "added_on": ago(400), **known})


def talked(contact: Contact, *days_ago: int) -> Contact:
    """Return the contact with the aggregates of touches on those days."""
    found = scoring.from_days([ago(days) for days in days_ago], TODAY)
    return replace(
        contact,
        s14=found.s14,
        s60=found.s60,
        peak_s60=found.peak_s60,
        strength_on=found.on,
        active_days=found.active_days,
        first_on=found.first_on,
        last_on=found.last_on,
    )


def touch(days_ago: int, kind: TouchKind = "met", what: str = "", contact: int = 12) -> Touch:
    return Touch(number=1000 - days_ago, contact=contact, on=ago(days_ago), kind=kind, what=what)


def nudge(kind: str, days_ago: float, **known: Any) -> PastNudge:  # noqa: ANN401 the fields differ
    sent = NOW - timedelta(days=days_ago)
    return PastNudge(**{"number": 1, "kind": kind, "contact": 0, "sent": sent, **known})


def net(*contacts: Contact, **more: Any) -> Network:  # noqa: ANN401 the fields differ
    return Network(**{"person": ME, "contacts": contacts, **more})


def says(kind: str, network: Network, now: datetime = NOW) -> tuple[Suggestion, ...]:
    """Return what one kind of nudge suggests."""
    return kinds()[kind].suggest(network, now)


def about(suggestions: tuple[Suggestion, ...]) -> list[int]:
    return [item.contact for item in suggestions]


_names = st.sampled_from(
    ["Ada Lovelace", "Bo", "Dr. Grace Hopper", "<!channel>", "李小龙", "O'Neil, Pat", "x" * 300]
)
_words = st.sampled_from(["pricing", "Rust", "cycling", "legal", "the pricing deck", "", "{nudge}"])
_phrases = _words | st.text(max_size=20)
_days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
_some_days = st.none() | _days
_instants = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 hypothesis adds the zone
    datetime(2026, 12, 31),  # noqa: DTZ001 hypothesis adds the zone
    timezones=st.just(UTC),
)
_weights = st.floats(0, 50)
_tuples = st.lists(_phrases, max_size=3).map(tuple)
_numbers = st.integers(1, 6)
_birthdays = st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(
    lambda day: (day.month, day.day)
)

contacts = st.builds(
    Contact,
    number=_numbers,
    name=_names,
    added_on=_days,
    circle=st.sampled_from([5, 15, 50, 150]),
    cadence_days=st.sampled_from([0, 7, 30, 365]),
    side=st.sampled_from(["inside", "outside", ""]),
    kind=st.sampled_from(["operational", "personal", "strategic", ""]),
    knows=_tuples,
    likes=_tuples,
    tags=_tuples,
    introduced_by=st.sampled_from(["", "me", "Bo"]),
    trust=st.integers(0, 3),
    seniority=st.integers(0, 3),
    together=st.integers(0, 3),
    willing=st.integers(0, 3),
    birthday=_birthdays,
    first_on=_some_days,
    last_on=_some_days,
    active_days=st.integers(0, 400),
    s14=_weights,
    s60=_weights,
    peak_s60=_weights,
    strength_on=_some_days,
    given=_weights,
    received=_weights,
    given_count=st.integers(0, 40),
    received_count=st.integers(0, 40),
    ledger_on=_some_days,
    thanked_on=_some_days,
    nudged_on=_some_days,
    skips=st.integers(0, 6),
    resting_until=_some_days,
    unwanted=st.booleans(),
)
schedules = st.builds(
    Schedule,
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]),
    opens=st.times().map(lambda at: at.replace(fold=0)),
    closes=st.just(time(17)),
    weekdays=st.frozensets(st.integers(0, 6)),
    weekly=st.integers(0, 3),
    daily=st.integers(0, 1),
    paused_until=st.none() | _instants,
)
people = st.builds(
    Person,
    schedule=schedules,
    goal=_phrases,
    goal_needs=_tuples,
    joined_on=_days,
    last_seen=st.none() | _instants,
    muted_kinds=st.frozensets(st.sampled_from(["thank", "widen", "still_useful"])),
)
touches = st.builds(
    Touch,
    number=st.integers(1, 99),
    contact=_numbers,
    on=_days,
    kind=st.sampled_from(["met", "helped", "got", "shared", "thanked"]),
    what=_phrases,
)
promises = st.builds(
    Promise,
    number=st.integers(1, 99),
    contact=st.integers(0, 8),
    what=_phrases,
    made_on=_days,
    due=_instants,
)
past_nudges = st.builds(
    PastNudge,
    number=st.integers(1, 99),
    kind=st.sampled_from(["thank", "widen", "still_useful", "weekly_tip", "review", "gone"]),
    contact=st.integers(0, 8),
    sent=_instants,
    outcome=st.sampled_from(["done", "snoozed", "dismissed", "stopped", ""]),
    promised=st.booleans(),
    key=st.sampled_from(["", "thank:5", "widen:outside", "review:2026Q1", "reconnect:3"]),
)
needs = st.builds(
    Need,
    number=st.integers(1, 99),
    kind=st.sampled_from(["ask", "offer"]),
    text=_phrases,
    made_on=_days,
)


def _tuple_of(item: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=most).map(tuple)


networks = st.builds(
    Network,
    person=people,
    contacts=st.lists(contacts, max_size=5, unique_by=lambda c: c.number).map(tuple),
    touches=st.lists(touches, max_size=12).map(
        lambda found: tuple(sorted(found, key=lambda t: (t.on, t.number), reverse=True))
    ),
    promises=_tuple_of(promises, 3),
    needs=_tuple_of(needs, 2),
    nudges=st.lists(past_nudges, max_size=6).map(
        lambda found: tuple(sorted(found, key=lambda n: n.sent, reverse=True))
    ),
)
moments = _instants
