"""Budgets, pauses, back-off: when a person may be nudged, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching import pacing
from coaching.network import (
    Network,
    Outcome,
    PastNudge,
    Person,
    Schedule,
)

MONDAY = datetime(2026, 6, 15, 10, tzinfo=UTC)
ALL_WEEK = frozenset(range(7))


def nudge(
    sent: datetime, outcome: Outcome = "", kind: str = "reconnect", contact: int = 0
) -> PastNudge:
    return PastNudge(number=1, kind=kind, contact=contact, sent=sent, outcome=outcome)


def network(*nudges: PastNudge, seen: datetime | None = None, **rule: object) -> Network:
    schedule = replace(Schedule(), **rule)  # type: ignore[arg-type] # rules by name
    return Network(person=Person(schedule=schedule, last_seen=seen), nudges=nudges)


def days_before(days: float, now: datetime = MONDAY) -> datetime:
    return now - timedelta(days=days)


def test_a_new_person_may_be_nudged_within_the_hours() -> None:
    found = pacing.allowance(network(), MONDAY)
    assert found.allowed
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_outside_the_hours_it_waits_for_the_morning() -> None:
    friday_night = datetime(2026, 6, 19, 20, tzinfo=UTC)
    found = pacing.allowance(network(), friday_night)
    assert not found.allowed
    assert found.why == "It is outside your hours."
    assert found.next_look == datetime(2026, 6, 22, 9, tzinfo=UTC)


def test_one_nudge_a_day() -> None:
    found = pacing.allowance(network(nudge(days_before(0.1), "done")), MONDAY)
    assert not found.allowed
    assert found.why == "One nudge a day is enough."
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_three_nudges_in_seven_days_whatever_was_set() -> None:
    last = [nudge(days_before(n), "done") for n in (3, 4, 6)]
    found = pacing.allowance(network(*last, weekly=20, daily=9), MONDAY)
    assert not found.allowed
    assert found.why == "That was enough for one week."
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)
    assert pacing.allowance(network(*last[:2], nudge(days_before(7), "done")), MONDAY).allowed


def test_one_a_week_means_a_week_between() -> None:
    found = pacing.allowance(network(nudge(days_before(4), "done"), weekly=1), MONDAY)
    assert found.next_look == datetime(2026, 6, 18, 9, tzinfo=UTC)


@pytest.mark.parametrize("rule", [Schedule(weekly=0), Schedule(daily=0)])
def test_no_nudges_means_none(rule: Schedule) -> None:
    found = pacing.allowance(Network(person=Person(schedule=rule)), MONDAY)
    assert (found.allowed, found.why) == (False, "You asked for no nudges.")
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_what_was_asked_for_counts_for_no_budget_but_for_two_hours_of_rest() -> None:
    reminder = replace(
        nudge(days_before(0), "done"), promised=True, sent=MONDAY - timedelta(hours=1)
    )
    found = pacing.allowance(network(reminder), MONDAY)
    assert (found.allowed, found.why) == (False, "There was a nudge a moment ago.")
    assert found.next_look == MONDAY + timedelta(hours=1)
    assert pacing.allowance(network(reminder), MONDAY + timedelta(hours=1)).allowed


def test_the_day_is_the_one_of_the_zone_the_person_is_in_now() -> None:
    sent = datetime(2026, 6, 15, 21, tzinfo=UTC)  # Tuesday nine o'clock in Auckland
    now = datetime(2026, 6, 15, 22, tzinfo=UTC)  # Monday three o'clock in Los Angeles
    found = pacing.allowance(network(nudge(sent), zone="America/Los_Angeles"), now)
    assert not found.allowed
    assert found.next_look == pacing.instant(date(2026, 6, 16), time(9), "America/Los_Angeles")


def test_a_pause_holds_and_ends_by_itself() -> None:
    until = datetime(2026, 6, 18, 12, tzinfo=UTC)
    paused = network(paused_until=until)
    found = pacing.allowance(paused, MONDAY)
    assert (found.allowed, found.why, found.next_look) == (False, "You set a pause.", until)
    assert pacing.allowance(paused, until).allowed


def test_everybody_has_a_moment_in_the_first_half_of_the_hours() -> None:
    early = datetime(2026, 6, 15, 9, tzinfo=UTC)
    found = pacing.allowance(network(), early, spread=0.5)
    assert (found.allowed, found.why) == (False, "It is a little early today.")
    assert found.next_look == early + timedelta(hours=2)
    assert pacing.allowance(network(), found.next_look, spread=0.5).allowed
    assert pacing.allowance(network(), early + timedelta(hours=6), spread=0.5).allowed


def test_a_moment_that_a_clock_change_puts_outside_the_hours_falls_back_to_the_opening() -> None:
    night = {"opens": time(1, 30), "closes": time(2, 30), "weekdays": ALL_WEEK}
    hour = Network(person=Person(schedule=Schedule(zone="Europe/Berlin", **night)))  # type: ignore[arg-type] # rules by name
    before = pacing.instant(date(2026, 3, 28), time(12), "Europe/Berlin")
    look = pacing.allowance(hour, before, spread=1.0).next_look
    assert look.astimezone(ZoneInfo("Europe/Berlin")).time() == time(1, 30)


def test_hours_past_midnight_begin_at_midnight_on_the_next_day() -> None:
    night = network(opens=time(22), closes=time(6), weekdays=ALL_WEEK)
    found = pacing.allowance(night, datetime(2026, 6, 15, 23, tzinfo=UTC))
    assert found.allowed
    assert found.next_look == datetime(2026, 6, 16, 1, tzinfo=UTC)  # two hours on at the least


def test_a_moment_between_the_two_parts_of_the_night_falls_back_to_the_second() -> None:
    late = network(opens=time(20), closes=time(2))
    noon = datetime(2026, 6, 15, 12, tzinfo=UTC)
    look = pacing.allowance(late, noon, spread=1.0).next_look
    assert look == datetime(2026, 6, 15, 20, tzinfo=UTC)


def test_a_nudge_is_ignored_after_seventy_two_hours_without_an_outcome() -> None:
    assert pacing.ignored_streak(network(nudge(days_before(2.9))), MONDAY) == 0
    assert pacing.ignored_streak(network(nudge(days_before(3))), MONDAY) == 1
    assert pacing.ignored_streak(network(), MONDAY) == 0


def test_any_outcome_ends_the_row_and_promises_are_no_part_of_it() -> None:
    old = [nudge(days_before(n)) for n in (6, 9)]
    assert pacing.ignored_streak(network(nudge(days_before(4), "snoozed"), *old), MONDAY) == 0
    reminder = replace(nudge(days_before(4), "done"), promised=True)
    assert pacing.ignored_streak(network(reminder, *old), MONDAY) == 2
    assert pacing.ignored_streak(network(nudge(days_before(1)), *old), MONDAY) == 2
    assert pacing.ignored_streak(network(*old, nudge(days_before(12), "done")), MONDAY) == 2


def test_two_ignored_double_the_gap() -> None:
    two = network(nudge(days_before(4)), nudge(days_before(8)))
    found = pacing.allowance(two, MONDAY)
    assert (found.allowed, found.next_look) == (False, datetime(2026, 6, 16, 9, tzinfo=UTC))
    assert found.why == "The last nudges were no use, so there are fewer."
    weekly_one = network(nudge(days_before(8)), nudge(days_before(16)), weekly=1)
    assert pacing.allowance(weekly_one, MONDAY).next_look == datetime(2026, 6, 22, 9, tzinfo=UTC)
    assert pacing.allowance(network(nudge(days_before(5)), nudge(days_before(8))), MONDAY).allowed


def test_three_ignored_ask_once_and_then_nothing_until_the_person_acts() -> None:
    three = tuple(nudge(days_before(n)) for n in (7, 11, 13))
    assert pacing.must_ask(network(*three), MONDAY)
    assert pacing.allowance(network(*three), MONDAY).allowed
    assert not pacing.must_ask(network(*three[1:]), MONDAY)

    asked = nudge(days_before(5), kind="still_useful")
    silent = network(asked, *three, seen=days_before(6))
    assert pacing.is_silent(silent, MONDAY)
    assert not pacing.must_ask(silent, MONDAY)
    found = pacing.allowance(silent, MONDAY + timedelta(days=70))
    assert (found.allowed, found.why) == (False, "The last question is still open.")
    assert found.next_look == MONDAY + timedelta(days=71)

    back = network(asked, *three, seen=days_before(1))
    assert not pacing.is_silent(back, MONDAY)
    assert not pacing.must_ask(back, MONDAY)
    assert pacing.ignored_streak(back, MONDAY) == 0
    assert pacing.allowance(back, MONDAY).allowed

    pressed = network(replace(asked, outcome="done"), *three)
    assert not pacing.is_silent(pressed, MONDAY)
    assert not pacing.must_ask(pressed, MONDAY)
