"""The contrarian pick."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coaching.network import Contact
from coaching.nudges import kinds
from coaching.nudges.base import nudge_card
from tests.coaching.networks import about, ada, net, nudge, says, talked

PRIYA = talked(ada(14, "Priya Natarajan", trust=3, seniority=3), 234, 260, 290)
TOM = replace(talked(ada(9, "Tom Okafor", trust=1), *range(150, 300, 3)))


def test_the_senior_and_trusted_come_before_the_familiar() -> None:
    priya, tom = says("dormant", net(TOM, PRIYA))
    assert (priya.contact, tom.contact) == (14, 9)
    assert priya.reason.startswith(
        "Your instinct would pick Tom Okafor, whom you know best. Research says try Priya "
        "Natarajan, who is senior, has your trust and has worked little with you"
    )
    assert "You last talked 8 months ago." in priya.reason
    assert [(b.label, b.command) for b in nudge_card(priya, 42).buttons] == [
        ("Done", "done 42"),
        ("Draft", "draft 42"),
        ("Tom anyway", "instead 42 #9"),
        ("Neither", "skip 42 and #9"),
        ("Snooze 3 days", "snooze 42 3d"),
        ("Why this?", "why 42"),
    ]


def test_it_says_that_a_word_is_more_welcome_than_one_thinks() -> None:
    (priya,) = says("dormant", net(PRIYA))
    assert "People are gladder to hear from us than we expect" in priya.reason
    assert "Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023" in kinds()["dormant"].source


def test_why_it_is_this_one_stands_in_the_four_answers() -> None:
    (priya,) = says("dormant", net(replace(PRIYA, together=1)))
    assert priya.evidence[-4:] == (
        "Trust: fully",
        "Seniority: senior to you",
        "Worked together: hardly",
        "Willing to help: never asked",
    )


def test_the_draft_is_an_opener_of_three_lines() -> None:
    (priya,) = says("dormant", net(PRIYA))
    assert priya.draft.count(". ") + 1 == 3


def test_where_instinct_is_right_nobody_is_contradicted() -> None:
    (priya,) = says("dormant", net(PRIYA))
    assert priya.reason.startswith("Try Priya Natarajan, who is senior")
    assert priya.extra == ()


def test_former_closeness_alone_is_a_reason_too() -> None:
    (tom,) = says("dormant", net(replace(TOM, trust=0)))
    assert "Tom Okafor, who was close to you once." in tom.reason


def test_help_received_before_speaks_for_somebody() -> None:
    (tom,) = says("dormant", net(replace(TOM, received_count=2)))
    assert "who helped you before" in tom.reason


def test_more_trust_never_lowers_the_pick() -> None:
    ranks = [says("dormant", net(replace(PRIYA, trust=trust)))[0].priority for trust in (1, 2, 3)]
    assert ranks == sorted(ranks)


def test_a_stranger_of_whom_nothing_is_known_is_no_pick() -> None:
    assert says("dormant", net(talked(ada(), 200))) == ()


def test_ties_of_the_last_three_months_and_people_never_met_are_not_dormant() -> None:
    recent = talked(ada(13, trust=3, seniority=3), 60)
    assert about(says("dormant", net(recent, ada(15, trust=3)))) == []


def test_one_reminder_in_half_a_year_is_enough() -> None:
    assert says("dormant", net(PRIYA, nudges=(nudge("dormant", 100, key="dormant:14"),))) == ()
    assert about(says("dormant", net(PRIYA, nudges=(nudge("dormant", 200, key="dormant:14"),))))


_old_ties = st.builds(
    talked,
    st.builds(
        ada,
        trust=st.integers(0, 3),
        seniority=st.integers(0, 3),
        together=st.integers(0, 3),
        willing=st.integers(0, 3),
        received_count=st.integers(0, 1),
    ),
    st.integers(91, 600),
    st.integers(601, 700),
)


@given(
    st.lists(_old_ties, min_size=2, max_size=6), st.sampled_from(["trust", "seniority", "willing"])
)
def test_a_better_answer_never_costs_somebody_a_place(ties: list[Contact], trait: str) -> None:
    first, *others = (replace(tie, number=n, name=f"P{n}") for n, tie in enumerate(ties, 1))
    better = replace(first, **{trait: min(3, getattr(first, trait) + 1)})

    def place(contact: Contact) -> int:
        order = about(says("dormant", net(contact, *others)))
        return order.index(1) if 1 in order else len(ties)

    assert place(better) <= place(first)
