"""Dialogues about links: saved, matched with what people like, given once and never again."""

from __future__ import annotations

import pytest

from coaching.messages import Card
from coaching.nudges import kinds
from coaching.repository.rows import select_mine
from coaching.repository.shelf import GIFTS
from coaching.shelving import shelve
from tests.coaching.commands.nudged import sent
from tests.coaching.talk import Talk

A = "https://example.org/a"


def moves(talk: Talk) -> list[str]:
    """Return the reasons of today's moves that are about sharing."""
    card = talk.say("today")
    said = [card.body, *(field.value for field in card.fields)]
    return [text for text in said if "this fits" in text]


def field(card: Card, label: str) -> str:
    return next((field.value for field in card.fields if field.label == label), "")


def test_a_link_is_kept_with_whom_it_fits(talk: Talk) -> None:
    talk.say("add Ana likes Rust")
    talk.say("add Bo knows cycling")
    card = talk.say(f"save {A}: Rust for cyclists who cycle")
    assert card.title == "Kept"
    assert field(card, "About") == "Rust for cyclists who cycle"
    assert field(card, "Fits") == "Ana likes Rust\nBo knows about cycling"
    assert [text.partition(",")[0] for text in moves(talk)] == [
        "Ana likes Rust",
        "Bo knows about cycling",
    ]


def test_a_link_without_words_waits_for_its_title(talk: Talk) -> None:
    talk.say("add Ana likes Rust")
    assert "I look for its title" in talk.say(f"save {A}").body
    told = talk.say(f"save {A}: about Rust")
    assert told.title == "Kept already"
    assert field(told, "Fits") == "Ana likes Rust"
    assert len(talk.say("save").fields) == 1


def test_by_form_and_taken_away(talk: Talk) -> None:
    talk.say("save")
    talk.press("Keep it", link="example.org/a", about="a guide to tea")
    assert talk.say("save").fields[0].value == f"a guide to tea\n{A}"
    assert talk.say(f"save remove {A}").body == "a guide to tea is off your list."
    assert talk.say("save").title == "No links saved yet"
    talk.say("undo")
    assert talk.say("save").fields[0].value == f"a guide to tea\n{A}"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("save the deck", "I see no link"),
        ("save http://10.0.0.1/a", "open Internet"),
        ("save remove 99", "Which link?"),
        ("save remove", "Which link?"),
    ],
)
def test_what_is_wrong_is_said(talk: Talk, line: str, told: str) -> None:
    assert told in talk.text(line)


def test_an_interest_told_later_finds_what_was_saved(talk: Talk) -> None:
    talk.say(f"save {A}: on payroll software")
    talk.say("add Ana")
    assert moves(talk) == []
    talk.say("edit Ana likes payroll software")
    assert len(moves(talk)) == 1
    talk.say("undo")
    talk.say("add Bo knows payroll")
    assert moves(talk)[0].startswith("Bo knows about payroll")


def test_what_somebody_needs_counts_too(talk: Talk) -> None:
    talk.say("add Ana needs payroll software")
    card = talk.say(f"save {A}: Payroll software compared")
    assert field(card, "Fits") == "Ana needs payroll software"
    assert field(talk.say("who Ana"), "Needs") == "payroll software"
    assert "Ana" in talk.text("who needs payroll")
    talk.say("edit Ana needs none")
    assert "Needs" not in talk.text("who Ana")


@pytest.mark.parametrize(
    "given",
    [
        "done Ana shared",
        "shared http://www.example.org/a/?utm_source=x with Ana",
        "shared the article https://example.org/a, it is good with Ana",
    ],
)
def test_what_was_given_is_never_suggested_again(talk: Talk, given: str) -> None:
    talk.say("add Ana likes Rust")
    talk.say(f"save {A}: on Rust")
    assert len(moves(talk)) == 1
    talk.say(given)
    talk.later(days=40)
    assert moves(talk) == []
    # Not from another feed either, nor under another address of the same page.
    with talk.book() as book:
        feed = book.feeds.add("https://example.org/feed", "k", shared=False)
        assert shelve(book, feed, [("All about Rust", f"{A}?utm_medium=feed")]) == 0
        assert shelve(book, feed, [("More about Rust", "https://example.org/b")]) == 1
        book.account.save()
    assert len(moves(talk)) == 1
    assert "More about Rust" in moves(talk)[0]


def nudged(talk: Talk) -> int:
    """Send the nudge to share a link; return its number."""
    with talk.book() as book:
        network = book.network(talk.clock.now())
    (share,) = kinds()["share_first"].suggest(network, talk.clock.now())
    return sent(talk, share)


@pytest.mark.parametrize(
    ("answer", "again_in", "again"),
    [
        ("done {} shared", 40, False),
        ("done {} shared with a word of mine", 40, False),
        ("skip {}", 40, False),
        ("snooze {} 3d", 5, True),
        ("done {} met", 40, False),
    ],
)
def test_a_nudge_names_a_link_once(talk: Talk, answer: str, again_in: int, again: bool) -> None:  # noqa: FBT001 told by name
    talk.say("add Ana likes Rust")
    talk.say(f"save {A}: on Rust")
    talk.later(hours=2)
    number = nudged(talk)
    talk.say(answer.format(number))
    with talk.book() as book:
        (row,) = book.rows.fetch(select_mine(GIFTS))
    assert (row.given_on is not None) == ("shared" in answer)
    talk.later(days=again_in)
    assert bool(moves(talk)) == again


def test_it_can_be_given_back_by_undo(talk: Talk) -> None:
    talk.say("add Ana likes Rust")
    talk.say(f"save {A}: on Rust")
    talk.say(f"shared {A} with Ana")
    assert moves(talk) == []
    talk.say("undo")
    assert len(moves(talk)) == 1


def test_the_draft_brings_the_link_and_why_tells_the_words(talk: Talk) -> None:
    talk.say("add Ana likes pricing")
    talk.say(f"save {A}: Changing prices")
    assert talk.say("draft Ana").body == (
        f"Hi Ana, I came across this and thought of you: Changing prices {A} No need to answer."
    )
    why = talk.text("why Ana")
    assert "What you told me: likes pricing" in why
    assert "In the title: “prices”" in why
    assert "You saved it on Mon 2 Mar 2026" in why


def test_a_feed_keeps_only_what_fits(talk: Talk) -> None:
    talk.say("add Ana likes Rust")
    talk.say("feed https://example.org/feed")
    items = [
        ("On Rust", "https://example.org/1"),
        ("On Rust again", "https://example.org/1#again"),
        ("On tea", "https://example.org/2"),
        ("Rust inside", "http://10.0.0.1/"),
        ("Rust script", "javascript:alert(1)"),
        ("", "https://example.org/3"),
    ]
    with talk.book() as book:
        (feed,) = book.feeds.all()
        assert shelve(book, feed.number, items) == 1
        assert shelve(book, feed.number, items) == 0
        book.account.save()
    talk.say(f"feed remove {feed.number}")
    assert moves(talk) == []


def test_who_is_forgotten_or_merged_takes_the_links_along(talk: Talk) -> None:
    talk.say("add Ana likes Rust")
    talk.say("add Anna")
    talk.say(f"save {A}: on Rust")
    talk.say("save https://example.org/b: more on Rust")
    talk.say(f"shared {A} with Anna")
    talk.say("shared https://example.org/c with Ana")
    talk.say("merge Anna, Ana")
    with talk.book() as book:
        (anna,) = book.contacts.all()
        given = {key for contact, key in book.shelf.pairs() if contact == anna.number}
        assert len(given) == 3
    talk.later(days=30)
    assert [text for text in moves(talk) if "more on Rust" in text]
    talk.say("forget Anna yes")
    with talk.book() as book:
        assert book.shelf.pairs() == set()


def test_hostile_words_stay_words(talk: Talk) -> None:
    talk.say("add Ana likes reading")
    said = "Great read <!channel> <https://evil.example|click> \u202e"
    card = talk.say(f"save {A}: {said}")
    assert field(card, "About") == "Great read <!channel> <https://evil.example|click>"
