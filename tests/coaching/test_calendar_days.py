"""Local days and hours as instants: clock changes in every zone, odd hours, holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from coaching import pacing
from coaching.calendar_days import holidays_of
from coaching.network import (
    Network,
    Person,
    Schedule,
)

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "right/" not in zone)
MONDAY = datetime(2026, 6, 15, 10, tzinfo=UTC)
ALL_WEEK = frozenset(range(7))


def test_a_time_the_clocks_jump_over_comes_later_and_a_doubled_one_is_the_first() -> None:
    assert pacing.instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert pacing.instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert pacing.instant(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    midnight = pacing.instant(date(2026, 9, 6), time(0), "America/Santiago")
    assert midnight.astimezone(ZoneInfo("America/Santiago")).time() == time(1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_nine_in_the_morning_stays_nine_all_year(zone: str) -> None:
    schedule = Schedule(zone=zone, weekdays=ALL_WEEK)
    for n in range(730):
        day = date(2026, 1, 1) + timedelta(n)
        start = pacing.next_open(schedule, pacing.instant(day, time.min, zone))
        assert start is not None
        assert schedule.local(start).replace(tzinfo=None) == datetime.combine(day, time(9))


@pytest.mark.parametrize(
    "opens", [time(0), time(0, 20), time(1, 30), time(2, 30), time(9), time(23, 15)]
)
def test_in_every_zone_each_day_around_a_clock_change_opens_once_on_that_day(opens: time) -> None:
    for zone in ZONES:
        schedule = Schedule(zone=zone, opens=opens, closes=time(23, 59), weekdays=ALL_WEEK)
        for day in changes(zone):
            start = pacing.next_open(schedule, pacing.instant(day, time.min, zone))
            assert start is not None
            assert schedule.local(start).date() == day
            assert schedule.local(start).time() >= opens
            before = start - timedelta(seconds=1)
            assert schedule.local(before).date() < day or not pacing.is_open(schedule, before)


def changes(zone: str) -> list[date]:
    """Return the days of 2026 on which the zone's clocks change."""
    info, start = ZoneInfo(zone), date(2026, 1, 1)
    days = [start + timedelta(n) for n in range(365)]
    offsets = [datetime.combine(day, time(12), info).utcoffset() for day in days]
    return [after for (_, a), (after, b) in pairwise(zip(days, offsets, strict=True)) if a != b]


def test_the_sample_of_zones_has_clock_changes_and_a_missing_midnight() -> None:
    assert sum(bool(changes(zone)) for zone in ZONES) > 100
    assert changes("America/Santiago") == [date(2026, 4, 5), date(2026, 9, 6)]


def test_a_day_that_does_not_exist_is_passed_over() -> None:
    samoa = Schedule(zone="Pacific/Apia", weekdays=ALL_WEEK)
    night = pacing.instant(date(2011, 12, 29), time(18), "Pacific/Apia")
    start = pacing.next_open(samoa, night)
    assert start is not None
    assert samoa.local(start).date() == date(2011, 12, 31)


def test_hours_the_clocks_jump_over_are_no_hours_that_day() -> None:
    early = Schedule(zone="Europe/Berlin", opens=time(2, 10), closes=time(2, 50), weekdays=ALL_WEEK)
    start = pacing.next_open(early, pacing.instant(date(2026, 3, 28), time(3), early.zone))
    assert start is not None
    assert early.local(start).date() == date(2026, 3, 30)


# Hours and working days


def test_hours_that_come_twice_in_a_night_open_again() -> None:
    early = Schedule(zone="Europe/Berlin", opens=time(2, 30), closes=time(2, 50), weekdays=ALL_WEEK)
    first = pacing.instant(date(2026, 10, 25), time(2, 30), early.zone)
    assert pacing.next_open(early, first - timedelta(hours=1)) == first
    assert pacing.next_open(early, first + timedelta(minutes=25)) == first + timedelta(hours=1)


def test_hours_include_their_first_minute_and_not_their_last() -> None:
    schedule = Schedule(zone="Europe/Berlin")

    def open_at(hour: int, minute: int = 0, day: int = 15) -> bool:
        return pacing.is_open(
            schedule, pacing.instant(date(2026, 6, day), time(hour, minute), schedule.zone)
        )

    assert open_at(9)
    assert open_at(16, 59)
    assert not open_at(8, 59)
    assert not open_at(17)
    assert not open_at(12, day=13)  # a Saturday


def test_hours_past_midnight_keep_to_working_days() -> None:
    night = Schedule(opens=time(22), closes=time(6))
    friday, saturday = date(2026, 6, 19), date(2026, 6, 20)
    assert pacing.is_open(night, pacing.instant(friday, time(3), "UTC"))
    assert pacing.is_open(night, pacing.instant(friday, time(23), "UTC"))
    assert not pacing.is_open(night, pacing.instant(friday, time(12), "UTC"))
    assert not pacing.is_open(night, pacing.instant(saturday, time(3), "UTC"))
    assert pacing.next_open(night, pacing.instant(friday, time(7), "UTC")) == pacing.instant(
        friday, time(22), "UTC"
    )
    assert pacing.next_open(night, pacing.instant(saturday, time(7), "UTC")) == pacing.instant(
        date(2026, 6, 22), time(0), "UTC"
    )


def test_hours_until_midnight() -> None:
    late = Schedule(opens=time(18), closes=time(0))
    assert pacing.is_open(late, datetime(2026, 6, 15, 23, 59, tzinfo=UTC))
    assert not pacing.is_open(late, datetime(2026, 6, 15, 0, 0, tzinfo=UTC))


def test_an_instant_within_the_hours_is_its_own_next() -> None:
    assert pacing.next_open(Schedule(), MONDAY) == MONDAY


@pytest.mark.parametrize(
    "schedule", [Schedule(closes=time(9)), Schedule(weekdays=frozenset())], ids=["hours", "days"]
)
def test_without_any_hour_nothing_ever_opens_and_the_planner_looks_again_in_a_day(
    schedule: Schedule,
) -> None:
    assert pacing.next_open(schedule, MONDAY) is None
    found = pacing.allowance(Network(person=Person(schedule=schedule)), MONDAY)
    assert (found.allowed, found.next_look) == (False, MONDAY + timedelta(days=1))


def test_days_off_are_free() -> None:
    monday = date(2026, 6, 15)
    assert pacing.is_working_day(Schedule(), monday)
    assert not pacing.is_working_day(Schedule(days_off=frozenset({monday})), monday)


def test_holidays_are_free_down_to_the_subdivision() -> None:
    corpus_christi, unity = date(2026, 6, 4), date(2025, 10, 3)
    assert pacing.is_working_day(Schedule(country="DE"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="DE-BY"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="de-by"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="DE-ZZ"), unity)
    assert pacing.is_working_day(Schedule(country="XX"), unity)
    assert holidays_of("", 2026) == frozenset()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("DE", True),
        ("de", True),
        ("DE-BY", True),
        ("BE-French", True),
        ("DE-ZZ", False),
        ("XX", False),
        ("", False),
        ("DE-", True),
        ("-", False),
    ],
)
def test_known_countries(code: str, known: bool) -> None:  # noqa: FBT001 - a column of the table
    assert pacing.known_country(code) is known
