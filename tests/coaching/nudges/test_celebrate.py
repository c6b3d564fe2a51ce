"""Birthdays and round years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.coaching.networks import ME, NOW, ada, net, nudge, says, talked

FRIDAY = datetime(2026, 3, 6, 10, tzinfo=UTC)


def test_a_birthday_is_told_on_its_day() -> None:
    (birthday,) = says("celebrate", net(ada(birthday=(3, 5))))
    assert birthday.reason == "Ada Lovelace's birthday is today. One line is plenty."
    assert birthday.draft.startswith("Happy birthday, Ada!")


def test_a_birthday_on_the_weekend_is_told_on_the_last_working_day() -> None:
    (birthday,) = says("celebrate", net(ada(birthday=(3, 8))), FRIDAY)
    assert "is on Sun 8 Mar 2026" in birthday.reason
    assert says("celebrate", net(ada(birthday=(3, 8))), NOW) == ()


def test_a_leap_day_is_kept_on_the_28th_of_other_years() -> None:
    leap = net(ada(birthday=(2, 29)))
    assert says("celebrate", leap, datetime(2025, 2, 28, 10, tzinfo=UTC))
    assert not says("celebrate", leap, datetime(2028, 2, 28, 10, tzinfo=UTC))
    assert says("celebrate", leap, datetime(2028, 2, 29, 10, tzinfo=UTC))


def test_somebody_without_working_days_gets_the_week_at_most() -> None:
    free = replace(ME, schedule=replace(ME.schedule, weekdays=frozenset()))
    assert says("celebrate", net(ada(birthday=(3, 11)), person=free))
    assert not says("celebrate", net(ada(birthday=(3, 12)), person=free))


@pytest.mark.parametrize(("year", "span"), [(2025, "1 year"), (2021, "5 years")])
def test_round_years_are_told_in_their_week(year: int, span: str) -> None:
    known = replace(talked(ada(), 20), first_on=date(year, 3, 2))
    (years,) = says("celebrate", net(known))
    assert years.title == f"You and Ada Lovelace: {span}"
    assert f"It is {span} this week since the first touch" in years.reason
    assert years.evidence[0].startswith("First touch: ")


@pytest.mark.parametrize("first", [date(2023, 3, 2), date(2025, 2, 20), date(2025, 3, 9)])
def test_other_years_and_other_weeks_are_not_told(first: date) -> None:
    assert says("celebrate", net(replace(talked(ada(), 20), first_on=first))) == ()


def test_a_first_touch_on_a_leap_day_turns_on_the_28th() -> None:
    known = replace(talked(ada(), 20), first_on=date(2024, 2, 29))
    assert says("celebrate", net(known), datetime(2026, 3, 2, 10, tzinfo=UTC))


def test_a_birthday_is_told_once_a_year() -> None:
    past = (nudge("celebrate", 0.1, key="celebrate:12:2026"),)
    assert says("celebrate", net(ada(birthday=(3, 5)), nudges=past)) == ()
