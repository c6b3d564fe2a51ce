"""What the lab says of moments sent and held, and which ones it may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.lab import HELD_SHARE, Moments, chance_of_holding, effect
from coaching.lab_moments import next_chance, tried
from coaching.lab_results import Result, results, say_own, say_shared
from coaching.network import PastNudge
from coaching.nudges.base import Suggestion
from coaching.thompson import Thompson
from tests.coaching.networks import ME, NOW, net, nudge

counts = st.integers(0, 400)


def cells(sent: int, acted: int, held: int, held_acted: int) -> list[Moments]:
    """Return moments by how many were sent, how many of them acted on, and the same of those held."""
    return [
        Moments(held=False, chance=HELD_SHARE, acted=True, count=acted),
        Moments(held=False, chance=HELD_SHARE, acted=False, count=sent - acted),
        Moments(held=True, chance=HELD_SHARE, acted=True, count=held_acted),
        Moments(held=True, chance=HELD_SHARE, acted=False, count=held - held_acted),
    ]


def test_the_difference_lies_within_its_interval_and_closes_in_on_it() -> None:
    few, many = (effect(cells(70 * n, 28 * n, 30 * n, 4 * n)) for n in (1, 20))
    for found in (few, many):
        assert found.acted_sent == pytest.approx(0.4)
        assert found.acted_held == pytest.approx(4 / 30)
        assert found.low < found.difference < found.high
    assert many.high - many.low < (few.high - few.low) / 3
    assert (few.helps, many.helps, many.useless) == (False, True, False)


def test_where_nudges_change_nothing_it_says_so_only_when_that_is_sure() -> None:
    few, many = (effect(cells(70 * n, 7 * n, 30 * n, 3 * n)) for n in (1, 20))
    assert (few.useless, many.useless) == (False, True)
    assert not many.helps


def test_a_kind_that_does_harm_is_useless_too() -> None:
    assert effect(cells(1400, 100, 600, 200)).useless


def test_too_few_moments_say_nothing_whatever_they_look_like() -> None:
    found = effect(cells(9, 9, 90, 0))
    assert (found.enough, found.helps, found.useless) == (False, False, False)
    nothing = effect([])
    assert (nothing.sent, nothing.held, nothing.difference) == (0, 0, 0)
    assert nothing.low < -0.9 < 0.9 < nothing.high


def test_the_more_kinds_are_looked_at_the_wider_each_interval() -> None:
    one, many = (effect(cells(70, 28, 30, 4), kinds) for kinds in (1, 15))
    assert many.low < one.low < one.high < many.high


def test_moments_count_by_the_inverse_of_their_chance() -> None:
    rare = Moments(held=True, chance=0.1, acted=True)
    often = Moments(held=True, chance=0.5, acted=False)
    assert effect([rare, often]).acted_held == pytest.approx(10 / 12)


@given(counts, counts, counts, counts, st.sampled_from([1, 15]))
def test_an_interval_is_always_one(sent: int, acted: int, held: int, more: int, kinds: int) -> None:
    found = effect(cells(sent + acted, acted, held + more, more), kinds)
    assert -1 <= found.low < found.high <= 1
    assert not (found.helps and found.high <= 0)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_no_more_than_three_in_ten_are_ever_held(lots: list[float]) -> None:
    held = 0
    for moments, lot in enumerate(lots):
        held += lot < chance_of_holding(moments, held)
        assert held <= HELD_SHARE * (moments + 1)


def test_the_first_three_moments_are_never_held() -> None:
    assert [chance_of_holding(n, 0) for n in range(5)] == [0, 0, 0, HELD_SHARE, HELD_SHARE]


def about(contact: int, kind: str = "thank") -> Suggestion:
    return Suggestion(kind=kind, priority=0.8, title="", reason="", evidence=(), contact=contact)


def test_only_what_shows_without_a_nudge_is_tried() -> None:
    assert tried(about(12))
    assert not tried(about(0))
    assert not tried(about(12, "let_rest"))


def test_outside_the_lab_nothing_is_held_and_inside_three_in_ten_by_lot() -> None:
    past = tuple(nudge("thank", days, contact=1, outcome="done") for days in range(1, 9))
    network = net(nudges=past)
    assert next_chance(network) == 0
    joined = replace(ME, lab_since=NOW - timedelta(days=30))
    inside = replace(network, person=joined)
    assert next_chance(inside) == HELD_SHARE
    found = [Thompson(f"1.{user}")([about(12)], inside, NOW) for user in range(400)]
    assert 80 < sum(item.hold.held for item in found) < 160
    for item in found:
        outside = Thompson("1.1")([about(12)], network, NOW).probability
        share = HELD_SHARE if item.hold.held else 1 - HELD_SHARE
        assert item.probability in (pytest.approx(outside * share), pytest.approx(1 - outside))


def test_what_was_held_counts_to_the_share() -> None:
    joined = replace(ME, lab_since=NOW - timedelta(days=30))
    held = tuple(
        PastNudge(number=n, kind="thank", contact=n, sent=NOW - timedelta(days=n))
        for n in range(5, 8)
    )
    sent = tuple(nudge("thank", days, contact=1) for days in range(1, 7))
    assert next_chance(net(person=joined, nudges=sent, held=held)) == 0


def test_few_moments_are_told_with_the_time_it_takes() -> None:
    found = effect(cells(4, 1, 1, 0))
    assert say_own(found, 5, stopped=False) == (
        "4 sent, 1 held back so far. There is something to see in about 14 weeks."
    )
    assert "for years" in say_own(effect(cells(1, 0, 0, 0)), 30, stopped=False)
    assert "before the first" in say_own(effect([]), 5, stopped=False)
    assert "all labs here together show" in say_own(found, 5, stopped=True)


def test_what_was_found_is_told_in_times_of_a_hundred() -> None:
    helps = say_own(effect(cells(1400, 574, 600, 72)), 50, stopped=False)
    assert helps == (
        "You act within 72 hours on 41% of the 1400 times I sent one, on 12% of the 600 times I "
        "held it: 29 more in 100, somewhere from 23 more to 35 more. They help."
    )
    unclear = say_own(effect(cells(20, 6, 8, 2)), 50, stopped=False)
    assert unclear.endswith("5 more in 100, somewhere from 55 fewer to 59 more. Too early to tell.")
    useless = effect(cells(1400, 140, 600, 60))
    assert "no useful difference, at most 5 more in 100." in say_own(useless, 50, stopped=False)
    assert say_own(useless, 50, stopped=True).endswith("I stopped them.")


def test_what_a_workspace_found_counts_unless_the_persons_own_says_otherwise() -> None:
    useless, helpful = cells(1400, 140, 600, 60), cells(1400, 574, 600, 72)
    few = cells(12, 3, 6, 1)
    (alone,) = results({"thank": useless}, {})
    assert alone.useless
    (both,) = results({"thank": few}, {"thank": (30, useless)})
    assert both.useless
    assert say_shared(both).endswith("more in 100 (30 people)")
    (against,) = results({"thank": helpful}, {"thank": (30, useless)})
    assert not against.useless
    assert say_shared(Result("thank", effect(few))) == ""


def test_the_most_tried_kind_comes_first() -> None:
    found = results({"thank": cells(3, 1, 1, 0), "widen": cells(9, 1, 1, 0)}, {"review": (9, [])})
    assert [result.kind for result in found] == ["widen", "thank", "review"]
