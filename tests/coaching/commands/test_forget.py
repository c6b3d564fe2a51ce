"""Dialogues about letting somebody go."""

from __future__ import annotations

import pytest

from coaching.messages import plain_text
from tests.coaching.talk import Talk


def test_it_asks_once_with_what_would_go(talk: Talk) -> None:
    talk.say("met Ada")
    talk.say("helped Ada")
    talk.say("note Ada: hi")
    talk.say("promise Ada: tea by Friday")
    card = talk.say("forget Ada")
    assert card.title == "Forget Ada?"
    assert "2 touches, 1 note and 1 promise" in card.body
    assert talk.press("Keep").title == "Ada"


def test_yes_removes_all_and_undo_brings_all_back(talk: Talk) -> None:
    talk.say("met Ada: planning")
    talk.say("promise Ada: tea by Friday")
    with talk.book() as book:
        before = (book.contacts.all(), book.touches.latest(9), book.promises.open())
    talk.say("forget Ada")
    card = talk.press("Yes, forget Ada")
    assert card.title == "Ada is forgotten"
    assert "until Tue 3 Mar 2026 (tomorrow), 10:00" in card.body
    with talk.book() as book:
        assert (book.contacts.all(), book.touches.latest(9), book.promises.open()) == ([], [], [])
    talk.press("Undo")
    with talk.book() as book:
        assert (book.contacts.all(), book.touches.latest(9), book.promises.open()) == before


def test_after_a_day_it_is_gone(talk: Talk) -> None:
    talk.say("add Ada")
    talk.say("forget Ada yes")
    assert "24 hours" in plain_text(talk.later(hours=25).say("undo"))


def test_letting_rest_is_the_other_way(talk: Talk) -> None:
    talk.say("add Ada")
    talk.say("forget Ada")
    assert talk.press("Let it rest").title == "Resting: Ada"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("forget", "`forget Ada`"),
        ("forget everything", "`delete me`"),
        ("forget Zed", "`add Zed`"),
        ("forget Ada, Bo", "`forget Ada`"),
        ("forget #99 yes", "#99"),
    ],
)
def test_what_cannot_be_is_said(talk: Talk, line: str, hint: str) -> None:
    talk.say("add Ada, Bo")
    assert hint in plain_text(talk.say(line))
    with talk.book() as book:
        assert book.contacts.count() == 2
