"""What can be said of a contact in one line."""

from __future__ import annotations

import pytest

from coaching.messages import UsageError
from coaching.traits import Values, read_traits, words_of


@pytest.mark.parametrize(
    ("line", "names", "values"),
    [
        ("Ada", "Ada", {}),
        ("Ada Outside", "Ada Outside", {}),
        ('"Ada outside" inside', '"Ada outside" ', {"side": "inside"}),
        ("“Ada senior” senior", "“Ada senior” ", {"seniority": 3}),
        ("Ada, Bo peer", "Ada, Bo ", {"seniority": 2}),
        ("Ada every week", "Ada ", {"cadence_days": 7}),
        ("Ada every 2  months", "Ada ", {"cadence_days": 60}),
        ("Ada every quarter", "Ada ", {"cadence_days": 91}),
        ("Ada via Bo Li inside", "Ada ", {"introduced_by": "Bo Li", "side": "inside"}),
        ("Ada through Me", "Ada ", {"introduced_by": "me"}),
        ("Ada through", "Ada through", {}),
        ("Ada knows outside, inside", "Ada ", {"knows": ("outside",), "side": "inside"}),
        ("Ada likes “tea, cake and rum”", "Ada ", {"likes": ("tea", "cake and rum")}),
        ("Ada tags a, b tag c", "Ada ", {"tags": ("c",)}),
        ("circle 15", "", {"circle": 15}),
    ],
)
def test_names_end_where_the_first_keyword_begins(line: str, names: str, values: Values) -> None:
    traits = read_traits(line)
    assert (line[: traits.start], traits.values) == (names, values)


@pytest.mark.parametrize("line", ["Ada circle", "Ada trust", "Ada every 3 moons", "Ada birthday x"])
def test_a_keyword_without_a_fitting_value_says_what_to_type(line: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_traits(line)
    assert refused.value.card.body


def test_words_keep_their_order_and_come_once() -> None:
    assert words_of("Pricing, tax and pricing, “rust”.") == ("Pricing", "tax", "rust")


@pytest.mark.parametrize(
    "tail", ["“" * 40000, "“ " * 20000, '" ' * 20001, "knows " * 6600, "outside " * 5000]
)
def test_long_nonsense_is_read_or_refused(tail: str) -> None:
    try:
        start = read_traits(f"Ada {tail}").start
    except UsageError as refused:
        assert refused.card.body  # noqa: PT017 either is right, as long as it ends
    else:
        assert start > 0
