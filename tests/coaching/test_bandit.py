"""Drawing by lot: who wins, and how probable that was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.bandit import Arm, Belief, Lottery
from coaching.chance import steady_share

weights = st.sampled_from([0.0, 0.05, 0.1, 0.5, 0.50001, 1.0]) | st.floats(0, 1.5)
amounts = st.floats(0.05, 400)
arms = st.builds(
    Arm, name=st.just("kind"), belief=st.builds(Belief, amounts, amounts), weight=weights
)
floors = st.sampled_from([0.0, 0.03, 0.3, 2.0])


def chances(of: list[Arm], least: float) -> list[float]:
    lottery = Lottery(of, least)
    return [lottery.chance(place) for place in (*range(len(of)), None)]


@given(st.lists(arms, max_size=8), floors)
def test_the_chances_of_all_and_of_none_are_whole_together(of: list[Arm], least: float) -> None:
    found = chances(of, least)
    assert sum(found) == pytest.approx(1)
    assert all(0 <= chance <= 1 + 1e-9 for chance in found)


@given(st.lists(arms, min_size=1, max_size=6), floors, st.floats(0.05, 20))
def test_a_success_never_makes_an_arm_less_likely_nor_a_failure_more(
    of: list[Arm], least: float, amount: float
) -> None:
    first = of[0]
    better = replace(first, belief=replace(first.belief, good=first.belief.good + amount))
    worse = replace(first, belief=replace(first.belief, bad=first.belief.bad + amount))
    low, middle, high = (chances([it, *of[1:]], least)[0] for it in (worse, first, better))
    assert low <= middle + 1e-9 <= high + 2e-9


@given(st.lists(arms, min_size=1, max_size=6), floors, st.randoms(use_true_random=False))
def test_what_was_picked_could_be_picked(of: list[Arm], least: float, random: Random) -> None:
    lottery = Lottery(of, least)
    place = lottery.pick([steady_share(str(random.random())) for _ in of])
    assert lottery.chance(place) > 0


@pytest.mark.parametrize("least", [0.0, 0.15])
def test_arms_are_picked_as_often_as_their_chance_says(least: float) -> None:
    of = [
        Arm("a", Belief(3, 7), 0.5),
        Arm("b", Belief(3, 7), 0.5),
        Arm("c", Belief(1.2, 9), 1.0),
        Arm("d", Belief(30, 70), 0.4),
    ]
    lottery, random, times = Lottery(of, least), Random(7), 20_000  # noqa: S311 repeatable
    counts = Counter(lottery.pick([random.random() for _ in of]) for _ in range(times))
    for place in (0, 1, 2, 3, None):
        assert counts[place] / times == pytest.approx(lottery.chance(place), abs=0.012)


def test_of_equal_arms_the_first_has_the_ties() -> None:
    same = Arm("same", Belief(2, 5), 0.7)
    first, second, none = chances([same, same], 0.0)
    assert first > second
    assert none == 0


def test_without_arms_nothing_is_picked() -> None:
    assert Lottery([], 0.03).pick([]) is None
    assert Lottery([], 0.03).chance(None) == 1


def test_what_is_worth_nothing_is_never_picked() -> None:
    lottery = Lottery([Arm("worthless", Belief(9, 1), 0.0)], 0.03)
    assert lottery.pick([0.99]) is None
    assert (lottery.chance(0), lottery.chance(None)) == (0, 1)


def test_a_steady_share_is_spread_and_always_the_same() -> None:
    shares = [steady_share(f"1.{number}") for number in range(2000)]
    assert shares[3] == steady_share("1.3")
    assert 0 <= min(shares) <= max(shares) < 1
    assert sum(shares) / len(shares) == pytest.approx(0.5, abs=0.02)
