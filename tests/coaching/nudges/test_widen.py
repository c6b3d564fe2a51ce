"""The network could reach further."""

from __future__ import annotations

from dataclasses import replace

from tests.coaching.networks import ME, about, ada, ago, net, nudge, says, talked

NEW = ada(40, "Grace Mbeki", added_on=ago(12))
LEGAL = replace(ME, goal="open an office in Lyon", goal_needs=("Legal", "payroll"))


def test_somebody_added_and_never_met_is_worth_a_first_word() -> None:
    (hello,) = says("widen", net(NEW))
    assert hello.reason == (
        "You added Grace Mbeki 12 days ago, and I know of no word between you yet. "
        "The first line is the hardest, so a draft is ready."
    )
    assert hello.evidence == ("Added: Sat 21 Feb 2026, no touch yet",)
    assert hello.draft.startswith("Hi Grace, we have not talked yet")


def test_on_the_day_they_were_added_there_is_no_hurry() -> None:
    assert says("widen", net(replace(NEW, added_on=ago(0)))) == ()


def test_outside_and_strategic_people_come_first_and_close_ones_too() -> None:
    outside = replace(NEW, number=41, side="outside", added_on=ago(13))
    close = replace(outside, number=42, circle=15, added_on=ago(14))
    strategic = replace(NEW, number=43, kind="strategic", circle=15, added_on=ago(15))
    assert about(says("widen", net(NEW, outside, close, strategic))) == [43, 42, 41, 40]


def test_whoever_the_goal_needs_comes_before_all() -> None:
    needed = replace(NEW, number=44, knows=("legal",), added_on=ago(13))
    first, *_ = says("widen", net(NEW, needed, person=LEGAL))
    assert first.contact == 44
    assert first.reason.startswith(
        "Grace Mbeki knows about Legal, which your goal needs. You added"
    )
    assert first.evidence[1] == "Your goal needs: Legal"


def test_old_ties_that_the_goal_needs_are_woken_when_quiet() -> None:
    quiet = talked(ada(knows=("legal", "payroll")), 45)
    (hello,) = says("widen", net(quiet, person=LEGAL))
    assert "You last talked 6 weeks ago." in hello.reason
    assert says("widen", net(talked(quiet, 20), person=LEGAL)) == ()


def test_what_nobody_is_known_for_is_a_gap() -> None:
    legal, payroll = says("widen", net(talked(ada(), 20), person=LEGAL))
    assert (legal.title, payroll.title) == ("Find somebody for Legal", "Find somebody for payroll")
    assert legal.reason.startswith(
        "Your goal needs somebody for Legal, and I know of nobody in your network yet. "
        "You are working toward “open an office in Lyon”."
    )
    assert legal.contact == 0


def test_a_goal_without_a_name_has_gaps_too() -> None:
    legal, _ = says("widen", net(person=replace(LEGAL, goal="")))
    assert "working toward" not in legal.reason


def test_few_people_outside_are_worth_a_word() -> None:
    inside = [talked(ada(number, side="inside"), 20) for number in range(1, 11)]
    (none,) = says("widen", net(*inside))
    assert none.reason.startswith("Of the 10 people whose place I know, none is outside.")
    outside = [talked(ada(number, side="outside"), 20) for number in (11, 12)]
    (two,) = says("widen", net(*inside, talked(ada(13, side="inside"), 20), *outside))
    assert two.reason.startswith("Of the 13 people whose place I know, 2 are outside.")


def test_enough_outside_or_too_few_known_say_nothing() -> None:
    sides = ["inside"] * 8 + ["outside"] * 2
    mixed = [talked(ada(number, side=side), 20) for number, side in enumerate(sides, 1)]
    assert says("widen", net(*mixed)) == ()
    assert says("widen", net(*mixed[:8])) == ()


def test_nothing_is_raised_again_too_soon() -> None:
    inside = [talked(ada(number, side="inside"), 20) for number in range(1, 11)]
    keys = ("widen:40", "widen:goal:legal", "widen:goal:payroll", "widen:outside")
    past = tuple(nudge("widen", 40, key=key) for key in keys)
    assert says("widen", net(NEW, *inside, person=LEGAL, nudges=past)) == ()
