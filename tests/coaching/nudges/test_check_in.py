"""Did your help work."""

from __future__ import annotations

import pytest

from tests.coaching.networks import about, ada, net, nudge, says, talked, touch

HELPED = touch(10, "helped", "the job posting")
MIA = talked(ada(name="Mia Rossi"), 10)


def test_help_of_ten_days_ago_is_asked_about() -> None:
    (ask,) = says("check_in", net(MIA, touches=(HELPED,)))
    assert ask.reason.startswith(
        "You helped Mia Rossi with the job posting 10 days ago, and you have not talked since."
    )
    assert ask.draft.startswith("Hi Mia, how did it go with the job posting?")


def test_without_words_it_asks_all_the_same() -> None:
    (ask,) = says("check_in", net(MIA, touches=(touch(10, "helped"),)))
    assert ask.draft.startswith("Hi Mia, how did it turn out?")


@pytest.mark.parametrize("days", [6, 22])
def test_it_is_too_early_or_too_late(days: int) -> None:
    assert says("check_in", net(talked(ada(), days), touches=(touch(days, "helped"),))) == ()


def test_you_talked_since() -> None:
    assert says("check_in", net(MIA, touches=(touch(8), HELPED))) == ()


def test_no_touch_no_question() -> None:
    assert about(says("check_in", net(MIA))) == []


def test_the_same_help_is_not_raised_twice() -> None:
    past = (nudge("check_in", 2, key=f"check_in:{HELPED.number}"),)
    assert says("check_in", net(MIA, touches=(HELPED,), nudges=past)) == ()
