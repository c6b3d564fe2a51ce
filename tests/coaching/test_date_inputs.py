"""Anything typed for a date: a day within bounds or a kind answer, also for hostile texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coaching.dates import (
    When,
    find_when,
    instant,
    read_when,
)
from coaching.messages import UsageError
from tests.conftest import REFERENCE

NEW_YORK = "America/New_York"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # Monday, 10:00 in New York
BAD_INPUTS = REFERENCE / "bad_inputs.json"


def outcome(
    read: Callable[..., When | None], text: str, now: datetime, zone: str, *, future: bool
) -> When | str | None:
    """Return the date, or the text with which it is refused."""
    try:
        return read(text, now, zone, future=future)
    except UsageError as refused:
        return refused.card.body


def answer(text: str, *, future: bool, now: datetime = NOW, zone: str = NEW_YORK) -> str:
    """Return the text with which ``text`` is refused."""
    with pytest.raises(UsageError) as refused:
        read_when(text, now, zone, future=future)
    return refused.value.card.body


WORDS = (
    "today tonight yesterday tomorrow day before after the last this next week weekend month year"
    " end of in a two 3 999999999999 days ago d m hours from now Mon sun 5 31 Dec feb 2026 9999"
    " 2027-02-30 0/0/0000 03/04/2027 1.1.1 th st , @ at on by until for since about 9am 25:61 noon"
    " pm ( ) : 😊 T"
)


@settings(deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS.split()), max_size=8),
    gap=st.sampled_from([" ", "  ", ""]),
    future=st.booleans(),
    zone=st.sampled_from([NEW_YORK, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"]),
    minutes=st.integers(0, 40_000_000),
)
def test_any_words_are_a_date_within_bounds_or_a_kind_answer(
    words: list[str], gap: str, zone: str, minutes: int, *, future: bool
) -> None:
    text = gap.join(words)
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    today = now.astimezone(ZoneInfo(zone)).date()
    for read in (read_when, find_when):
        when = outcome(read, text, now, zone, future=future)
        if isinstance(when, When):
            assert 0 <= when.start < when.end <= len(text)
            assert (when.on >= today) if future else (when.on <= today)
            assert abs((when.on - today).days) <= 366 * 10
        else:
            assert when is None or when.encode()


@settings(deadline=None)
@given(text=st.text(), future=st.booleans())
@example(text="1" * 40_000, future=True)
@example(text="last " * 8_000, future=False)
@example(text="in " * 13_000 + "3 days", future=True)
@example(text="!" * 40_000, future=False)
@example(text="yesterday" + "(" * 40_000, future=False)
@example(text="\ud83d", future=False)
def test_any_text_is_a_date_or_a_kind_answer(text: str, *, future: bool) -> None:
    for read in (read_when, find_when):
        when = outcome(read, text, NOW, NEW_YORK, future=future)
        if isinstance(when, When):
            assert text[when.start : when.end].strip()
        else:
            assert when is None or when.encode()


def bad_inputs(surface: str) -> list[dict[str, Any]]:
    """Return the reference cases of one surface."""
    if not BAD_INPUTS.exists():
        pytest.skip("the reference data is not on this machine")
    cases: list[dict[str, Any]] = json.loads(BAD_INPUTS.read_text())
    return [case for case in cases if case["surface"] == surface]


def test_every_bad_date_gets_a_question_or_no_date_at_all() -> None:
    cases = bad_inputs("date.text")
    for case in cases:
        payload = case["payload"]
        text = payload["text"]
        if isinstance(text, dict):
            text = text["prefix"] + text["$repeat"] * text["times"] + text["suffix"]
        now = datetime.fromisoformat(payload["now"]).astimezone(UTC)
        found = outcome(find_when, text, now, payload["tz"], future=True)
        assert not isinstance(found, When), case["id"]
        body = found or answer(text.removeprefix("remind me "), future=True, now=now)
        for part in case["expected"].get("reply_contains", ()):
            assert part in body, case["id"]
    assert cases


def test_a_local_time_becomes_an_instant_when_clocks_skip_or_repeat_it() -> None:
    cases = [c for c in bad_inputs("schedule") if "fires_utc" in c["expected"]]
    for case in cases:
        payload = case["payload"]
        at = time.fromisoformat(payload["every"].removeprefix("daily "))
        fires = instant(date.fromisoformat(payload["local_date"]), at, payload["tz"])
        assert [fires] == [datetime.fromisoformat(f) for f in case["expected"]["fires_utc"]]
    assert cases
