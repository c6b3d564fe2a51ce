"""A tip, once a week."""

from __future__ import annotations

from tests.coaching.networks import ada, net, nudge, says


def test_there_is_a_tip_for_everybody() -> None:
    (tip,) = says("weekly_tip", net())
    assert tip.reason == "I have one that fits your network of 0 people today. It takes a minute."
    assert [(b.label, b.command) for b in tip.extra] == [("Show me the tip", "tip")]
    assert tip.key == "weekly_tip:2026W10"


def test_it_says_how_long_ago_the_last_one_was() -> None:
    (tip,) = says("weekly_tip", net(ada(), nudges=(nudge("weekly_tip", 9),)))
    assert tip.reason.startswith("It has been 9 days since the last tip. I have one that fits your")
    assert tip.evidence == ("Last tip: Tue 24 Feb 2026", "In your network: 1 person")


def test_one_a_week_is_enough() -> None:
    assert says("weekly_tip", net(nudges=(nudge("weekly_tip", 6),))) == ()
