"""A form's fields are read as the standard library reads them, unless they can be read in two ways."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote_plus, unquote_to_bytes, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.inbound.strict_form import MOST_FIELDS, StrictFormError, read_fields

MEGABYTE = 1024 * 1024

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(words, words, min_size=1, max_size=6))
def test_a_forms_fields_are_read_as_they_were_written(fields: dict[str, str]) -> None:
    assert read_fields(urlencode(fields)) == fields


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("%=+&a3D\n\r \tf0é_."), max_size=40))
def test_a_form_is_read_as_the_standard_library_reads_it(text: str) -> None:
    try:
        fields = read_fields(text)
    except StrictFormError:
        return
    assert list(fields.items()) == parse_qsl(
        text, keep_blank_values=True, strict_parsing=True, errors="strict"
    )


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=12))
def test_escapes_that_are_not_utf_8_are_refused(value: bytes) -> None:
    text = "text=" + quote_plus(value)
    try:
        expected = unquote_to_bytes(text.replace("+", " ")).decode().removeprefix("text=")
    except UnicodeDecodeError:
        with pytest.raises(StrictFormError, match="not UTF-8"):
            read_fields(text)
    else:
        assert read_fields(text) == {"text": expected}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("command=/netlead&command=/other", "a field twice"),
        ("payload={}&p%61yload={}", "a field twice"),
        ("command", "a field without a value"),
        ("", "a field without a value"),
        ("a=1&", "a field without a value"),
        ("a=%", "a broken escape"),
        ("a=100%25%2", "a broken escape"),
        ("a=%zz", "a broken escape"),
        ("a=%ed%a0%80", "not UTF-8"),
        ("%ff=1", "not UTF-8"),
        ("&".join(f"f{n}=1" for n in range(MOST_FIELDS + 1)), "too many fields"),
        ("&" * MEGABYTE, "too many fields"),
    ],
)
def test_a_form_that_can_be_read_in_two_ways_is_refused(text: str, reason: str) -> None:
    with pytest.raises(StrictFormError, match=reason):
        read_fields(text)


def test_a_form_may_have_as_many_fields_as_the_limit_says() -> None:
    assert len(read_fields("&".join(f"f{n}=" for n in range(MOST_FIELDS)))) == MOST_FIELDS


def test_a_value_may_hold_the_signs_of_forms() -> None:
    text = "text=a=b%3Dc%26d+e%2Bf==&url=https://x.example/?a=1%2541"
    assert read_fields(text) == {"text": "a=b=c&d e+f==", "url": "https://x.example/?a=1%41"}
