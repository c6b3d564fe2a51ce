"""One question, one tap, now and then."""

from __future__ import annotations

from coaching.network import Contact
from tests.coaching.networks import ada, net, nudge, says, talked

PRIYA = talked(ada(14, "Priya Natarajan"), 234, 260, 290)


def asked(*contacts: Contact, **more: object) -> list[str]:
    return [item.key for item in says("know_them", net(*contacts, **more))]


def test_what_tells_most_is_asked_first_with_one_tap_an_answer() -> None:
    (question,) = says("know_them", net(PRIYA))
    assert question.reason.startswith("How far do you trust Priya? You last talked 8 months ago")
    assert [(b.label, b.command) for b in question.extra] == [
        ("A little", "edit #14 trust 1"),
        ("Mostly", "edit #14 trust 2"),
        ("Fully", "edit #14 trust 3"),
        ("Rather not say", "skip {nudge}"),
    ]
    assert question.contact == 0


def test_then_come_the_other_three_and_then_no_more() -> None:
    def priya(**known: int) -> Contact:
        return talked(ada(14, "Priya Natarajan", **known), 234, 260, 290)

    assert asked(priya(trust=2)) == ["know_them:14:seniority"]
    assert asked(priya(trust=2, seniority=2)) == ["know_them:14:together"]
    assert asked(priya(trust=2, seniority=2, together=1)) == ["know_them:14:willing"]
    assert asked(priya(trust=2, seniority=2, together=1, willing=1)) == []


def test_there_are_two_weeks_between_two_questions_and_none_comes_twice() -> None:
    last_week = (nudge("know_them", 7, key="know_them:9:trust"),)
    assert asked(PRIYA, nudges=last_week) == []
    before = (nudge("know_them", 20, key="know_them:14:trust"),)
    assert asked(PRIYA, nudges=before) == ["know_them:14:seniority"]


def test_only_those_long_silent_are_asked_about_and_one_at_a_time() -> None:
    recent, never = talked(ada(15), 20), ada(16)
    assert asked(recent, never) == []
    closer = talked(ada(17, trust=3, seniority=3), 200, 210)
    assert asked(PRIYA, closer) == ["know_them:17:together"]
    assert asked(ada(14, unwanted=True, last_on=PRIYA.last_on)) == []


def test_who_is_not_worth_it_with_the_best_answers_is_not_asked_about() -> None:
    known_little = talked(ada(14, trust=1, seniority=1, together=3), 234)
    assert len(asked(known_little)) == 1
    assert asked(talked(ada(14, trust=1, seniority=1, together=3, willing=3), 234)) == []
