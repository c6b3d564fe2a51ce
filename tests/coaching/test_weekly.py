"""Once a week at a local time: read, computed over clock changes and holidays, and said."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.messages import UsageError
from coaching.weekly import Weekly, last_time, next_time, read_weekly

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, 10:00 in Berlin."""
USUAL = Weekly(0, time(10), "Europe/Berlin", "")

rules = st.builds(
    Weekly,
    weekday=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(
        ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
    ),
    country=st.sampled_from(("", "DE", "US", "AU-NSW", "SE")),
)
moments = st.integers(0, 4 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", USUAL),
        ("Monday 10:00", USUAL),
        ("Friday", Weekly(4, time(10), "Europe/Berlin", "")),
        ("fri 9am", Weekly(4, time(9), "Europe/Berlin", "")),
        ("every Thursday at 15:30", Weekly(3, time(15, 30), "Europe/Berlin", "")),
        ("on Tuesdays at noon", Weekly(1, time(12), "Europe/Berlin", "")),
        ("14:00", Weekly(0, time(14), "Europe/Berlin", "")),
        ("at 9", Weekly(0, time(9), "Europe/Berlin", "")),
        ("3pm, wednesday", Weekly(2, time(15), "Europe/Berlin", "")),
        ("Wed 10:00 zone new york country us", Weekly(2, time(10), "America/New_York", "US")),
        ("country DE-BY tz Asia/Tokyo Friday 9am", Weekly(4, time(9), "Asia/Tokyo", "DE-BY")),
        ("country DE-BY zone=Asia/Tokyo", Weekly(0, time(10), "Asia/Tokyo", "DE-BY")),
        ("country none", USUAL),
    ],
)
def test_day_time_zone_and_country_are_read(said: str, expected: Weekly) -> None:
    assert read_weekly(said, NOW, USUAL) == expected


def test_what_is_not_said_stays_as_it_was() -> None:
    before = Weekly(2, time(8, 15), "Asia/Tokyo", "JP")
    assert read_weekly("Friday", NOW, before) == Weekly(4, time(8, 15), "Asia/Tokyo", "JP")
    assert read_weekly("country none", NOW, before).country == ""


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Blursday 10:00", "“Blursday 10:00” as a weekday and a time"),
        ("Monday 25:00", "as a weekday and a time"),
        ("Monday 9am 10am", "as a weekday and a time"),
        ("Monday 10 Dec", "as a weekday and a time"),
        ("Monday and Friday 10:00", "One day a week"),
        ("Monday zone Mars", "no time zone “Mars”"),
        ("Monday country Narnia", "no holidays for “Narnia”"),
        ("x" * 5_000, "as a weekday and a time"),
    ],
)
def test_what_cannot_be_read_says_what_to_type(said: str, hint: str) -> None:
    with pytest.raises(UsageError, match=r"Type|Try|Name") as refused:
        read_weekly(said, NOW, USUAL)
    assert hint in refused.value.card.body


def test_a_near_zone_is_offered_with_all_the_rest_that_was_said() -> None:
    with pytest.raises(UsageError) as refused:
        read_weekly("Friday 9am zone Europe/Berln country DE", NOW, USUAL)
    commands = [button.command for button in refused.value.card.buttons]
    assert "prompts weekly Friday 9am country DE zone Europe/Berlin" in commands


@given(rules, moments)
def test_the_next_time_is_its_weekday_at_its_clock_time_and_no_holiday(
    rule: Weekly, after: datetime
) -> None:
    found = next_time(rule, after)
    local = rule.local(found)
    assert found > after
    assert local.weekday() == rule.weekday
    assert not rule.is_holiday(local.date())
    # Where the clocks skip it, it is as much later.
    assert local.time() == rule.at or local.time() > rule.at


@given(rules, moments)
def test_the_last_time_lies_within_the_week_before(rule: Weekly, now: datetime) -> None:
    found = last_time(rule, now)
    assert timedelta() <= now - found < timedelta(days=7, hours=2)
    assert rule.local(found).weekday() == rule.weekday


@given(rules, moments)
def test_at_the_next_time_it_is_the_last_one(rule: Weekly, after: datetime) -> None:
    at = next_time(rule, after)
    assert last_time(rule, at) == at


def test_through_a_whole_year_it_comes_every_week_over_both_clock_changes() -> None:
    at = NOW - timedelta(days=60)
    times: list[datetime] = []
    while len(times) < 53:
        at = next_time(USUAL, at)
        times.append(at.astimezone(ZoneInfo("Europe/Berlin")))
    assert {local.time() for local in times} == {time(10)}
    assert len({local.date() for local in times}) == 53
    assert {local.utcoffset() for local in times} == {timedelta(hours=1), timedelta(hours=2)}


def test_a_time_that_the_clocks_skip_or_repeat_comes_once() -> None:
    rule = Weekly(6, time(2, 30), "Europe/Berlin", "")
    spring = next_time(rule, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert spring == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    autumn = next_time(rule, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_time(rule, autumn) == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)


def test_a_week_whose_day_is_a_holiday_is_left_out() -> None:
    rule = Weekly(0, time(10), "Europe/Berlin", "DE")
    easter_monday = datetime(2026, 4, 5, 12, tzinfo=UTC)
    assert rule.local(next_time(rule, easter_monday)).date().isoformat() == "2026-04-13"
    assert rule.local(next_time(USUAL, easter_monday)).date().isoformat() == "2026-04-06"


def test_it_is_said_in_words() -> None:
    assert Weekly(4, time(9, 5), "UTC", "").say() == "every Friday 09:05"
