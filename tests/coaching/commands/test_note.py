"""Dialogues about private notes."""

from __future__ import annotations

import pytest

from coaching.messages import plain_text
from coaching.notes import Note, write_notes
from tests.coaching.talk import Talk

ODD = "'); DROP TABLE note;-- {{7*7}} ${7*7} %s {0.__class__}"


def test_a_note_is_kept_byte_for_byte(talk: Talk) -> None:
    card = talk.say(f"note Ann: {ODD}")
    assert card.fields[0].value == ODD
    assert f"Note, Mon 2 Mar 2026 (today): {ODD}" in plain_text(talk.press("See Ann"))


def test_notes_are_appended_with_their_day_and_shown_newest_first(talk: Talk) -> None:
    talk.say("note Ann: first\nwith a second line")
    talk.later(days=30).say("note Ann: moves on Friday, in 3 weeks")
    fields = [(f.label, f.value) for f in talk.say("who Ann").fields if "Note" in f.label]
    assert fields == [
        ("Note, Wed 1 Apr 2026 (today)", "moves on Friday, in 3 weeks"),
        ("Note, Mon 2 Mar 2026", "first\nwith a second line"),
    ]


def test_only_the_last_few_notes_are_shown(talk: Talk) -> None:
    for i in range(7):
        talk.say(f"note Ann: number {i}")
    card = talk.say("who Ann")
    assert "number 6" in plain_text(card)
    assert "number 1" not in plain_text(card)
    assert card.fields[-1].value == "2 more; `export` has them all"


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ('note "A: B": hi', "A: B", "hi"),
        ("note Ann - likes tea", "Ann", "likes tea"),
        ("note Ann and Bo: both ski", "Ann and Bo", "both ski"),
        ("note #1 likes tea", "Zoe", "likes tea"),
        ("note <@U7>: hi", "<@U7>", "hi"),
    ],
)
def test_where_the_name_ends(talk: Talk, line: str, name: str, text: str) -> None:
    talk.say("add Zoe")
    card = talk.say(line)
    assert (card.title, card.fields[0].value) == (f"Noted on {name}", text)


def test_an_unknown_name_is_added(talk: Talk) -> None:
    assert "New in your network: Ann" in talk.text("note Ann: hi")
    talk.press("Undo")
    with talk.book() as book:
        assert book.contacts.count() == 0


@pytest.mark.parametrize(
    ("line", "hint"),
    [("note", "`note Ada:"), ("note Ann", "`note Ann:"), ("note Ann:", "`note Ann:")],
)
def test_what_is_missing_is_said(talk: Talk, line: str, hint: str) -> None:
    assert hint in talk.say(line).body


def test_8000_characters_fit_and_no_more(talk: Talk) -> None:
    assert talk.say("note Ann: " + "x" * 8000).title == "Noted on Ann"
    assert "8,000" in talk.say("note Ann: y").body


def test_200_notes_fit_and_no_more(talk: Talk) -> None:
    talk.say("add Ann")
    with talk.book() as book:
        (ann,) = book.contacts.all()
        notes = write_notes(Note(ann.contact.added_on, "x") for _ in range(199))
        book.contacts.change(ann, notes=notes)
    assert talk.say("note Ann: y").title == "Noted on Ann"
    assert "200" in talk.say("note Ann: z").body
