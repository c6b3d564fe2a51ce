"""Text in columns: nothing is lost, nothing is too wide, nothing moves the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.columns import columns, pad, safe, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines\there", "two\nlines here"),
        ("\x1b[2Jgone\x07\x9b1m", "[2Jgone1m"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("half\ud83d", "half\ufffd"),
        ("Zoë 👩‍🔬", "Zoë 👩‍🔬"),
        ("NUL\0", "NUL"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_columns_are_counted_as_a_terminal_draws_them(text: str, width: int) -> None:
    assert columns(text) == width


def test_padding_reaches_the_same_column_for_every_script() -> None:
    assert pad("日本", 6) == "日本  "


def test_words_are_wrapped_and_long_ones_broken() -> None:
    assert wrap("one two three\n\nabcdefghijk x", 7) == [
        "one two",
        "three",
        "",
        "abcdefg",
        "hijk x",
    ]
    assert wrap("日本語", 4) == ["日本", "語"]
    assert wrap("a abcdefgh", 4) == ["a", "abcd", "efgh"]


@given(st.text(), st.integers(min_value=2, max_value=30))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(safe(text), width)

    assert max(map(columns, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(safe(text).split())
