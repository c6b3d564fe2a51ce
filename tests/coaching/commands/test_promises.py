"""Dialogues about promises, to others and to oneself."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.coaching.talk import Talk


def open_promises(talk: Talk) -> list[tuple[str, str]]:
    with talk.book() as book:
        names = {number: name for number, _, name in book.contacts.names()}
        return [(names.get(item.contact, "me"), item.what) for item in book.promises.open()]


@pytest.mark.parametrize(
    ("line", "who", "what"),
    [
        ("promise Ada: the deck by Friday", "Ada", "the deck"),
        ("promise Ada the deck by Friday", "Ada", "the deck"),
        ("promise Ada Lovelace the deck by Friday", "Ada Lovelace", "the deck"),
        ("promise Bo to introduce Cy in 2 weeks", "Bo", "introduce Cy"),
        ('promise "Ada, Countess" the deck by Friday', "Ada, Countess", "the deck"),
        ('promise +"Ada B" : the deck by Friday', "Ada B", "the deck"),
        ("promise me: a walk tomorrow", "me", "a walk"),
    ],
)
def test_who_and_what_are_read(talk: Talk, line: str, who: str, what: str) -> None:
    talk.say(line)
    assert open_promises(talk) == [(who, what)]


def test_a_known_name_ends_where_it_is_known_to_end(talk: Talk) -> None:
    talk.say("promise “Van der Berg”: tea by Friday")
    talk.say("promise van der berg a call by Friday")
    assert open_promises(talk) == [("Van der Berg", "tea"), ("Van der Berg", "a call")]


def test_the_time_is_echoed_in_full(talk: Talk) -> None:
    assert "Fri 6 Mar 2026, 09:00 Europe/Berlin" in talk.text("promise Ada: tea by Friday")
    assert "Fri 6 Mar 2026, 15:30 Europe/Berlin" in talk.text("promise Ada: call by Friday 15:30")


def test_today_without_a_clock_time_means_closing(talk: Talk) -> None:
    assert "Mon 2 Mar 2026, 17:00" in talk.text("promise Ada: tea today")
    talk.at("2026-03-02T18:00+01:00")
    assert "19:00" in talk.text("promise Ada: tea today")


def test_without_a_time_or_a_thing_it_asks(talk: Talk) -> None:
    assert "By when?" in talk.text("promise Ada: the deck")
    assert "What do you promise" in talk.text("promise Ada by Friday")
    assert open_promises(talk) == []


def test_an_unclear_name_is_asked_about_and_the_promise_is_not_lost(talk: Talk) -> None:
    talk.say("promise Ada Lovelace: tea by Friday")
    talk.say("promise Ada Byron: tea by Friday")
    talk.say("promise Ada: cake by Friday")
    talk.press("Ada Byron")
    assert ("Ada Byron", "cake") in open_promises(talk)


def test_a_kept_promise_counts_as_help_given(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    assert "help you gave Ada" in talk.press("Kept it already").body
    with talk.book() as book:
        assert [(touch.kind, touch.what) for touch in book.touches.latest(3)] == [
            ("helped", "the deck")
        ]


def test_a_late_one_is_still_kept(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    talk.later(days=9)
    assert "Late is still kept" in talk.text("kept")


def test_a_promise_can_be_let_go(talk: Talk) -> None:
    number = talk.say("promise Ada: the deck by Friday").buttons[0].command.split()[1]
    assert "Let go" in talk.text(f"kept {number} no")
    assert open_promises(talk) == []


def test_with_several_open_it_asks_which(talk: Talk) -> None:
    assert "no open promise" in talk.text("kept")
    talk.say("promise Ada: the deck by Friday")
    talk.say("promise Bo: the book by Friday")
    assert "Which promise?" in talk.text("kept")
    talk.press("Kept: the book")
    assert open_promises(talk) == [("Ada", "the deck")]


def test_the_list_has_a_form(talk: Talk) -> None:
    assert "Nothing is open" in talk.text("promise")
    talk.press("Promise", who="Ada", what="the deck", when="Friday")
    assert "the deck" in talk.text("promises")


def test_a_reminder_is_a_promise_to_oneself(talk: Talk) -> None:
    talk.say("remind me to call mum tomorrow 9am")
    assert open_promises(talk) == [("me", "call mum")]
    assert "is kept." in talk.press("Done already").body


def test_a_reminder_may_begin_with_its_time(talk: Talk) -> None:
    talk.say("remind me tomorrow to call mum")
    assert open_promises(talk) == [("me", "call mum")]


def test_a_reminder_asks_for_what_is_missing(talk: Talk) -> None:
    assert "When?" in talk.text("remind me to call mum")
    assert "Of what?" in talk.text("remind me tomorrow")
    talk.say("remind me")
    talk.press("Remind me", what="call mum", when="tomorrow")
    assert open_promises(talk) == [("me", "call mum")]


def test_the_planner_looks_when_a_promise_is_due(talk: Talk) -> None:
    talk.say("remind me to call mum today 10:10")
    with talk.book() as book:
        assert book.account.row["next_look_at"] <= datetime.fromisoformat("2026-03-02T10:10+01:00")
