"""A picture is Slack's own chart where that may stand, bars of letters elsewhere, with its words."""

from __future__ import annotations

from hypothesis import given

from adapters.slack.cards.charts import MOST_POINTS, drawing
from coaching.messages import Picture
from tests.adapters.slack import seen
from tests.adapters.slack.cards import pictures
from tests.adapters.slack.oracles import check_blocks

HELPERS = Picture(
    "Who helped you in the last 90 days: Ada 6, Bo 2, Cy 1.",
    (("Ada", 1.0, "6 times"), ("Bo", 1 / 3, "twice"), ("Cy", 1 / 6, "once")),
)


def test_a_chart_shows_the_numbers_that_the_words_tell() -> None:
    chart, words = drawing(HELPERS, native=True)
    assert chart == {
        "type": "data_visualization",
        "title": "Who helped you in the last 90 days",
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": "times",
                    "data": [
                        {"label": "Ada", "value": 6},
                        {"label": "Bo", "value": 2},
                        {"label": "Cy", "value": 1},
                    ],
                }
            ],
            "axis_config": {"categories": ["Ada", "Bo", "Cy"], "y_label": "times"},
        },
    }
    assert HELPERS.alt in seen.words(words)


def test_where_the_words_tell_no_number_the_bars_are_parts_of_the_longest() -> None:
    chart, _ = drawing(Picture("Two", (("a", 0.5, "once"), ("b", 0.25, "half"))), native=True)
    (series,) = chart["chart"]["series"]
    assert series["name"] == "% of the longest"
    assert [point["value"] for point in series["data"]] == [100, 50]


def test_where_no_chart_may_stand_bars_are_made_of_letters() -> None:
    bars, words = drawing(HELPERS, native=False)
    assert seen.words(bars) == ("Ada ██████████ 6 times\nBo  ███░░░░░░░ twice\nCy  ██░░░░░░░░ once")
    assert bars["elements"][0]["type"] == "rich_text_preformatted"
    assert HELPERS.alt in seen.words(words)


def test_more_bars_than_a_chart_takes_are_made_of_letters() -> None:
    many = tuple((f"Person {n}", 1.0, "once") for n in range(MOST_POINTS + 1))
    assert drawing(Picture("Many", many), native=True)[0]["type"] == "rich_text"


def test_long_names_that_begin_alike_are_told_apart() -> None:
    bars = tuple(("Wilhelmina Wilhelmina Xu", 1.0, "1 time") for _ in range(3))
    chart, _ = drawing(Picture("W", bars), native=True)
    assert chart["chart"]["axis_config"]["categories"] == [
        "Wilhelmina Wilhelmi…",
        "Wilhelmina Wilh… (2)",
        "Wilhelmina Wilh… (3)",
    ]


def test_a_picture_without_bars_is_its_words() -> None:
    (words,) = drawing(Picture("Nothing yet."), native=True)
    assert seen.words(words) == "Nothing yet."


@given(pictures)
def test_any_picture_is_taken(picture: Picture) -> None:
    for native, surface in ((True, "message"), (False, "modal"), (False, "home")):
        assert check_blocks(drawing(picture, native=native), surface) == []
