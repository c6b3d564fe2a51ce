"""What is true of a network, said in the person's own figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.network import Need, Network, Person, Promise
from coaching.tips import CONDITIONS, tip_reason
from tests.coaching.tip_networks import (
    NOBODY,
    NOW,
    TODAY,
    days_ago,
    favors,
    network,
    people,
    settled,
    somebody,
    tip,
)

ASK = Need(number=1, kind="ask", text="a payroll vendor", made_on=days_ago(1))
OFFER = Need(number=1, kind="offer", text="Rust reviews", made_on=days_ago(1))
PROMISE = Promise(number=1, contact=1, what="the deck", made_on=days_ago(1), due=NOW)
GOAL = Person(goal="open an office in Oslo", goal_needs=("Norwegian law", "hiring"))
QUIET = {"last_on": days_ago(45), "active_days": 5}

TRUE_OF = [
    ("empty_network", NOBODY, "nobody here so far"),
    ("empty_network", network(somebody(1)), "1 person here so far"),
    ("empty_network", network(*people(4)), "4 people here so far"),
    ("little_known", network(*people(5)), "what any of your 5 people"),
    ("little_known", network(*people(4), somebody(5, likes=("chess",))), "what 4 of your 5 people"),
    ("few_outside", network(*people(5, side="inside")), "nobody is outside"),
    (
        "few_outside",
        network(*people(4, side="inside"), somebody(5, side="outside")),
        "the 5 people whose place I know, 1 is outside",
    ),
    (
        "few_outside",
        network(*people(6, side="inside"), *people(2, side="outside")),
        "the 8 people whose place I know, 2 are outside",
    ),
    ("few_strategic", network(*people(5, kind="personal")), "5 ties you sorted, none looks"),
    (
        "few_strategic",
        network(*people(9, kind="operational"), *people(2, kind="strategic")),
        "11 ties you sorted, 2 look further",
    ),
    ("self_made", network(*people(5, introduced_by="me")), "5 of the 5 people"),
    ("leans_on_few", network(touches=favors("got", 1, 1, 1, 1, 1, 2, 3, 4)), "5 of them from one"),
    (
        "leans_on_few",
        network(touches=favors("got", *([1] * 8))),
        "8 favors came to you, all of them",
    ),
    ("gives_rarely", network(touches=favors("got", 1, 2, 3)), "3 favors came to you and none"),
    (
        "gives_rarely",
        network(touches=favors("got", 1, 2, 3) + favors("shared", 4)),
        "3 favors came to you and 1 went out",
    ),
    ("gives_much", network(touches=favors("helped", *range(6))), "6 favors in the last 30"),
    ("never_asks", network(touches=favors("helped", 1, 2, 3)), "You gave 3 favors"),
    ("never_asks", network(touches=favors("helped", 1, 2, 3), needs=(OFFER,)), "You gave 3"),
    (
        "unthanked_help",
        network(*people(2), touches=favors("got", 1)),
        "Somebody helped you in the last two weeks",
    ),
    ("unthanked_help", network(*people(2), touches=favors("got", 1, 2, 2)), "2 people helped you"),
    ("many_silent_ties", network(*people(3, **QUIET)), "With 3 people you used to talk with"),
    ("many_dormant", network(*people(2, last_on=days_ago(91))), "With 2 of your people"),
    (
        "could_introduce",
        network(*people(2, knows=("Pricing",), last_on=days_ago(3))),
        "2 of your people know about pricing",
    ),
    ("has_promises", replace(NOBODY, promises=(PROMISE,)), "1 promise open"),
    ("has_promises", replace(NOBODY, promises=(PROMISE, PROMISE)), "2 promises open"),
    ("has_goal", replace(NOBODY, person=GOAL), "nobody here yet"),
    (
        "has_goal",
        replace(network(somebody(1, knows=("norwegian law",), tags=("Hiring",))), person=GOAL),
        "what you are working toward",
    ),
    ("growing_fast", network(*people(5, added_on=days_ago(3))), "You added 5 people"),
    ("busy_week", network(touches=favors("met", *range(6), days=2)), "in touch 6 times"),
    ("quiet_spell", network(*people(5)), "quiet here for two weeks"),
]

NOT_TRUE_OF = [
    ("empty_network", network(*people(5))),
    ("little_known", network(*people(4))),
    ("little_known", network(*people(3), *people(3, likes=("chess",)))),
    ("few_outside", network(*people(4, side="inside"))),
    ("few_outside", network(*people(7, side="inside"), *people(3, side="outside"))),
    ("few_strategic", network(*people(4, kind="personal"))),
    ("few_strategic", network(*people(8, kind="personal"), *people(2, kind="strategic"))),
    ("self_made", network(*people(4, introduced_by="me"))),
    ("self_made", network(*people(13, introduced_by="me"), *people(7, introduced_by="Bo"))),
    ("leans_on_few", network(touches=favors("got", *([1] * 7)))),
    ("leans_on_few", network(touches=favors("got", *range(8)))),
    ("leans_on_few", network(touches=favors("got", *([1] * 8), days=95))),
    ("gives_rarely", network(touches=favors("got", 1, 2))),
    ("gives_rarely", network(touches=favors("got", 1, 2, 3, 4) + favors("helped", 1, 2))),
    ("gives_much", network(touches=favors("helped", *range(5)))),
    ("gives_much", network(touches=favors("helped", *range(6)) + favors("got", 1, 2, 3, 4))),
    ("gives_much", network(touches=favors("helped", *range(9), days=31))),
    ("never_asks", network(touches=favors("helped", 1, 2))),
    ("never_asks", network(touches=favors("helped", 1, 2, 3) + favors("got", 1))),
    ("never_asks", network(touches=favors("helped", 1, 2, 3), needs=(ASK,))),
    ("unthanked_help", network(*people(2), touches=favors("met", 1))),
    ("unthanked_help", network(*people(2, thanked_on=TODAY), touches=favors("got", 1))),
    ("unthanked_help", network(*people(2, unwanted=True), touches=favors("got", 1))),
    ("many_silent_ties", network(*people(1, **QUIET))),
    ("many_silent_ties", network(*people(3, last_on=days_ago(45), active_days=1))),
    ("many_silent_ties", network(*people(3, **QUIET, resting_until=days_ago(-9)))),
    ("many_dormant", network(somebody(1, last_on=days_ago(200)), *people(4))),
    ("many_dormant", network(*people(3, last_on=days_ago(90)))),
    ("could_introduce", network(*people(2, knows=("pricing",), last_on=days_ago(99)))),
    ("could_introduce", network(*people(2, knows=("pricing",)))),
    ("could_introduce", network(somebody(1, knows=("law", "Law"), last_on=TODAY))),
    ("has_promises", NOBODY),
    ("has_goal", NOBODY),
    ("growing_fast", network(*people(4, added_on=days_ago(3)))),
    ("growing_fast", network(*people(5, added_on=days_ago(3)), *people(16))),
    ("busy_week", network(touches=favors("met", *range(9), days=7))),
    ("quiet_spell", network(*people(4))),
    ("quiet_spell", network(*people(5), touches=favors("met", 1, days=13))),
]


@pytest.mark.parametrize(("name", "net", "words"), TRUE_OF)
def test_a_condition_that_is_so_says_it_in_figures(name: str, net: Network, words: str) -> None:
    assert 0 < CONDITIONS[name](net, NOW) <= 1
    assert words in tip_reason(tip("a", fits=name), net, NOW)


@pytest.mark.parametrize(("name", "net"), NOT_TRUE_OF)
def test_a_condition_that_is_not_so_is_silent(name: str, net: Network) -> None:
    assert CONDITIONS[name](net, NOW) == 0
    assert tip_reason(tip("a", fits=name), net, NOW) == (
        "It is about giving first, which suits any network."
    )


def test_each_condition_was_tried_both_ways() -> None:
    assert {name for name, _, _ in TRUE_OF} == CONDITIONS.keys()
    assert {name for name, _ in NOT_TRUE_OF} == CONDITIONS.keys()


def test_nothing_is_true_of_a_settled_network() -> None:
    assert {name for name, fit in CONDITIONS.items() if fit(settled(), NOW)} == set()


def test_a_reason_never_names_anybody() -> None:
    reasons = [tip_reason(tip("a", fits=name), net, NOW) for name, net, _ in TRUE_OF]
    assert not any("Person" in reason for reason in reasons)


def test_a_tip_for_everybody_has_a_reason_too() -> None:
    assert "bringing people together" in tip_reason(tip("a", "introductions"), NOBODY, NOW)
