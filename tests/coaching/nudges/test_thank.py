"""Somebody helped and has not heard a thank-you yet."""

from __future__ import annotations

import pytest

from tests.coaching.networks import about, ada, ago, net, nudge, says, talked, touch

HELP = touch(3, "got", "the pricing deck")
ADA = talked(ada(), 3)


def test_help_of_three_days_ago_without_thanks_wants_some() -> None:
    (thanks,) = says("thank", net(ADA, touches=(HELP,)))
    assert thanks.title == "Thank Ada Lovelace"
    assert thanks.reason == (
        "Ada Lovelace helped you with the pricing deck 3 days ago, and I know of no thanks yet."
    )
    assert thanks.draft.startswith("Hi Ada, thank you for your help with the pricing deck.")
    assert thanks.evidence[0] == "Mon 2 Mar 2026, they helped you: the pricing deck"
    assert thanks.key == f"thank:{HELP.number}"


def test_without_words_the_draft_still_reads_well() -> None:
    (thanks,) = says("thank", net(ADA, touches=(touch(3, "got"),)))
    assert thanks.draft.startswith("Hi Ada, thank you for your help the other day.")


def test_the_fresher_the_help_the_higher_it_stands() -> None:
    (fresh,) = says("thank", net(ADA, touches=(HELP,)))
    (old,) = says("thank", net(talked(ada(), 12), touches=(touch(12, "got"),)))
    assert fresh.priority > old.priority > 0.5


def test_two_favors_of_one_person_are_one_thank_you_for_the_newer() -> None:
    touches = (HELP, touch(6, "got", "the budget"))
    (thanks,) = says("thank", net(ADA, touches=touches))
    assert "pricing" in thanks.reason


@pytest.mark.parametrize("days", [0, 1, 14, 40])
def test_help_of_today_or_of_long_ago_needs_no_nudge(days: int) -> None:
    assert says("thank", net(talked(ada(), days), touches=(touch(days, "got"),))) == ()


def test_thanks_were_said() -> None:
    assert says("thank", net(talked(ada(thanked_on=ago(2)), 3), touches=(HELP,))) == ()


def test_the_same_help_is_not_raised_twice() -> None:
    past = (nudge("thank", 2, key=f"thank:{HELP.number}"),)
    assert says("thank", net(ADA, touches=(HELP,), nudges=past)) == ()


def test_nobody_is_pointed_at_who_does_not_want_it_or_rests() -> None:
    unwanted = talked(ada(unwanted=True), 3)
    resting = talked(ada(13, resting_until=ago(-9)), 3)
    touches = (HELP, touch(3, "got", contact=13))
    assert about(says("thank", net(unwanted, resting, touches=touches))) == []
