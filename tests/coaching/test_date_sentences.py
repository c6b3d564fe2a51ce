"""A date within a sentence: what is taken for one, and what stays in the note."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coaching.dates import (
    When,
    find_when,
    when_at,
    when_at_end,
)

NEW_YORK = "America/New_York"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # Monday, 10:00 in New York


def said(when: When | None) -> str:
    """Return a date as "2026-12-05" or "2026-12-05 09:00"."""
    if when is None:
        return ""
    return f"{when.on}" + (f" {when.at:%H:%M}" if when.at else "")


FOUND_GONE = {
    "coffee yesterday": ("2026-11-22", "yesterday"),
    "planning last Tue": ("2026-11-17", "last Tue"),
    "tea on 5 Dec 9am": ("2025-12-05 09:00", "on 5 Dec 9am"),
    "tea at 9am yesterday.": ("2026-11-22 09:00", "at 9am yesterday."),
    "tea, Tue 17 Nov 2026 at 9:30": ("2026-11-17 09:30", "Tue 17 Nov 2026 at 9:30"),
    "shipped it 2 weeks ago": ("2026-11-09", "2 weeks ago"),
    "talked about a week ago": ("2026-11-16", "about a week ago"),
    "coffee Sat": ("2026-11-21", "Sat"),
    "coffee (yesterday)!": ("2026-11-22", "(yesterday)!"),
    "coffee yesterday :)": ("2026-11-22", "yesterday"),
    "coffee yesterday! 😊": ("2026-11-22", "yesterday!"),
    "coffee yesterday :tada:": ("2026-11-22", "yesterday"),
    "x" * 100 + " yesterday": ("2026-11-22", "yesterday"),
    "yesterday Ada: coffee": ("2026-11-22", "yesterday"),
    "Tuesday, Ada": ("2026-11-17", "Tuesday"),
    "5 Dec Ada": ("2025-12-05", "5 Dec"),
    "on Sun Ada: tea": ("2026-11-22", "on Sun"),
    "since May": ("2026-05-01", "since May"),
    "by Friday": ("2026-11-20", "by Friday"),
}
FOUND_AHEAD = {
    "the deck by Friday": ("2026-11-27", "by Friday"),
    "the deck for Friday": ("2026-11-27", "for Friday"),
    "the deck due Fri 5pm": ("2026-11-27 17:00", "due Fri 5pm"),
    "call in 3 days": ("2026-11-26", "in 3 days"),
    "away for 3 days": ("2026-11-26", "for 3 days"),
    "away until 3 March": ("2027-03-03", "until 3 March"),
    "away until March": ("2027-03-01", "until March"),
    "call at 3pm": ("2026-11-23 15:00", "at 3pm"),
}
NOT_FOUND_GONE = (
    "",
    "Ada: March planning",
    "lunch with May",
    "ill since 3 days",
    "talked about last Friday",
    "the plan for tomorrow",
    "works at Sun",
    "we sat",
    "in the sun",
    "launch is tomorrow",
    "the demo at 3pm",
    "shipped in 2 weeks",
    "the report is due by Friday",
    "pre-Friday",
    "room 9",
    "coffee (with Bo yesterday)",
    "“see you yesterday”",
    "Sun Li: tea",
    "9am Ada",
    "5pm Ada",
    "yesterday's coffee",
    "yesterday@example.org: tea",
    "(yesterday Ada: tea",
    "1" * 20_000,
)


@pytest.mark.parametrize(("text", "found"), FOUND_GONE.items())
def test_a_day_gone_is_found_in_a_sentence(text: str, found: tuple[str, str]) -> None:
    when = find_when(text, NOW, NEW_YORK, future=False)
    assert when
    assert (said(when), text[when.start : when.end]) == found


@pytest.mark.parametrize(("text", "found"), FOUND_AHEAD.items())
def test_a_day_ahead_is_found_in_a_sentence(text: str, found: tuple[str, str]) -> None:
    when = find_when(text, NOW, NEW_YORK, future=True)
    assert when
    assert (said(when), text[when.start : when.end]) == found


@pytest.mark.parametrize("text", NOT_FOUND_GONE)
def test_words_that_look_like_a_date_stay_in_the_note(text: str) -> None:
    assert find_when(text, NOW, NEW_YORK, future=False) is None


def test_short_lengths_and_bare_months_are_dates_only_when_asked_for() -> None:
    assert find_when("the deck 3d", NOW, NEW_YORK, future=True) is None
    assert find_when("introduced by May", NOW, NEW_YORK, future=True) is None


def test_a_date_is_read_at_a_place_and_not_before_a_floor() -> None:
    text = "Ada yesterday: tea"
    found = when_at(text, 3, NOW, NEW_YORK, future=False)
    assert found == When(date(2026, 11, 22), None, 4, 13)
    assert when_at("Ada sat: tea", 4, NOW, NEW_YORK, future=False) is not None
    assert when_at("Ada Sun: tea", 4, NOW, NEW_YORK, future=False) is None
    assert when_at("Ada -yesterday", 4, NOW, NEW_YORK, future=False) is None
    assert when_at_end("Ada yesterday", NOW, NEW_YORK, future=False, floor=8) is None
