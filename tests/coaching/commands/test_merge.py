"""Dialogues about two contacts that are one person."""

from __future__ import annotations

import pytest

from coaching.messages import plain_text
from coaching.repository.contacts import AGGREGATES
from tests.coaching.talk import Talk


def test_history_promises_and_notes_move_and_the_first_name_stays(talk: Talk) -> None:
    talk.say("add Ada Lovelace knows pricing likes tea every 3 weeks")
    talk.say("add Ada King circle 15 outside knows rust, Pricing birthday 12 May")
    talk.say("met Ada Lovelace yesterday")
    talk.say("helped Ada King with the deck")
    talk.say("got help from Ada King last Tue")
    talk.say("note Ada Lovelace: first")
    talk.say("note Ada King: second")
    talk.say("promise Ada King: the deck by Friday")
    card = talk.say("merge Ada Lovelace, Ada King")
    assert card.title == "Ada King is now part of Ada Lovelace"
    assert card.fields[0].value == "2 touches, 1 promise"
    with talk.book() as book:
        (ada,) = book.contacts.all()
        touches = book.touches.latest(9)
        (promise,) = book.promises.open()
    assert {t.contact for t in touches} == {ada.number} == {promise.contact}
    contact = ada.contact
    assert (contact.knows, contact.circle, contact.side) == (("pricing", "rust"), 15, "outside")
    assert (contact.birthday, contact.cadence_days, contact.active_days) == ((5, 12), 21, 3)
    assert (contact.given_count, contact.received_count) == (1, 1)
    shown = plain_text(talk.press("See Ada Lovelace"))
    assert "first" in shown
    assert "second" in shown


def test_it_is_undone_in_full(talk: Talk) -> None:
    talk.say("met Ada: one, yesterday")
    talk.say("met Bo: two")
    talk.say("promise Bo: tea by Friday")
    with talk.book() as book:
        before = (book.contacts.all(), book.touches.latest(9), book.promises.open())
    talk.say("merge Ada, Bo")
    talk.press("Undo")
    with talk.book() as book:
        assert (book.contacts.all(), book.touches.latest(9), book.promises.open()) == before


def test_the_aggregates_are_those_of_one_person_from_the_start(talk: Talk) -> None:
    one = talk.other("one")
    for line in (
        "met {}",
        "helped {} yesterday",
        "met {} last Tue",
        "got help from {}",
        "thanks {}",
    ):
        talk.say(line.format("Ada" if "m" in line[0] else "Bo"))
        one.say(line.format("Ada"))
    talk.say("merge Ada, Bo")
    with talk.book() as book:
        (merged,) = book.contacts.all()
    with one.book() as book:
        (whole,) = book.contacts.all()
    for name in AGGREGATES:
        assert getattr(merged.contact, name) == pytest.approx(getattr(whole.contact, name)) or (
            getattr(merged.contact, name) == getattr(whole.contact, name)
        )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("merge Ada Lovelace, Bo", "Ada Lovelace"),
        ("merge Bo into Ada Lovelace", "Ada Lovelace"),
        ("merge Ada Lovelace with Bo", "Ada Lovelace"),
        ("merge Ada Lovelace Bo", "Ada Lovelace"),
        ("merge Bo Ada", "Bo"),
        ("merge #1 #3", "Ada Lovelace"),
        ('merge "Bo" and "Ada Lovelace"', "Bo"),
    ],
)
def test_ways_to_name_two(talk: Talk, line: str, kept: str) -> None:
    talk.say("add Ada Lovelace")
    talk.say("add Bo")
    talk.say(line)
    with talk.book() as book:
        assert [p.name for p in book.contacts.all()] == [kept]


def test_an_unclear_name_on_either_side_is_asked(talk: Talk) -> None:
    talk.say("add Ada King, Ada Lovelace, Bo Diddley, Bo Peep")
    talk.say("merge Ada, Bo")
    talk.press("Ada King")
    assert talk.press("Bo Peep").title == "Bo Peep is now part of Ada King"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("merge", "`merge Ada Lovelace, Ada King`"),
        ("merge Ada", "`merge Ada Lovelace, Ada King`"),
        ("merge Ada, Ada", "Ada twice"),
        ("merge Ada Zed", "`merge Ada, Zed`"),
        ("merge Ada, Zed", "`add Zed`"),
        ("merge Ada, Bo, Cy", "`merge Ada Lovelace, Ada King`"),
    ],
)
def test_what_cannot_be_is_said(talk: Talk, line: str, hint: str) -> None:
    talk.say("add Ada, Bo, Cy")
    assert hint in plain_text(talk.say(line))
    with talk.book() as book:
        assert book.contacts.count() == 3


def test_notes_that_are_too_long_together_stay_apart(talk: Talk) -> None:
    talk.say("note Ada: " + "x" * 5000)
    talk.say("note Bo: " + "y" * 5000)
    assert "8,000" in talk.say("merge Ada, Bo").body
    with talk.book() as book:
        assert book.contacts.count() == 2


def test_a_tie_that_was_nudged_keeps_the_later_day(talk: Talk) -> None:
    talk.say("add Ada, Bo")
    with talk.book() as book:
        bo = book.contacts.all()[1]
        book.contacts.change(bo, nudged_on=bo.contact.added_on)
    talk.say("merge Ada, Bo")
    with talk.book() as book:
        (ada,) = book.contacts.all()
    assert ada.contact.nudged_on == ada.contact.added_on
