"""A tie is cooling."""

from __future__ import annotations

from tests.coaching.networks import about, ada, ago, net, nudge, says, talked, touch

EVERY_NINE_DAYS = range(31, 120, 9)
COOLING = talked(ada(circle=15), *EVERY_NINE_DAYS)
TOUCHES = tuple(touch(days, what="planning" if days == 31 else "") for days in EVERY_NINE_DAYS)


def test_a_cooling_tie_is_named_with_its_own_rhythm() -> None:
    (hello,) = says("reconnect", net(COOLING, touches=TOUCHES))
    assert hello.reason.startswith(
        "You and Ada Lovelace usually talk every 9 days; it has been 31."
    )
    assert hello.evidence[0] == "Last touch: Mon 2 Feb 2026, met: planning"
    assert "in 10 that you two will not talk this month" in hello.evidence[1]
    assert "planning" not in hello.draft


def test_a_tie_worth_more_stands_higher() -> None:
    rare = talked(ada(13, "Bo Chen"), 31, 60, 88)
    rare_touches = tuple(touch(days, contact=13) for days in (31, 60, 88))
    found = says("reconnect", net(rare, COOLING, touches=(*TOUCHES, *rare_touches)))
    assert about(found) == [12, 13]


def test_a_bridge_stands_higher_than_the_same_tie_inside() -> None:
    days = range(40, 90, 9)
    inside, bridge = talked(ada(), *days), talked(ada(13, side="outside"), *days)
    touches = tuple(touch(day, contact=number) for day in days for number in (12, 13))
    assert about(says("reconnect", net(inside, bridge, touches=touches))) == [13, 12]


def test_a_lively_tie_is_left_alone() -> None:
    days = range(8, 90, 2)
    assert says("reconnect", net(talked(ada(), *days))) == ()


def test_somebody_never_met_is_for_others() -> None:
    assert says("reconnect", net(ada())) == ()


def test_a_wish_is_kept_even_after_a_single_talk() -> None:
    (hello,) = says("reconnect", net(talked(ada(cadence_days=14), 25)))
    assert hello.reason.startswith(
        "You wanted to hear from Ada Lovelace every 14 days; it has been 4 weeks."
    )


def test_the_inner_circle_is_seen_about_monthly() -> None:
    (hello,) = says("reconnect", net(talked(ada(circle=15), 40)))
    assert hello.reason.startswith("You last talked with Ada Lovelace 6 weeks ago.")
    assert hello.evidence[-1] == "Circle: your 15"


def test_an_outer_tie_touched_once_may_wait_for_a_year() -> None:
    once = ada(added_on=ago(500))
    assert says("reconnect", net(talked(once, 200))) == ()
    assert about(says("reconnect", net(talked(once, 400)))) == [12]


def test_daily_talk_that_stopped_is_told_so() -> None:
    used_to = talked(ada(circle=5), *range(40, 80))
    (hello,) = says("reconnect", net(used_to, touches=tuple(touch(d) for d in range(40, 80))))
    assert hello.reason.startswith("You and Ada Lovelace used to talk almost every day;")
    assert "This silence is more than eight times as long as usual for you two" in hello.evidence


def test_the_same_person_is_not_raised_again_within_a_month() -> None:
    past = (nudge("reconnect", 20, key="reconnect:12"),)
    assert says("reconnect", net(COOLING, touches=TOUCHES, nudges=past)) == ()
