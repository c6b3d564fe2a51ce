"""The texts of the weekly prompts: three themes in turn, fit for every screen, naming nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from coaching.messages import plain_text
from coaching.prompts import (
    ASKS,
    POST_WITHIN,
    PROMPTS,
    SHARES,
    THANKS,
    Programme,
    may_post,
    moment_of,
    post_card,
    prompt_of,
    suggestion,
)
from coaching.weekly import Weekly
from tests.adapters import contract
from tests.test_gallery import FORBIDDEN

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROGRAMME = Programme(
    owner=1,
    owner_name="Ana Bell",
    number=4,
    room="web:room",
    rule=Weekly(0, time(10), "Europe/Berlin", "DE"),
    running=True,
    turn=0,
    made_at=MOMENT - timedelta(days=10),
    next_at=MOMENT,
)
each = pytest.mark.parametrize("turn", range(len(PROMPTS)))


def test_there_are_several_of_each_theme_and_no_two_alike() -> None:
    assert len(THANKS) == len(SHARES) == len(ASKS) >= 2
    assert len({prompt.title for prompt in PROMPTS}) == len(PROMPTS) >= 6
    assert len({prompt.body for prompt in PROMPTS}) == len(PROMPTS)


def test_the_themes_take_turns_and_no_prompt_comes_twice_in_a_row() -> None:
    year = [prompt_of(turn) for turn in range(7, 60)]
    assert set(year) == set(PROMPTS)
    for themes in (THANKS, SHARES, ASKS):
        assert all(prompt in themes for prompt in year[year.index(themes[0]) :: 3])
    assert all(first != second for first, second in pairwise(year))


@each
def test_a_post_says_one_thing_to_do_and_who_set_it_up(turn: int) -> None:
    card = post_card(suggestion(replace(PROGRAMME, turn=turn)))
    assert card.title == prompt_of(turn).title
    assert card.body.startswith(prompt_of(turn).body)
    assert card.body.endswith(
        "\nSet up by Ana Bell · every Monday 10:00 · `/netlead prompts stop` in this channel ends it"
    )


@each
def test_a_post_has_no_button_and_fits_everywhere(turn: int) -> None:
    card = post_card(suggestion(replace(PROGRAMME, turn=turn, owner_name="W" * 80)))
    assert not card.buttons
    contract.see_card(card)
    contract.see_sizes(card, "")
    assert FORBIDDEN.findall(plain_text(card)) == []


def test_somebody_without_a_name_is_a_member() -> None:
    card = post_card(suggestion(replace(PROGRAMME, owner_name="")))
    assert "Set up by a member of this channel · " in card.body


@pytest.mark.parametrize(
    ("programme", "after", "may"),
    [
        (PROGRAMME, timedelta(), True),
        (PROGRAMME, POST_WITHIN, True),
        (PROGRAMME, POST_WITHIN + timedelta(seconds=1), False),
        (None, timedelta(), False),
        (replace(PROGRAMME, running=False), timedelta(), False),
        (replace(PROGRAMME, number=5), timedelta(), False),
    ],
)
def test_a_post_goes_out_only_in_time_and_while_its_programme_holds(
    programme: Programme | None, after: timedelta, *, may: bool
) -> None:
    assert may_post(programme, PROGRAMME.key, MOMENT, MOMENT + after) is may


def test_a_post_does_not_slip_into_a_holiday() -> None:
    late = replace(PROGRAMME, rule=Weekly(6, time(23, 30), "Europe/Berlin", "DE"))
    before_easter_monday = datetime(2026, 4, 5, 21, 30, tzinfo=UTC)
    assert may_post(late, late.key, before_easter_monday, before_easter_monday)
    an_hour_later = before_easter_monday + timedelta(hours=1)
    assert not may_post(late, late.key, before_easter_monday, an_hour_later)


def test_the_moment_of_a_post_is_the_latest_one_since_it_was_set_up() -> None:
    assert moment_of(PROGRAMME, MOMENT) == MOMENT
    assert moment_of(PROGRAMME, MOMENT + timedelta(days=6)) == MOMENT
    assert moment_of(replace(PROGRAMME, made_at=MOMENT + timedelta(hours=1)), MOMENT) is None
    assert moment_of(PROGRAMME, datetime(2026, 4, 6, 8, tzinfo=UTC)) is None
