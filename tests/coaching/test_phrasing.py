"""Small phrases of nudges."""

from __future__ import annotations

import pytest

from coaching.glance import glance
from coaching.phrasing import dated, first_name, last_row, length, listed, several, short, touch_row
from tests.coaching.networks import NOW, TODAY, ada, ago, net, nudge, talked, touch


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (20, "20 days"),
        (21, "3 weeks"),
        (89, "13 weeks"),
        (90, "3 months"),
        (729, "24 months"),
        (730, "2 years"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(days: int, said: str) -> None:
    assert length(days) == said


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("Ada Lovelace", "Ada"), ("Ada", "Ada"), ("Dr. Hopper", "Dr. Hopper"), ("Ada.", "Ada.")],
)
def test_a_greeting_uses_the_first_name_unless_it_is_a_title(name: str, greeting: str) -> None:
    assert first_name(ada(name=name)) == greeting


def test_lists_are_read_aloud() -> None:
    assert listed([]) == ""
    assert listed(["Ada"]) == "Ada"
    assert listed(["Ada", "Bo", "Cy"]) == "Ada, Bo and Cy"
    assert listed(["Ada", "Bo"], "or") == "Ada or Bo"
    assert several(2, "person", "people") == "2 people"


def test_words_of_others_are_cut_to_one_line() -> None:
    assert short("the deck.\nAnd more.") == "the deck. And more"
    assert len(short("word " * 10_000)) <= 80


def test_rows_tell_the_day_and_what_it_was() -> None:
    assert dated(TODAY) == "Thu 5 Mar 2026"
    assert touch_row(touch(0, "shared", "a link")) == "Thu 5 Mar 2026, you shared something: a link"
    assert touch_row(touch(0)) == "Thu 5 Mar 2026, met"


def test_the_last_touch_is_told_even_where_only_its_day_is_known() -> None:
    person = talked(ada(), 3)
    assert last_row(person, (touch(3, "helped"),)) == "Last touch: Mon 2 Mar 2026, you helped"
    assert last_row(person, (touch(9),)) == "Last touch: Mon 2 Mar 2026"
    assert last_row(ada(), ()) == "Added: Wed 29 Jan 2025, no touch yet"


def test_turns_grow_with_waiting_and_stop_at_one() -> None:
    seen = glance(net(ada(), ada(13, nudged_on=ago(72)), nudges=(nudge("thank", 36),)), NOW)
    assert seen.contact_turn(13) == pytest.approx(0.1)
    assert seen.contact_turn(12) == pytest.approx(400 / 720)
    assert seen.contact_turn(0) == 0
    assert seen.kind_turn("thank") == pytest.approx(0.1)
    assert glance(net(), NOW.replace(year=2030)).kind_turn("thank") == 1
