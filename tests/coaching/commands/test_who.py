"""Dialogues about looking somebody up."""

from __future__ import annotations

import pytest

from coaching.messages import Card, Mention, plain_text
from tests.coaching.talk import Talk


def listed(card: Card) -> list[str]:
    """Return the names on a list card, in its order."""
    return [line.partition(" ")[2].partition(":")[0] for line in card.body.splitlines()]


def fields(card: Card) -> dict[str, str]:
    return {field.label: field.value for field in card.fields}


@pytest.mark.parametrize("line", ["who", "who Ada", "who losing touch", "losing touch"])
def test_an_empty_book_says_how_to_begin(talk: Talk, line: str) -> None:
    card = talk.say(line)
    assert card.title == "Nobody is here yet"
    assert card.buttons[1].command == "example people"
    assert talk.press("Add somebody").title == "Who is new?"


def test_one_person_with_everything(talk: Talk) -> None:
    talk.say(
        "add Ada circle 15 outside strategic knows pricing likes tea tag club every 3 weeks"
        " met at PyCon through Bo birthday 12 May trust 3 senior"
    )
    talk.say("met Ada: planning, 5 Feb")
    talk.say("helped Ada with the deck 12 Feb")
    talk.say("met Ada last Tue")
    talk.say("note Ada: two kids")
    talk.say("promise Ada: the deck by Friday")
    card = talk.say("who ada")
    assert card.title == "Ada"
    shown = fields(card)
    promised = shown.pop("You promised")
    assert promised.startswith("the deck, by Fri 6 Mar 2026 (in 4 days) (`kept ")
    assert card.body.startswith("Circle of 15, outside, strategic.")
    assert shown == {
        "Last touch": "6 days ago, Tue 24 Feb 2026",
        "Rhythm": "every 3 weeks (as you wished); so far every 10 days",
        "Lately": "cooling: about 4 in 10 that you two will not talk this month",
        "Give and take": "you helped once, they have not helped yet; about even",
        "Knows about": "pricing",
        "Likes": "tea",
        "Tags": "club",
        "How you met": "at PyCon",
        "Introduced by": "Bo",
        "Birthday": "12 May",
        "Trust": "3 of 3",
        "Seniority": "senior to you",
        "Note, Mon 2 Mar 2026 (today)": "two kids",
    }


@pytest.mark.parametrize(
    ("days", "lately"),
    [
        (("20 Feb", "last Tue", "yesterday"), "warm: about 3 in 10"),
        (("20 Jan", "22 Jan", "29 Jan"), "cooling: about 6 in 10"),
        (("2 Jan", "4 Jan", "6 Jan"), "slipping: about 7 in 10"),
    ],
)
def test_how_a_tie_stands_lately(talk: Talk, days: tuple[str, ...], lately: str) -> None:
    talk.say("add Ada")
    for day in days:
        assert "Lately" not in fields(talk.say("who Ada"))
        talk.say(f"met Ada, {day}")
    shown = fields(talk.say("who Ada"))
    assert shown["Lately"] == f"{lately} that you two will not talk this month"


def test_the_picture_says_the_same_in_words(talk: Talk) -> None:
    for day in ("yesterday", "5 Feb", "12 Feb", "3 Apr 2025", "3 Mar 2025"):
        talk.say(f"met Ada {day}")
    picture = talk.say("who Ada").picture
    assert picture is not None
    assert picture.alt == "4 touches with Ada in the last 12 months: Apr 1, Feb 2, Mar 1."
    assert picture.bars[0] == ("Apr", 0.5, "1 touch")
    assert picture.bars[-2:] == (("Feb", 1.0, "2 touches"), ("Mar", 0.5, "1 touch"))
    assert len(picture.bars) == 12


def test_without_touches_there_is_no_picture(talk: Talk) -> None:
    talk.say("add Ada")
    card = talk.say("who Ada")
    assert card.picture is None
    assert fields(card)["Last touch"] == "no touch yet"


def test_the_buttons_are_lines(talk: Talk) -> None:
    talk.say("add Ada")
    card = talk.say("who Ada")
    assert [b.label for b in card.buttons] == ["Met", "Helped", "Edit"]
    assert talk.press("Helped").title == "Noted: you helped Ada"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("who", ["Cy", "Ada", "Bo"]),
        ("who knows about pricing", ["Ada"]),
        ("who knows Pricing?", ["Ada"]),
        ("who likes tea", ["Ada", "Bo"]),
        ("who tag club", ["Bo"]),
        ("who circle 15", ["Cy", "Ada"]),
        ("who is in circle 15", ["Cy", "Ada"]),
        ("who is outside", ["Ada"]),
        ("who outside, circle 15", ["Ada"]),
        ("who strategic", ["Bo"]),
        ("who is senior", ["Cy"]),
        ("people", ["Cy", "Ada", "Bo"]),
        ("who everybody", ["Cy", "Ada", "Bo"]),
        ("who tennis", ["Cy"]),
        ("who pycon", ["Bo"]),
        ("who lives in Rome?", []),
        ("who resting", []),
        ("who knows chess", []),
    ],
)
def test_lists(talk: Talk, line: str, names: list[str]) -> None:
    talk.say("add Ada circle 15 outside knows pricing models likes green tea")
    talk.say("add Bo strategic likes tea tag book club met at PyCon")
    talk.say("add Cy circle 15 inside senior")
    talk.say("met Cy")
    talk.say("note Cy: plays tennis")
    card = talk.say(line)
    if names:
        assert listed(card) == names
    elif "Rome" in line:
        assert "`add lives in Rome?`" in card.body or "know" in card.body
    else:
        assert card.title.endswith("nobody")


def test_a_short_list_opens_each_with_a_button(talk: Talk) -> None:
    talk.say("add Ada, Bo")
    talk.say("who")
    assert talk.press("Bo").title == "Bo"


def test_long_lists_come_in_pages(talk: Talk) -> None:
    talk.say("add " + ", ".join(f"Ada {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    talk.say("add " + ", ".join(f"Bo {letter}" for letter in "ABCDEFGH") + " circle 5")
    card = talk.say("who")
    assert card.title == "Everybody: 34 people"
    assert len(listed(card)) == 15
    second = talk.press("More")
    assert talk.said[-1] == "who page 2"
    assert len(listed(second)) == 15
    assert not set(listed(card)) & set(listed(second))
    assert [b.label for b in talk.press("More").buttons] == []
    assert listed(talk.say("who page 0")) == listed(card)
    assert len(listed(talk.say("who page 99"))) == 4


def test_losing_touch_shows_who_is_silent_for_longer_than_wished(talk: Talk) -> None:
    talk.say("add Ada every week")
    talk.say("add Bo every month")
    talk.say("add Cy every year")
    talk.say("add Never every week")
    talk.say("met Ada, Bo, Cy")
    for day in ("1 Feb", "10 Feb"):
        talk.say(f"met Bo {day}")
    assert talk.say("who losing touch").body.startswith("Nobody is slipping")
    talk.later(days=40)
    assert listed(talk.say("who's losing touch")) == ["Ada", "Bo"]
    assert listed(talk.say("losing touch")) == ["Ada", "Bo"]
    talk.say("rest Ada")
    assert listed(talk.say("who am I losing touch with?")) == ["Bo"]


def test_where_nothing_was_wished_an_established_tie_counts(talk: Talk) -> None:
    for day in ("1 Feb", "10 Feb", "20 Feb"):
        talk.say(f"met Ada {day}")
    talk.say("met Bo")
    assert listed(talk.later(days=60).say("who losing touch")) == ["Ada"]


def test_a_name_beats_a_topic_and_a_topic_beats_a_guess(talk: Talk) -> None:
    talk.say("add Rusty Nail")
    talk.say("add Ada knows rust")
    assert listed(talk.say("who rust")) == ["Ada"]
    assert talk.say("who rusty").title == "Rusty Nail"
    assert talk.say('who "Rusty Nail"').title == "Rusty Nail"
    assert talk.say("who nail").title == "Rusty Nail"
    assert talk.say("who #1").title == "Rusty Nail"


def test_somebody_picked_is_shown(talk: Talk) -> None:
    mention = Mention("@Ada King", "U7", "Ada King")
    talk.say("add @Ada King", mention)
    assert talk.say("who @Ada King", mention).title == "Ada King"


def test_a_slip_is_asked_and_nobody_is_added(talk: Talk) -> None:
    talk.say("add Ada Lovelace, Ada King")
    assert [b.label for b in talk.say("who Ada").buttons] == ["Ada King", "Ada Lovelace"]
    assert talk.press("Ada King").title == "Ada King"
    assert [b.label for b in talk.say("who lovlace").buttons] == ["Ada Lovelace"]
    assert "`add Zed`" in plain_text(talk.say("who Zed"))
    with talk.book() as book:
        assert book.contacts.count() == 2


@pytest.mark.parametrize("line", ["who ?", "who !!", "who \u200b", "who , ,", "who page"])
def test_odd_questions_are_answered(talk: Talk, line: str) -> None:
    talk.say("add Ada")
    assert plain_text(talk.say(line))


def test_the_birthday_of_a_leap_day(talk: Talk) -> None:
    talk.say("add Ada birthday 29 Feb every 10 days")
    card = talk.say("who Ada")
    assert fields(card)["Birthday"] == "29 February"
    assert fields(card)["Rhythm"] == "every 10 days (as you wished)"
