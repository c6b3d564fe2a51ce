"""What people type for a date, and the day it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.date_words import add_months
from coaching.dates import (
    LiesAhead,
    When,
    read_when,
    say_day,
    say_when,
)
from coaching.messages import UsageError

NEW_YORK = "America/New_York"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # Monday, 10:00 in New York
TODAY = date(2026, 11, 23)


def said(when: When | None) -> str:
    """Return a date as "2026-12-05" or "2026-12-05 09:00"."""
    if when is None:
        return ""
    return f"{when.on}" + (f" {when.at:%H:%M}" if when.at else "")


def answer(text: str, *, future: bool, now: datetime = NOW, zone: str = NEW_YORK) -> str:
    """Return the text with which ``text`` is refused."""
    with pytest.raises(UsageError) as refused:
        read_when(text, now, zone, future=future)
    return refused.value.card.body


AHEAD = {
    "today": "2026-11-23",
    "tonight": "2026-11-23 20:00",
    "tonight at 8": "2026-11-23 20:00",
    "at 8 tonight": "2026-11-23 20:00",
    "tomorrow": "2026-11-24",
    "Tomorrow at 3": "2026-11-24 15:00",
    "tomorrow at 7": "2026-11-24 07:00",
    "tomorrow @ 9:30": "2026-11-24 09:30",
    "tomorrow morning": "2026-11-24 09:00",
    "tomorrow evening at 8": "2026-11-24 20:00",
    "tomorrow evening 9am": "2026-11-24 09:00",
    "this morning": "2026-11-23",
    "this afternoon": "2026-11-23 14:00",
    "day after tomorrow": "2026-11-25",
    "the day after tomorrow": "2026-11-25",
    "Fri": "2026-11-27",
    "friday": "2026-11-27",
    "MONDAY": "2026-11-30",
    "thurs 17:00": "2026-11-26 17:00",
    "this Wed": "2026-11-25",
    "this Monday": "2026-11-23",
    "next Tue": "2026-12-01",
    "this week": "2026-11-27",
    "next week": "2026-11-30",
    "this weekend": "2026-11-28",
    "next month": "2026-12-01",
    "this month": "2026-11-30",
    "this year": "2026-12-31",
    "next year": "2027-01-01",
    "end of the week": "2026-11-27",
    "end of next week": "2026-12-04",
    "end of month": "2026-11-30",
    "end of the month": "2026-11-30",
    "end of next month": "2026-12-31",
    "end of day": "2026-11-23",
    "at end of day": "2026-11-23",
    "in 3 days": "2026-11-26",
    "in two weeks": "2026-12-07",
    "in a month": "2026-12-23",
    "in 1 year": "2027-11-23",
    "within an hour": "2026-11-23 11:00",
    "in 90 minutes": "2026-11-23 11:30",
    "for 2 weeks": "2026-12-07",
    "3 days from now": "2026-11-26",
    "3 days": "2026-11-26",
    "3d": "2026-11-26",
    "2w": "2026-12-07",
    "1m": "2026-12-23",
    "5 Dec": "2026-12-05",
    "Dec 5": "2026-12-05",
    "1 Nov": "2027-11-01",
    "5 December 2026": "2026-12-05",
    "December 5th, 2026": "2026-12-05",
    "Dec 5th": "2026-12-05",
    "the 5th": "2026-12-05",
    "on the 31st": "2026-12-31",
    "5th of December": "2026-12-05",
    "Sat 5 Dec 2026": "2026-12-05",
    "Mon, Nov 30": "2026-11-30",
    "Sat 2026-12-05": "2026-12-05",
    "until 3 March": "2027-03-03",
    "until March": "2027-03-01",
    "by Friday": "2026-11-27",
    "before Friday": "2026-11-27",
    "2026-12-05": "2026-12-05",
    "2026-12-5": "2026-12-05",
    "2026-12-05T09:00": "2026-12-05 09:00",
    "2026-12-05, 09:00": "2026-12-05 09:00",
    "5.12.2026": "2026-12-05",
    "13/04/2027": "2027-04-13",
    "04/13/2027": "2027-04-13",
    "04/04/27": "2027-04-04",
    "29 Feb": "2028-02-29",
    "5 Dec 9am": "2026-12-05 09:00",
    "on 5 Dec at noon": "2026-12-05 12:00",
    "at 9am on Friday": "2026-11-27 09:00",
    "at 9 Friday": "2026-11-27 09:00",
    "9am": "2026-11-24 09:00",
    "at 11": "2026-11-23 11:00",
    "12am": "2026-11-24 00:00",
    "12pm": "2026-11-23 12:00",
    "around 4pm": "2026-11-23 16:00",
    "17:00": "2026-11-23 17:00",
    " Friday! ": "2026-11-27",
}
GONE = {
    "today": "2026-11-23",
    "tonight": "2026-11-23",
    "this morning": "2026-11-23",
    "last night": "2026-11-22",
    "last night at 9": "2026-11-22 21:00",
    "yesterday": "2026-11-22",
    "yesterday evening": "2026-11-22",
    "day before yesterday": "2026-11-21",
    "Tue": "2026-11-17",
    "on Monday": "2026-11-23",
    "last Monday": "2026-11-16",
    "last tue": "2026-11-17",
    "last week": "2026-11-16",
    "this week": "2026-11-23",
    "last weekend": "2026-11-21",
    "last month": "2026-10-23",
    "this month": "2026-11-23",
    "last year": "2025-11-23",
    "this year": "2026-11-23",
    "3 days ago": "2026-11-20",
    "a week ago": "2026-11-16",
    "about 2 weeks ago": "2026-11-09",
    "2 hours ago": "2026-11-23 08:00",
    "5 Dec": "2025-12-05",
    "1 Nov": "2026-11-01",
    "since March": "2026-03-01",
    "the 25th": "2026-10-25",
    "29 Feb": "2024-02-29",
    "9am": "2026-11-23 09:00",
    "at 10": "2026-11-23 10:00",
    "today at 9:30": "2026-11-23 09:30",
}


@pytest.mark.parametrize(("text", "day"), AHEAD.items())
def test_a_date_ahead(text: str, day: str) -> None:
    assert said(read_when(text, NOW, NEW_YORK, future=True)) == day


@pytest.mark.parametrize(("text", "day"), GONE.items())
def test_a_date_gone(text: str, day: str) -> None:
    assert said(read_when(text, NOW, NEW_YORK, future=False)) == day


REFUSED_AHEAD = {
    "": "I need a date",
    " ?! ": "I could not read",
    "blah": "could not read “blah”",
    "5 Dec blah": "understood “5 Dec” but not “blah”",
    "x" * 65: "too long for a date",
    "03/04/2027": "3 April 2027 or March 4, 2027. Please type 2027-04-03 or 2027-03-04",
    "3/4/27": "3 April 2027 or March 4, 2027",
    "03-04-2027": "3 April 2027 or March 4, 2027",
    "30 February 2027": "There is no 30 February 2027",
    "2027-02-30": "There is no 30 February 2027",
    "30 February": "There is no 30 February",
    "31/31/2027": "There is no month 31",
    "00/04/2027": "There is no 0 April 2027",
    "Fri 30 February": "There is no 30 February",
    "Fri 5 Dec 2026": "5 December 2026 is a Saturday, not a Friday",
    "in 999999999999 days": "too far",
    "in 999999999999 months": "too far",
    "in 6 years": "more than 5 years ahead",
    "9999-12-31": "more than 5 years ahead",
    "yesterday": "Sun 22 Nov 2026 (yesterday) has already passed. Which day",
    "today at 9am": "Mon 23 Nov 2026 (today), 09:00 has already passed",
    "last week": "has already passed",
}
NO_DATES = (
    "at 25",
    "9:75",
    "13pm",
    "at 9x",
    "12:3",
    "5.12.26",
    "5.12.202",
    "123/4/2026",
    "the 5",
    "the 40th",
    "the 0th",
    "day before",
    "day before tomorrow",
    "last",
    "next morning",
    "next fish",
    "in a",
    "in days",
    "some days",
    "end of",
    "end of time",
    "end of next day",
    "at Friday",
    "about Friday",
    "111 Dec",
    "1" * 60,
)


@pytest.mark.parametrize(("text", "part"), REFUSED_AHEAD.items())
def test_a_date_that_is_refused_says_why(text: str, part: str) -> None:
    assert part in answer(text, future=True)


@pytest.mark.parametrize("text", NO_DATES)
def test_a_text_that_is_no_date_gets_examples(text: str) -> None:
    assert "Try “tomorrow”" in answer(text, future=True)


def test_what_lies_ahead_is_refused_where_only_the_past_makes_sense() -> None:
    with pytest.raises(LiesAhead) as refused:
        read_when("tomorrow", NOW, NEW_YORK, future=False)
    assert "Tue 24 Nov 2026 (tomorrow) still lies ahead" in refused.value.card.body
    assert "(today), 11:00 still lies ahead" in answer("at 11", future=False)
    assert "more than 10 years back" in answer("2015-01-01", future=False)
    assert "Try “yesterday”" in answer("whenever", future=False)


@pytest.mark.parametrize(
    ("zone", "now", "yesterday"),
    [
        ("Pacific/Kiritimati", "2026-03-01T10:30+00:00", "2026-03-01"),  # 00:30 on 2 March there
        ("Pacific/Pago_Pago", "2026-03-01T10:30+00:00", "2026-02-27"),  # 23:30 on 28 February
        ("America/New_York", "2026-03-09T03:59+00:00", "2026-03-07"),  # the night clocks went on
        ("Europe/Berlin", "2026-10-25T22:59+00:00", "2026-10-24"),  # the night they went back
        ("Asia/Kathmandu", "2028-02-29T18:15+00:00", "2028-02-29"),  # 00:00 on 1 March there
    ],
)
def test_yesterday_is_the_local_yesterday(zone: str, now: str, yesterday: str) -> None:
    when = read_when("yesterday", datetime.fromisoformat(now), zone, future=False)
    assert said(when) == yesterday


def test_hours_are_true_hours_when_the_clocks_change() -> None:
    before = datetime(2027, 3, 14, 6, 30, tzinfo=UTC)  # 01:30, half an hour before the gap
    assert said(read_when("in 1 hour", before, NEW_YORK, future=True)) == "2027-03-14 03:30"


def test_a_week_that_is_nearly_over() -> None:
    saturday = datetime(2026, 11, 28, 15, tzinfo=UTC)
    assert said(read_when("end of the week", saturday, NEW_YORK, future=True)) == "2026-11-29"
    assert said(read_when("next Monday", saturday, NEW_YORK, future=True)) == "2026-11-30"


def test_the_29th_of_a_short_february_is_in_march() -> None:
    late = datetime(2027, 1, 31, 15, tzinfo=UTC)
    assert said(read_when("the 30th", late, NEW_YORK, future=True)) == "2027-03-30"
    assert said(read_when("in 1 month", late, NEW_YORK, future=True)) == "2027-02-28"
    assert add_months(date(2028, 2, 29), -12) == date(2027, 2, 28)


def test_days_are_said_so_that_nobody_can_misread_them() -> None:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow", 3: "in 3 days", -4: "4 days ago"}
    for days, words in near.items():
        assert say_day(TODAY + timedelta(days=days), TODAY).endswith(f" ({words})")
    assert say_day(date(2026, 3, 2), date(2026, 3, 3)) == "Mon 2 Mar 2026 (yesterday)"
    assert say_day(date(2027, 3, 2), TODAY) == "Tue 2 Mar 2027"
    day = date(2026, 3, 2)
    assert say_when(day, time(9), "Europe/Berlin") == "Mon 2 Mar 2026, 09:00 Europe/Berlin"
    assert say_when(day, time(0), "Europe/Berlin") == "Mon 2 Mar 2026, 00:00 Europe/Berlin"
    assert say_when(day, None, "Europe/Berlin") == "Mon 2 Mar 2026, Europe/Berlin"


@settings(deadline=None)
@given(st.dates(date(2026, 11, 24), date(2031, 11, 22)))
def test_every_day_that_is_said_can_be_typed_back(day: date) -> None:
    for text in (say_day(day, date.min), day.isoformat(), f"{day.day}.{day.month}.{day.year}"):
        assert read_when(text, NOW, NEW_YORK, future=True).on == day
