"""Who else could use what you just learned."""

from __future__ import annotations

from dataclasses import replace

from tests.coaching.networks import about, ada, net, nudge, says, talked, touch

BO = talked(ada(17, "Bo Chen"), 6)
HELP = replace(touch(6, "got", "the pricing model", contact=17), number=33)
MIA = talked(ada(21, "Mia Rossi", likes=("Pricing!", "tea")), 20)


def test_it_goes_to_somebody_whom_it_fits() -> None:
    (on,) = says("pay_forward", net(BO, MIA, touches=(HELP,)))
    assert on.title == "Pass it on to Mia Rossi"
    assert on.reason == (
        "Bo Chen helped you with the pricing model 6 days ago. It may fit Mia Rossi. "
        "Pass it on in one line."
    )
    assert on.evidence[-1] == "Mia Rossi cares about Pricing"


def test_the_draft_never_tells_what_the_help_was_about() -> None:
    private = replace(HELP, what="pricing of my divorce")
    (on,) = says("pay_forward", net(BO, MIA, touches=(private,)))
    assert "divorce" not in on.draft
    assert "about Pricing that" in on.draft


def test_without_a_match_the_question_is_open() -> None:
    (on,) = says("pay_forward", net(BO, ada(), touches=(HELP,)))
    assert on.contact == 0
    assert "Who could use what you just learned?" in on.reason
    assert on.draft.startswith("Hi, I just learned something about [what it is about]")


def test_the_helper_knows_already() -> None:
    (on,) = says("pay_forward", net(replace(BO, likes=("pricing",)), touches=(HELP,)))
    assert on.contact == 0


def test_of_two_it_fits_the_one_who_waited_longer_is_named() -> None:
    lately = replace(MIA, number=4, nudged_on=MIA.added_on.replace(year=2026, month=1))
    assert about(says("pay_forward", net(lately, MIA, BO, touches=(HELP,)))) == [21]


def test_something_was_given_to_somebody_else_since() -> None:
    passed = touch(2, "shared", contact=21)
    assert says("pay_forward", net(BO, MIA, touches=(passed, HELP))) == ()
    back = touch(2, "shared", contact=17)
    assert says("pay_forward", net(BO, touches=(back, HELP)))


def test_silence_without_words_too_early_too_late_or_about_somebody_forgotten() -> None:
    for help_ in (
        replace(HELP, what=" "),
        touch(2, "got", "pricing", contact=17),
        touch(31, "got", "pricing", contact=17),
        touch(6, "got", "pricing", contact=99),
        touch(6, "met", "pricing", contact=17),
    ):
        assert says("pay_forward", net(BO, MIA, touches=(help_,))) == ()


def test_the_same_help_is_not_raised_twice() -> None:
    past = (nudge("pay_forward", 2, key="pay_forward:33"),)
    assert says("pay_forward", net(BO, touches=(HELP,), nudges=past)) == ()
