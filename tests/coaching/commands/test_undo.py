"""Dialogues about taking things back."""

from __future__ import annotations

import json

from coaching.repository.journal import CHANGES
from coaching.repository.rows import select_numbered
from tests.coaching.talk import Talk


def test_the_last_entry_is_taken_back(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    assert "“promise Ada: the deck by Friday” is undone" in talk.text("undo")
    with talk.book() as book:
        assert book.promises.open() == []
        assert book.contacts.all() == []


def test_undo_again_takes_back_the_entry_before(talk: Talk) -> None:
    talk.say("ask a recruiter")
    talk.say("offer a lunch")
    talk.say("undo")
    assert "“ask a recruiter”" in talk.text("undo")
    assert "nothing to undo" in talk.text("undo")


def test_an_entry_can_be_said_again(talk: Talk) -> None:
    talk.say("ask a recruiter")
    talk.say("undo")
    talk.press("Say it again")
    with talk.book() as book:
        assert [need.text for need in book.needs.open()] == ["a recruiter"]


def test_an_entry_that_others_build_on_waits(talk: Talk) -> None:
    talk.say("ask a recruiter")
    first = talk.last.buttons[-1].command
    talk.press("It is met")
    assert "Undo that one first" in talk.text(first)
    talk.press("Undo the later one")
    assert "is undone" in talk.text(first)


def test_settings_come_back_as_they_were(talk: Talk) -> None:
    talk.say("settings hours 8-12 zone Asia/Tokyo off 2026-12-24")
    talk.say("undo")
    with talk.book() as book:
        schedule = book.account.person.schedule
    assert (schedule.opens.hour, schedule.zone, schedule.days_off) == (
        9,
        "Europe/Berlin",
        frozenset(),
    )


def test_a_wrong_number_gets_a_hint(talk: Talk) -> None:
    for wrong in ("undo 99", "undo everything", "undo 99999999999999999999"):
        assert "Type `history`" in talk.text(wrong)


def test_what_was_undone_is_not_undone_twice(talk: Talk) -> None:
    talk.say("ask a recruiter")
    command = talk.last.buttons[-1].command
    talk.say(command)
    assert "was undone already" in talk.text(command)


def test_after_a_day_it_is_too_late(talk: Talk) -> None:
    talk.say("ask a recruiter")
    command = talk.last.buttons[-1].command
    talk.later(hours=25)
    assert "nothing to undo" in talk.text("undo")
    assert "older than 24 hours" in talk.text(command)


def test_nobody_undoes_what_another_wrote(talk: Talk) -> None:
    talk.say("ask a recruiter")
    assert "no such entry" in talk.other("bo").text(talk.last.buttons[-1].command)


def test_what_was_removed_before_an_upgrade_comes_back_without_the_columns_it_added(
    talk: Talk,
) -> None:
    talk.say("helped Ada with the deck")
    talk.say("forget Ada yes")
    with talk.book() as book:
        entry = book.journal.latest(1)[0]
        row = book.rows.first(select_numbered(CHANGES), the_number=entry.number)
        assert row is not None
        before = json.loads(row.before)
        for change in before:
            for column in ("because_of", "together", "willing"):
                change["b"].pop(column, None)
        book.rows.quietly(CHANGES, entry.number, {"before": json.dumps(before)})
    assert "is undone" in talk.text("undo")
    with talk.book() as book:
        assert [touch.because_of for touch in book.touches.latest(1)] == [0]
        assert [person.contact.willing for person in book.contacts.all()] == [0]
