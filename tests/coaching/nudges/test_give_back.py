"""Somebody helped a while ago."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.networks import ada, ago, net, nudge, says, talked, touch

BO = replace(talked(ada(12, "Bo Chen"), 21), received=1.0, received_count=1, ledger_on=ago(21))
HELP = touch(21, "got", "the budget sheet")


def test_help_of_three_weeks_ago_and_nothing_went_back() -> None:
    (back,) = says("give_back", net(BO, touches=(HELP,)))
    assert back.reason == (
        "Bo Chen helped you with the budget sheet 3 weeks ago, and I know of nothing that went back "
        "since. Something that takes you five minutes is plenty."
    )
    assert back.draft.startswith("Hi Bo, your help with the budget sheet is still useful to me.")
    assert back.evidence[1] == "Favors: 1 from them, 0 from you"


def test_tastes_give_an_idea() -> None:
    (back,) = says("give_back", net(replace(BO, likes=("tea",)), touches=(touch(21, "got"),)))
    assert back.reason.endswith("Bo likes tea.")
    assert back.draft.startswith("Hi Bo, your help is still useful to me.")


def test_something_went_back_since() -> None:
    assert says("give_back", net(BO, touches=(touch(9, "helped"), HELP))) == ()


@pytest.mark.parametrize("days", [6, 61])
def test_it_is_too_early_or_too_late(days: int) -> None:
    bo = replace(BO, last_on=ago(days))
    assert says("give_back", net(bo, touches=(touch(days, "got"),))) == ()


def test_you_gave_more_before() -> None:
    assert says("give_back", net(replace(BO, given=3.0), touches=(HELP,))) == ()


def test_a_large_debt_is_for_sharing_first() -> None:
    assert says("give_back", net(replace(BO, received=4.0), touches=(HELP,))) == ()


def test_no_favors_no_return() -> None:
    assert says("give_back", net(BO, touches=(touch(21),))) == ()


def test_the_same_help_is_not_raised_twice() -> None:
    past = (nudge("give_back", 10, key=f"give_back:{HELP.number}"),)
    assert says("give_back", net(BO, touches=(HELP,), nudges=past)) == ()
