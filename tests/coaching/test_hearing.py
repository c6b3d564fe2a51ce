"""Dialogues in plain sentences: carried out, asked about, or answered with what to type."""

from __future__ import annotations

from datetime import date

import pytest

from coaching.messages import Card, Mention, Press, plain_text
from tests.coaching.talk import Talk


def read_as(card: Card) -> str:
    """Return the command line that a card says a sentence was read as; empty if it says none."""
    return next((field.value for field in card.fields if field.label == "I read it as"), "")


def test_a_sentence_is_carried_out_and_says_what_was_understood(talk: Talk) -> None:
    card = talk.say("Sam helped me with the deck yesterday")
    assert card.title == "Noted: Sam helped you"
    assert read_as(card) == "got help from Sam with the deck yesterday"
    with talk.book() as book:
        (touch,) = book.touches.latest(5)
    assert (touch.kind, touch.what, touch.on) == ("got", "the deck", date(2026, 3, 1))


def test_a_sentence_can_be_taken_back_like_any_entry(talk: Talk) -> None:
    talk.say("I helped Bo debug his build")
    talk.press("Undo")
    with talk.book() as book:
        assert book.touches.latest(5) == []
        assert book.contacts.count() == 0


def test_history_tells_the_sentence_as_it_was_said(talk: Talk) -> None:
    talk.say("Sam helped me with the deck")
    assert "Sam helped me with the deck" in talk.text("history")


def test_a_command_line_is_not_said_back(talk: Talk) -> None:
    assert not read_as(talk.say("met Ada: planning"))
    assert not read_as(talk.say("had coffee with Ada about Rust"))


@pytest.mark.parametrize("line", ["add Ana likes Rust", "add Ana Bell likes Rust, tea"])
def test_what_somebody_new_likes_is_no_note(talk: Talk, line: str) -> None:
    assert read_as(talk.say(line)) == ""
    with talk.book() as book:
        (ana,) = book.contacts.all()
    assert "Rust" in ana.contact.likes


def test_a_name_is_not_run_into_the_verb_after_it(talk: Talk) -> None:
    card = talk.say("helped Ada find a flat")
    assert card.title == "Noted: you helped Ada"
    assert "Note: find a flat" in plain_text(card)


def test_when_unsure_it_asks_and_a_yes_is_one_press(talk: Talk) -> None:
    card = talk.say("I think I met Ana yesterday")
    assert card.title == "Did I get that right?"
    assert "Shall I note that you met Ana?" in card.body
    with talk.book() as book:
        assert book.contacts.count() == 0
    card = talk.later(days=1).press("Yes")
    assert card.title == "Noted: you met Ana"
    assert "Sun 1 Mar 2026" in plain_text(card)


def test_a_no_shows_how_to_say_it(talk: Talk) -> None:
    talk.say("I think I met Ana yesterday")
    assert "met <who>" in plain_text(talk.press("No, I meant…"))
    with talk.book() as book:
        assert book.contacts.count() == 0


@pytest.mark.parametrize(
    "line",
    [
        "I should have called Tom",
        "I didn't meet Ana",
        "Did Sam help Bo?",
        "Sam helped Bo with the deck",
        "Maybe I'll meet Ana tomorrow",
        "got no help from Ada",
        "I got promoted!",
        "My boss helped me",
        "Sam or Bo helped me",
        "what a day",
        "introduce Ana to Bo because both like tea",
    ],
)
def test_what_did_not_happen_to_somebody_named_is_not_written(talk: Talk, line: str) -> None:
    assert talk.say(line).refused
    with talk.book() as book:
        assert book.contacts.count() == 0
        assert book.touches.latest(5) == []


def test_who_is_asked_where_nobody_is_named(talk: Talk) -> None:
    assert "Who helped you? Say the name" in talk.text("My boss helped me with the slides")


def test_a_promise_without_a_day_asks_by_when(talk: Talk) -> None:
    assert talk.text("I owe Lee an intro").startswith("By when?")
    card = talk.press("In a week")
    assert card.title == "Promised to Lee"
    assert "Mon 9 Mar 2026" in plain_text(card)


def test_a_promise_to_two_people_is_kept_for_each(talk: Talk) -> None:
    card = talk.say("I promised Ana Lopez and Jan van der Berg the figures by Friday")
    assert card.title == "Promised to Ana Lopez and Jan van der Berg"
    with talk.book() as book:
        assert [promise.what for promise in book.promises.open()] == ["the figures"] * 2
    talk.press("Undo")
    with talk.book() as book:
        assert book.promises.open() == []


def test_a_reminder_without_a_day_asks_when(talk: Talk) -> None:
    assert talk.text("could you remind me to call Ana?").startswith("When?")
    assert talk.press("Tomorrow").title == "I will remind you"


def test_somebody_known_is_known_in_small_letters(talk: Talk) -> None:
    assert "I read it as" not in talk.text("zorblax helped me with the deck")
    talk.say("add Zorblax")
    assert talk.say("zorblax helped me with the deck").title == "Noted: Zorblax helped you"


def test_a_mention_is_understood_as_the_person_picked(talk: Talk) -> None:
    mention = Mention("<@U7>", "U7", "Ada Lovelace")
    assert (
        talk.say("<@U7> helped me with the deck", mention).title == "Noted: Ada Lovelace helped you"
    )


def test_questions_are_answered_without_an_echo(talk: Talk) -> None:
    talk.say("add Ada knows pricing")
    card = talk.say("who in my network knows about pricing?")
    assert "Ada" in plain_text(card)
    assert not read_as(card)
    assert talk.say("don't nudge me until Monday").title == "Paused"


def test_a_press_is_the_line_it_stands_for(talk: Talk) -> None:
    talk.say("met Ada")
    with talk.book() as book:
        assert book.contacts.count() == 1
    assert Press("card", "Yes").label == "Yes"
