"""Once a quarter: who to add, who to let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from coaching.network import Contact
from tests.coaching.networks import ME, ada, ago, net, nudge, says, talked, touch

APRIL = datetime(2026, 4, 6, 10, tzinfo=UTC)


def five() -> list[Contact]:
    return [talked(ada(number, f"Person {number}"), 20) for number in range(1, 6)]


def test_the_quarter_is_summed_up_in_figures() -> None:
    people = [*five(), ada(6, "Newt Old", added_on=ago(10))]
    (review,) = says("review", net(*people, touches=(touch(20, contact=1),)))
    assert review.reason == (
        "In 90 days you were in touch with 1 of your 6 people, and 1 is new. "
        "Whom would you like to know by the end of this quarter? Add one name."
    )
    assert review.key == "review:2026Q1"
    assert review.extra == ()


def test_those_long_silent_may_be_let_go_the_weakest_first() -> None:
    gone = [
        talked(ada(number, f"Gone {number}"), *range(200, 200 + number)) for number in (7, 8, 9)
    ]
    never = ada(6, "Never Met", added_on=ago(150))
    (review,) = says("review", net(*gone, never, *five()))
    assert review.reason.endswith("Never Met, Gone 7 or Gone 8 may be ready to be let go for now.")
    assert [b.command for b in review.extra] == ["rest #6", "rest #7", "rest #8"]


def test_close_trusted_unwanted_and_resting_people_are_not_named() -> None:
    kept = [
        talked(ada(6, circle=15), 300),
        talked(ada(7, unwanted=True), 300),
        talked(ada(8, resting_until=ago(-30)), 300),
    ]
    (review,) = says("review", net(*kept, *five()))
    assert "let go" not in review.reason


def test_what_the_goal_needs_is_asked_for() -> None:
    goal = replace(ME, goal_needs=("rust", "legal"))
    people = [ada(6, knows=("Rust",)), *five()]
    (review,) = says("review", net(*people, person=goal))
    assert "Your goal needs somebody for legal: whom would you add?" in review.reason
    (review,) = says("review", net(*people, person=replace(goal, goal_needs=("rust",))))
    assert "Add one name." in review.reason


def test_the_first_weeks_of_a_quarter_are_its_best_time() -> None:
    (march,), (april,) = says("review", net(*five())), says("review", net(*five()), APRIL)
    assert april.priority > march.priority
    assert april.key == "review:2026Q2"


def test_once_a_quarter_not_for_newcomers_and_not_for_a_handful() -> None:
    newcomer = replace(ME, joined_on=ago(10))
    done = (nudge("review", 30, key="review:2026Q1"),)
    assert says("review", net(*five(), nudges=done)) == ()
    assert says("review", net(*five(), person=newcomer)) == ()
    assert says("review", net(*five()[:4])) == ()
