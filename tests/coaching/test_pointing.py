"""Whom a nudge may point at: rest, freshness, evenings with twenty new names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coaching import pacing
from coaching.network import (
    Contact,
    Network,
    Outcome,
    PastNudge,
    Person,
    Touch,
    TouchKind,
)

MONDAY = datetime(2026, 6, 15, 10, tzinfo=UTC)


def nudge(
    sent: datetime, outcome: Outcome = "", kind: str = "reconnect", contact: int = 0
) -> PastNudge:
    return PastNudge(number=1, kind=kind, contact=contact, sent=sent, outcome=outcome)


def days_before(days: float, now: datetime = MONDAY) -> datetime:
    return now - timedelta(days=days)


def contact(number: int = 1, **figures: object) -> Contact:
    plain = Contact(number=number, name=f"Contact {number}", added_on=date(2026, 6, 1))
    return replace(plain, **figures)  # type: ignore[arg-type] # figures by name


def may(person: Contact, *touches: Touch, nudges: tuple[PastNudge, ...] = ()) -> bool:
    known = Network(person=Person(), contacts=(person,), touches=touches, nudges=nudges)
    return pacing.may_point_at(known, person, MONDAY)


def on(days_ago: int) -> date:
    return days_before(days_ago).date()


def test_nobody_unwanted_or_resting() -> None:
    assert may(contact())
    assert not may(contact(unwanted=True))
    assert not may(contact(resting_until=on(-1)))
    assert may(contact(resting_until=on(0)))


def test_the_same_person_at_most_every_thirty_days() -> None:
    assert not may(contact(nudged_on=on(29)))
    assert may(contact(nudged_on=on(30)))
    assert not may(contact(), nudges=(nudge(days_before(10), contact=1),))
    assert may(contact(), nudges=(nudge(days_before(10), contact=2),))
    assert may(contact(), nudges=(nudge(days_before(31), contact=1),))


def test_not_right_after_a_touch_unless_help_wants_an_answer() -> None:
    def touched(kind: TouchKind, days_ago: int) -> Touch:
        return Touch(number=1, contact=1, on=on(days_ago), kind=kind)

    met = contact(last_on=on(3))
    assert not may(met, touched("met", 3))
    assert not may(met, replace(touched("got", 3), contact=2))
    assert may(met, touched("got", 3))
    assert may(met, touched("met", 3), touched("helped", 13))
    assert not may(met, touched("met", 3), touched("helped", 14))
    assert may(contact(last_on=on(7)))


def test_twenty_added_on_one_day_are_opened_three_a_week_and_all_of_them() -> None:
    evening = tuple(contact(n) for n in range(1, 21))
    other_day = contact(21, added_on=date(2026, 6, 2))
    known_before = contact(0, first_on=date(2026, 5, 1))
    everybody = Network(person=Person(), contacts=(*evening, other_day, known_before))
    opened = [pacing.cohort_open_on(everybody, c) for c in evening]
    assert opened == [date(2026, 6, 1) + timedelta(weeks=n // 3) for n in range(20)]
    assert pacing.cohort_open_on(everybody, other_day) == date(2026, 6, 2)
    now = datetime(2026, 6, 8, 12, tzinfo=UTC)
    assert [c.number for c in evening if pacing.may_point_at(everybody, c, now)] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_the_inner_circles_of_an_evening_come_first() -> None:
    evening = (*(contact(n) for n in range(1, 10)), contact(10, circle=5))
    everybody = Network(person=Person(), contacts=evening)
    assert pacing.cohort_open_on(everybody, evening[-1]) == date(2026, 6, 1)
    assert pacing.cohort_open_on(everybody, evening[2]) == date(2026, 6, 8)


def test_a_turn_once_come_does_not_go_when_others_are_met() -> None:
    evening = tuple(contact(n) for n in range(1, 8))
    met = tuple(replace(c, first_on=on(2), last_on=on(2)) if c.number < 4 else c for c in evening)
    before, after = (Network(person=Person(), contacts=group) for group in (evening, met))
    assert [pacing.cohort_open_on(before, c) for c in evening[3:]] == [
        pacing.cohort_open_on(after, c) for c in met[3:]
    ]


def test_two_a_week_at_one_colleague_and_the_second_place_is_for_friends() -> None:
    friend, acquaintance = contact(circle=15), contact(circle=50)
    assert [pacing.crowded(friend, pointed) for pointed in (0, 1, 2, 3)] == [
        False,
        False,
        True,
        True,
    ]
    assert [pacing.crowded(acquaintance, pointed) for pointed in (0, 1, 2)] == [False, True, True]
