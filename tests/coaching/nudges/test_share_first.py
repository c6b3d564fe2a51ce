"""Something useful, with no question attached."""

from __future__ import annotations

from dataclasses import replace

from coaching.network import Gift
from tests.coaching.networks import about, ada, ago, net, nudge, says, talked, touch

FAN = talked(ada(likes=("cycling", "Rust")), 20)
CREDITOR = replace(
    talked(ada(17, "Bo Chen"), 20), received=3.5, received_count=4, ledger_on=ago(20)
)


def test_what_they_like_is_a_reason_to_share() -> None:
    (share,) = says("share_first", net(FAN))
    assert share.reason == (
        "Ada Lovelace likes cycling and Rust, and I know of nothing you shared in the last 60 days. "
        "Have you read, seen or heard something that fits?"
    )
    assert "Likes: cycling and Rust" in share.evidence
    assert "cycling" not in share.draft


def test_after_many_favors_something_useful_comes_before_any_ask() -> None:
    (share,) = says("share_first", net(CREDITOR))
    assert share.reason == (
        "Bo Chen has done you 4 favors, and you have done none that I know of. "
        "Share something useful first, before you ask again."
    )


def test_an_open_debt_stands_above_a_taste_and_an_inner_circle_above_an_outer() -> None:
    close = replace(FAN, number=13, circle=15)
    assert about(says("share_first", net(FAN, close, CREDITOR))) == [17, 13, 12]


def test_a_debt_names_tastes_where_they_are_known() -> None:
    (share,) = says("share_first", net(replace(CREDITOR, likes=("tea",))))
    assert share.reason.endswith("Bo likes tea.")


def test_nothing_is_known_of_their_tastes() -> None:
    assert says("share_first", net(talked(ada(), 20))) == ()


def test_something_was_given_not_long_ago() -> None:
    assert says("share_first", net(FAN, touches=(touch(20, "shared"),))) == ()


def test_once_in_two_months_is_enough() -> None:
    assert says("share_first", net(FAN, nudges=(nudge("x", 40, key="share_first:12"),))) == ()


LINK = Gift(
    contact=12,
    link=40,
    title="What is new in Rust",
    url="https://example.org/rust",
    because="likes Rust",
    words=("Rust",),
    origin="Rust weekly",
    kept_on=ago(3),
    score=1.0,
)


def test_a_link_that_fits_is_named_with_what_it_fits_by() -> None:
    (share,) = says("share_first", net(FAN, gifts=(LINK,)))
    assert share.reason == (
        "Ada Lovelace likes Rust, and this fits: “What is new in Rust”, https://example.org/rust"
    )
    assert share.evidence[:2] == ("What you told me: likes Rust", "In the title: “Rust”")
    assert share.evidence[2].startswith("Came with Rust weekly on ")
    assert share.draft.startswith(
        "Hi Ada, I came across this and thought of you: What is new in Rust https://example.org/rust"
    )
    assert share.key == "share_first:12:40"


def test_a_link_at_hand_stands_above_a_taste_alone() -> None:
    other = replace(FAN, number=13)
    assert about(says("share_first", net(other, FAN, gifts=(LINK,)))) == [12, 13]


def test_a_debt_and_a_link_go_together() -> None:
    (share,) = says("share_first", net(CREDITOR, gifts=(replace(LINK, contact=17),)))
    assert share.reason.startswith("Bo Chen has done you 4 favors")
    assert share.reason.endswith("and this fits: “What is new in Rust”, https://example.org/rust")


def test_a_link_was_nudged_about_before() -> None:
    before = nudge("share_first", 90, key=LINK.key)
    (share,) = says("share_first", net(FAN, gifts=(LINK,), nudges=(before,)))
    assert share.key == "share_first:12"


def test_not_two_things_in_two_weeks() -> None:
    assert says("share_first", net(FAN, touches=(touch(10, "shared"),), gifts=(LINK,))) == ()
    assert says("share_first", net(FAN, touches=(touch(20, "shared"),), gifts=(LINK,)))
