"""Dialogues about help given, received, thanked for, shared and passed on."""

from __future__ import annotations

from datetime import date

import pytest

from coaching.messages import plain_text
from tests.coaching.talk import Talk


def kinds(talk: Talk) -> list[str]:
    with talk.book() as book:
        return [touch.kind for touch in book.touches.latest(9)]


def test_help_given_stands_in_the_ledger(talk: Talk) -> None:
    card = talk.say("helped Ada and Bo with the deck last Fri")
    assert card.title == "Noted: you helped Ada and Bo"
    assert "Fri 27 Feb 2026 (3 days ago), Europe/Berlin" in plain_text(card)
    with talk.book() as book:
        ada = book.contacts.all()[0].contact
    assert (ada.given_count, ada.given, ada.ledger_on) == (1, 1.0, date(2026, 2, 27))


def test_helped_alone_is_a_form(talk: Talk) -> None:
    talk.say("helped")
    card = talk.press("Note it", who="Ada", what="the deck")
    assert (card.title, card.fields[0].value) == ("Noted: you helped Ada", "the deck")


def test_help_received_comes_with_a_draft_and_a_question(talk: Talk) -> None:
    card = talk.say("got help from Ada Lovelace with the deck")
    assert card.title == "Noted: Ada Lovelace helped you"
    assert "Hi Ada, thank you for your help with the deck." in plain_text(card)
    card = talk.press("Pass it on", what="how to make a deck", who="Bo, Cy")
    assert card.title == "Noted: you shared something with Bo and Cy"
    assert kinds(talk) == ["shared", "shared", "got"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("got a ride from Sam yesterday", "a ride"),
        ("got help from Sam with the move", "the move"),
        ("got from Sam: a book", "a book"),
        ("received advice from Sam", "advice"),
        ("got Sam: a lift", "a lift"),
    ],
)
def test_what_was_got_stands_before_or_after_the_name(talk: Talk, line: str, what: str) -> None:
    card = talk.say(line)
    assert card.title == "Noted: Sam helped you"
    assert card.fields[0].value == what


def test_an_unclear_helper_is_asked_without_losing_what_was_got(talk: Talk) -> None:
    talk.say("add Sam Lee, Sam Ray")
    talk.say("got a ride from Sam yesterday")
    card = talk.press("Sam Ray")
    assert card.title == "Noted: Sam Ray helped you"
    assert card.fields[0].value == "a ride"


def test_got_alone_says_what_to_type(talk: Talk) -> None:
    assert "got help from Ada" in talk.say("got").body
    assert "got help from Ada" in talk.say("got help").body


def test_a_thank_you_for_help_not_noted_before_notes_both(talk: Talk) -> None:
    card = talk.say("thanks Bo for the deck")
    assert card.title == "Noted: you thanked Bo"
    assert "thank you for your help with the deck" in plain_text(card)
    assert sorted(kinds(talk)) == ["got", "thanked"]
    with talk.book() as book:
        bo = book.contacts.all()[0].contact
    assert (bo.received_count, bo.thanked_on) == (1, date(2026, 3, 2))


def test_a_thank_you_for_help_noted_lately_does_not_count_it_twice(talk: Talk) -> None:
    talk.say("got help from Bo and Cy with the deck")
    talk.later(days=3)
    assert talk.say("thanks Bo, Cy").title == "Noted: you thanked Bo and Cy"
    assert kinds(talk).count("got") == 2
    talk.later(days=1).say("thanked Bo for lunch")
    assert kinds(talk).count("got") == 3


def test_help_of_long_ago_is_not_what_is_meant_today(talk: Talk) -> None:
    talk.say("got help from Bo")
    talk.later(days=20).say("thanks Bo for lunch")
    assert kinds(talk).count("got") == 2


@pytest.mark.parametrize(
    "line", ["thanks", "thanks!", "Thank you!", "thanks a lot", "thank you so much"]
)
def test_thanking_the_coach_is_answered_kindly(talk: Talk, line: str) -> None:
    assert talk.say(line).title == "You are welcome"
    assert kinds(talk) == []


def test_both_are_thanked_with_one_press(talk: Talk) -> None:
    talk.say("got help from Bo and Cy with the deck")
    assert talk.press("I thanked them").title == "Noted: you thanked Bo and Cy"


@pytest.mark.parametrize(
    ("line", "what", "who"),
    [
        ("shared https://example.org/a:b with Ada", "https://example.org/a:b", "Ada"),
        ("shared the talk with slides with Ada and Bo", "the talk with slides", "Ada and Bo"),
        ("forwarded the offer to Ada", "the offer", "Ada"),
        ("shared with Ada: the guide", "the guide", "Ada"),
        ("shared the guide yesterday with Ada", "the guide", "Ada"),
        ("shared the guide with Ada yesterday", "the guide", "Ada"),
        ("shared last week in numbers with Ada", "last week in numbers", "Ada"),
    ],
)
def test_shared_is_read_from_the_right(talk: Talk, line: str, what: str, who: str) -> None:
    card = talk.say(line)
    assert card.title == f"Noted: you shared something with {who}"
    assert card.fields[0].value == what
    assert ("yesterday" in card.fields[1].value) == ("yesterday" in line)


def test_shared_with_an_unclear_person_keeps_the_link(talk: Talk) -> None:
    talk.say("add Sam Lee, Sam Ray")
    talk.say("shared https://example.org with Sam")
    assert talk.press("Sam Lee").fields[0].value == "https://example.org"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("shared the guide", "`shared the guide with Ada`"),
        ("shared with Ada", "`shared the article with Ada`"),
        ("shared yesterday with Ada", "`shared the article with Ada`"),
    ],
)
def test_shared_says_what_is_missing(talk: Talk, line: str, hint: str) -> None:
    assert hint in talk.text(line)


def test_shared_alone_is_a_form(talk: Talk) -> None:
    talk.say("shared")
    assert talk.press("Note it", what="https://example.org", who="Ada").title.endswith("with Ada")


@pytest.mark.parametrize(
    "line", ["helped Ada", "got help from Ada", "thanks Ada for it", "shared it with Ada"]
)
def test_undo_takes_a_favor_back(talk: Talk, line: str) -> None:
    talk.say("add Ada")
    with talk.book() as book:
        before = book.contacts.all()[0].contact
    talk.say(line)
    talk.press("Undo")
    with talk.book() as book:
        assert book.contacts.all()[0].contact == before
    assert kinds(talk) == []
