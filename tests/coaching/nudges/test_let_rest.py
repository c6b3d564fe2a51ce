"""Somebody was skipped four times."""

from __future__ import annotations

from coaching.nudges.base import nudge_card
from tests.coaching.networks import about, ada, ago, net, nudge, says, talked

JAN = talked(ada(25, "Jan Novak", skips=4), 200)


def test_after_four_skips_the_tie_may_rest() -> None:
    (rest,) = says("let_rest", net(JAN))
    assert rest.reason == (
        "You have skipped Jan Novak 4 times. Nobody keeps up with everybody. Let it rest, and I will "
        "bring Jan back in a year."
    )
    assert [b.command for b in nudge_card(rest, 7).buttons] == ["rest #25", "snooze 7 30d", "why 7"]


def test_it_waits_for_its_month_like_every_nudge_about_the_same_person() -> None:
    assert says("let_rest", net(talked(ada(25, skips=4, nudged_on=ago(9)), 200))) == ()


def test_fewer_skips_those_who_rest_and_those_unwanted_are_left_alone() -> None:
    few, resting = ada(1, skips=3), ada(2, skips=4, resting_until=ago(-1))
    assert says("let_rest", net(few, resting, ada(3, skips=4, unwanted=True))) == ()


def test_a_rest_that_is_over_may_be_proposed_again() -> None:
    assert about(says("let_rest", net(ada(2, skips=4, resting_until=ago(0))))) == [2]


def test_it_is_asked_once_in_half_a_year() -> None:
    assert says("let_rest", net(JAN, nudges=(nudge("let_rest", 100, key="let_rest:25"),))) == ()
