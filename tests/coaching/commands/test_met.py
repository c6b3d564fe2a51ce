"""Dialogues about having met somebody."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from coaching.messages import Mention, plain_text
from tests.coaching.talk import Talk


def test_one_line_is_enough(talk: Talk) -> None:
    card = talk.say("met Ada: planning")
    assert card.title == "Noted: you met Ada"
    assert [(f.label, f.value) for f in card.fields] == [
        ("Note", "planning"),
        ("When", "Mon 2 Mar 2026 (today)"),
        ("New in your network", "Ada"),
    ]
    with talk.book() as book:
        (ada,) = book.contacts.all()
        (touch,) = book.touches.latest(5)
    assert (touch.contact, touch.kind, touch.what) == (ada.number, "met", "planning")
    assert (ada.contact.last_on, ada.contact.active_days) == (date(2026, 3, 2), 1)


def test_several_people_and_a_day_gone_by_are_said_back_in_full(talk: Talk) -> None:
    card = talk.say("had coffee with Priya, Bo and Cy about Rust yesterday")
    assert card.title == "Noted: you met Priya, Bo and Cy"
    assert "When: Sun 1 Mar 2026 (yesterday), Europe/Berlin" in plain_text(card)
    with talk.book() as book:
        assert {t.on for t in book.touches.latest(9)} == {date(2026, 3, 1)}
        assert book.contacts.count() == 3


def test_the_verb_alone_says_what_it_was(talk: Talk) -> None:
    assert "Note: coffee" in talk.text("had coffee with Ada")
    assert "Note: tea" in talk.text("had coffee with Ada: tea")


def test_yesterday_is_the_local_day_before(talk: Talk) -> None:
    kiri = talk.other("kiri", zone="Pacific/Auckland").at("2026-03-02T12:30:00+00:00")
    assert "Mon 2 Mar 2026 (yesterday), Pacific/Auckland" in kiri.text("met Ada yesterday")
    joe = talk.other("joe", zone="America/Los_Angeles").at("2026-03-02T03:00:00+00:00")
    assert "Sat 28 Feb 2026 (yesterday), America/Los_Angeles" in joe.text("met Ada yesterday")


def test_any_touch_starts_every_clock_anew(talk: Talk) -> None:
    talk.say("met Ada")
    with talk.book() as book:
        book.contacts.change(book.contacts.all()[0], skips=3)
    talk.later(days=40).say("met Ada")
    with talk.book() as book:
        ada = book.contacts.all()[0].contact
    assert (ada.last_on, ada.skips) == (date(2026, 4, 11), 0)


def test_a_back_dated_touch_does_not_turn_the_clock_back(talk: Talk) -> None:
    talk.say("met Ada")
    talk.say("met Ada last Tue")
    with talk.book() as book:
        ada = book.contacts.all()[0].contact
    assert (ada.first_on, ada.last_on) == (date(2026, 2, 24), date(2026, 3, 2))
    assert ada.active_days == 2


def test_undo_takes_the_touch_and_the_new_person_back(talk: Talk) -> None:
    talk.say("met Ada and Bo: planning")
    talk.press("Undo")
    with talk.book() as book:
        assert book.contacts.count() == 0
        assert book.touches.latest(5) == []


def test_an_unclear_name_is_asked_and_the_button_finishes_the_line(talk: Talk) -> None:
    talk.say("add Ada Lovelace")
    talk.say("add Ada King")
    card = talk.say("met Ada: planning, yesterday")
    assert [b.label for b in card.buttons] == ["Ada King", "Ada Lovelace", "Somebody new: Ada"]
    card = talk.press("Ada Lovelace")
    assert card.title == "Noted: you met Ada Lovelace"
    assert "Note: planning" in plain_text(card)
    talk.say("met Ada")
    assert "New in your network: Ada" in plain_text(talk.press("Somebody new: Ada"))


def test_a_slip_of_the_finger_is_asked(talk: Talk) -> None:
    talk.say("add Ada Lovelace")
    assert talk.say("met Ada Lovelcae").body == "Whom do you mean by “Ada Lovelcae”?"
    assert talk.press("Ada Lovelace").title == "Noted: you met Ada Lovelace"


def test_somebody_picked_from_the_platform_is_known_by_it(talk: Talk) -> None:
    mention = Mention("<@U7>", "U7", "Ada Lovelace", "inside")
    assert talk.say("met <@U7> about Rust", mention).title == "Noted: you met Ada Lovelace"
    talk.say("edit Ada name Ada King")
    assert talk.say("met <@U7>", mention).title == "Noted: you met Ada King"
    with talk.book() as book:
        (ada,) = book.contacts.all()
    assert (ada.row.external, ada.contact.side) == ("U7", "inside")


def test_hardly_a_name_is_asked(talk: Talk) -> None:
    assert "somebody’s name" in talk.say("met the team").body
    assert talk.press("Yes, add").title == "Noted: you met the team"


def test_a_group_is_not_a_person_and_its_token_is_not_repeated(talk: Talk) -> None:
    assert "<!" not in plain_text(talk.say("met <!everyone>"))


def test_after_a_long_silence_the_answer_says_so(talk: Talk) -> None:
    talk.say("met Ada")
    assert "The first time in 4 months with Ada." in talk.later(days=120).text("met Ada")


def test_one_next_step_and_no_more(talk: Talk) -> None:
    talk.say("promise Ada the deck by Friday 9am")
    talk.say("got help from Ada with pricing")
    card = talk.say("met Ada")
    assert card.body == "You promised Ada: the deck, by Fri 6 Mar 2026 (in 4 days)."
    assert [b.label for b in card.buttons] == ["Kept", "Undo"]
    assert talk.press("Kept").title == "Promise kept"
    card = talk.say("met Ada")
    assert card.body == "Ada helped you not long ago; a thank-you is still open."
    assert talk.press("I thanked Ada").title == "Noted: you thanked Ada"
    assert [b.label for b in talk.say("met Ada").buttons] == ["Undo"]


def test_the_empty_line_is_a_form(talk: Talk) -> None:
    talk.say("met")
    card = talk.press("Note it", who="Ada, Bo", what="planning", when="yesterday")
    assert card.title == "Noted: you met Ada and Bo"
    assert "Note: planning" in plain_text(card)
    assert "Sun 1 Mar 2026" in plain_text(card)
    talk.say("met")
    assert "(yesterday)" in plain_text(talk.press("Note it", who="Ada", when="yesterday"))


@pytest.mark.parametrize("line", ["met Ada tomorrow", "met Ada: " + "x" * 8001, "met : planning"])
def test_what_cannot_be_is_refused_and_nothing_is_saved(talk: Talk, line: str) -> None:
    talk.say(line)
    with talk.book() as book:
        assert book.contacts.count() == 0


def test_the_same_day_counts_once_for_strength(talk: Talk) -> None:
    for hour in (9, 12, 15):
        talk.at(datetime.fromisoformat(f"2026-03-02T{hour:02}:00:00+01:00")).say("met Ada")
    with talk.book() as book:
        assert book.contacts.all()[0].contact.active_days == 1
