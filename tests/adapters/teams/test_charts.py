"""A picture is rows of bars that every client can draw, and always its words."""

from __future__ import annotations

import pytest

from adapters.teams.cards.charts import MOST_BARS, drawing
from coaching.messages import Picture
from tests.adapters.teams import seen


def bars(*shares: float) -> list[str]:
    picture = Picture("alt", tuple((f"b{n}", share, "x") for n, share in enumerate(shares)))
    return [seen.words(row["columns"][1]) for row in drawing(picture)[:-1]]


def test_each_bar_has_its_label_before_it_and_its_words_behind_it() -> None:
    first, second, alt = drawing(Picture("Ada 6, Bo 3.", (("Ada", 1.0, "6"), ("Bo", 0.5, "3"))))
    assert seen.words(first).split("\n") == ["Ada", "████████", "6"]
    assert seen.words(second).split("\n") == ["Bo", "████", "3"]
    assert seen.words(alt) == "Ada 6, Bo 3."


def test_bars_are_as_long_as_their_share_to_an_eighth_of_a_letter() -> None:
    assert bars(1.0, 0.5, 0.25, 1 / 64, 9 / 64) == ["████████", "████", "██", "▏", "█▏"]


@pytest.mark.parametrize("share", [0.0, -1.0, float("nan"), float("inf"), float("-inf"), 1e-9])
def test_a_bar_of_nothing_is_a_hair(share: float) -> None:
    assert bars(share) == ["▏"]


def test_a_bar_is_never_longer_than_the_longest() -> None:
    assert bars(1.7) == ["████████"]


def test_a_picture_without_bars_is_its_words() -> None:
    (alt,) = drawing(Picture("A map of your people."))
    assert seen.words(alt) == "A map of your people."


def test_of_many_bars_the_first_are_shown_and_that_there_are_more() -> None:
    rows = drawing(Picture("alt", (("x", 0.5, "y"),) * (MOST_BARS + 1)))
    assert len(rows) == MOST_BARS + 2
    assert seen.words(rows[-2]) == "…"


def test_long_and_empty_labels_keep_to_their_columns() -> None:
    (row,) = drawing(Picture("", (("word " * 40, 0.5, ""),)))
    label, _, words = row["columns"]
    assert len(seen.words(label)) <= 40
    assert words["items"] == []
