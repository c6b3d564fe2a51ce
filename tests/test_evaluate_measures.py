"""What the evaluation of ties rests on: who lapses, what a ranking is worth, a fit that finds."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, isclose, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching import scoring
from tests.evaluate import bgnbd, logistic, ranking
from tests.evaluate.ties import Calendar, Series

FIRST = date(2026, 1, 1)


@given(st.lists(st.integers(0, 700), min_size=1, unique=True), st.integers(0, 300))
def test_strengths_are_those_that_netlead_keeps(days: list[int], later: int) -> None:
    today = max(days) + later
    kept = scoring.from_days(
        [FIRST + timedelta(days=day) for day in days], FIRST + timedelta(days=today)
    )
    s14, _, s60 = Series(days).strengths(len(days), today)
    assert isclose(s14, kept.s14, rel_tol=1e-9, abs_tol=1e-12)
    assert isclose(s60, kept.s60, rel_tol=1e-9, abs_tol=1e-12)


def test_a_list_holds_who_was_known_and_tells_who_lapsed() -> None:
    seen = [(day, 0, other) for other in range(1, 7) for day in (10, 30, 50)]
    later = [(65, 0, 1), (89, 0, 2), (90, 0, 3), (150, 0, 9)]
    (ties,) = [
        ties
        for ties in Calendar([(0, 7, 8), *seen, (55, 5, 7), *later]).lists(30)
        if ties[0].today == 60
    ]
    assert [tie.lapsed for tie in ties] == [False, False, True, True, True, True]
    assert {tie.days for tie in ties} == {(10, 30, 50)}
    assert [tie.quiet for tie in ties] == [10, 10, 10, 10, 5, 10]
    assert ties[0].value() == log2(4)


def test_a_message_to_many_or_a_tie_of_two_days_makes_no_list() -> None:
    twice = [(day, 0, other) for other in range(1, 7) for day in (10, 30)]
    assert not Calendar([(0, 7, 8), *twice, (65, 0, 1), (150, 0, 9)]).lists(30)


def test_measures_by_hand() -> None:
    truth, scores = [True, False, True, False], [0.9, 0.8, 0.7, 0.1]
    assert ranking.auc(truth, scores) == 0.75
    assert ranking.auc(truth, [1.0, 1.0, 1.0, 1.0]) == 0.5
    assert isclose(ranking.average_precision(truth, scores), (1 + 2 / 3) / 2)
    assert ranking.average_precision(truth, [1.0, 1.0, 1.0, 1.0]) == 0.5
    assert isclose(ranking.ndcg([0, 1.0], [0.9, 0.1]), 1 / log2(3))
    assert ranking.ndcg([2.0, 1.0], [0.9, 0.1]) == 1.0
    assert isclose(ranking.brier([True, False], [0.9, 0.2]), (0.01 + 0.04) / 2)
    assert ranking.calibration([True, False, True], [0.1, 0.1, 1.0]) == [(0.1, 0.5, 2), (1, 1, 1)]
    assert ranking.per_ego([1, 1, 2], [0.0, 1.0, 0.8]) == {1: 0.5, 2: 0.8}


def test_an_interval_holds_the_mean_and_narrows_with_more_people() -> None:
    low, high = ranking.interval([-1.0, 0.0, 1.0] * 5)
    assert low < 0 < high
    near, far = ranking.interval([-1.0, 0.0, 1.0] * 50)
    assert low < near < 0 < far < high


def test_a_fit_finds_what_the_rows_were_made_by() -> None:
    made_by = (-0.4, 1.2, -0.7)
    rows = [(x / 4, y / 4) for x in range(-8, 9) for y in range(-8, 9)]
    chances = [1 / (1 + exp(-(made_by[0] + made_by[1] * x + made_by[2] * y))) for x, y in rows]
    twice = [*rows, *rows]
    truth = [True] * len(rows) + [False] * len(rows)
    weights = [*chances, *(1 - chance for chance in chances)]
    found = logistic.fitted(twice, truth, weights)
    assert found == pytest.approx(made_by)
    assert logistic.level(twice, truth, weights, (0.5, *made_by[1:])) == pytest.approx(made_by[0])


def test_bgnbd_thinks_a_long_silence_after_much_contact_worse_than_after_little() -> None:
    found = bgnbd.Population(r=0.4, alpha=10.0, a=0.5, b=5.0)
    assert found.silent((40, 100, 160), 30) > found.silent((3, 100, 160), 30)
    assert found.silent((40, 159, 160), 30) < found.silent((3, 159, 160), 30)
    assert 0 < found.silent((0, 0, 10), 30) < 1
