"""How nudges were chosen, as it is kept."""

from __future__ import annotations

import pytest

from coaching.repository.choices import choice_of
from tests.coaching.commands.nudged import sent, suggestion
from tests.coaching.talk import Talk


def test_what_else_could_have_been_sent_is_kept(talk: Talk) -> None:
    number = sent(talk, suggestion("reconnect"), eligible=[("thank", 3, 0.9)], probability=0.5)
    with talk.book() as book:
        choice = choice_of(book.rows, number)
    assert choice.eligible == (("thank", 3, 0.9),)
    assert (choice.probability, choice.answered) == (0.5, None)


def test_a_nudge_that_is_not_there_has_no_choice(talk: Talk) -> None:
    with talk.book() as book, pytest.raises(LookupError):
        choice_of(book.rows, 1)
