"""Dialogues about letting a tie rest."""

from __future__ import annotations

from datetime import date

import pytest

from coaching.messages import plain_text
from tests.coaching.talk import Talk


def until(talk: Talk) -> date | None:
    with talk.book() as book:
        return book.contacts.all()[0].contact.resting_until


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("rest Ada", date(2027, 3, 2)),
        ("rest Ada until 1 May", date(2026, 5, 1)),
        ("rest Ada for 2 weeks", date(2026, 3, 16)),
        ("let rest Ada until Friday", date(2026, 3, 6)),
    ],
)
def test_a_tie_rests_until_its_day(talk: Talk, line: str, day: date) -> None:
    talk.say("add Ada")
    card = talk.say(line)
    assert card.title == "Resting: Ada"
    assert "Europe/Berlin" in card.fields[0].value
    assert until(talk) == day
    assert "Resting until" in plain_text(talk.say("who Ada"))
    assert "resting" in plain_text(talk.say("who resting"))


def test_it_wakes_by_a_button_and_by_undo(talk: Talk) -> None:
    talk.say("add Ada, Bo")
    talk.say("rest Ada, Bo")
    assert talk.press("Wake it up").title == "Awake: Ada and Bo"
    assert until(talk) is None
    assert "was not resting" in talk.say("rest Ada off").body
    talk.say("rest Ada")
    talk.press("Undo")
    assert until(talk) is None


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("rest", "`rest Ada until 1 March`"),
        ("rest Zed", "`add Zed`"),
        ("rest Ada until yesterday", "passed"),
        ("rest Ada until today", "too soon"),
        ("rest until Friday", "a name"),
    ],
)
def test_what_cannot_be_is_said(talk: Talk, line: str, hint: str) -> None:
    talk.say("add Ada")
    assert hint in plain_text(talk.say(line))
    assert until(talk) is None
