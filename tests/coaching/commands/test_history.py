"""Dialogues about what was said."""

from __future__ import annotations

from tests.coaching.talk import Talk


def test_a_new_person_has_no_history(talk: Talk) -> None:
    assert "Nothing yet" in talk.text("history")


def test_entries_are_listed_newest_first_with_their_undo(talk: Talk) -> None:
    talk.say("ask a recruiter")
    talk.say("offer a lunch")
    card = talk.say("history")
    assert [field.value.partition(" (")[0] for field in card.fields] == [
        "offer a lunch",
        "ask a recruiter",
    ]
    talk.press("Undo “ask a recruiter”")
    assert "ask a recruiter (undone)" in talk.text("history")


def test_reading_leaves_no_entry(talk: Talk) -> None:
    talk.say("history")
    talk.say("settings")
    assert "Nothing yet" in talk.text("history")
