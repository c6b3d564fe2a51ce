"""How nudges were chosen, as it is kept."""

from __future__ import annotations

import pytest

from coaching.repository.choices import choice_of
from coaching.repository.experiences import rates_of
from tests.coaching.commands.nudged import known, sent, suggestion
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


@pytest.mark.parametrize("look", ["why", "draft"])
def test_looking_into_a_nudge_is_kept_as_no_answer_and_no_entry(talk: Talk, look: str) -> None:
    number = sent(talk, suggestion("reconnect", contact=known(talk, "Ada")[0]))
    entries = talk.text("history")
    talk.say(f"{look} {number}")
    with talk.book() as book:
        (past,) = book.nudges.past()
    assert (past.opened, past.outcome) == (True, "")
    assert talk.text("history") == entries


def test_rates_are_learned_from_five_people_and_from_ripe_nudges_only(talk: Talk) -> None:
    people = [talk.other(f"u{number}") for number in range(5)]
    for person in people:
        for index in range(4):
            person.say(f"done {sent(person, suggestion('weekly_tip', key=str(index)))}")
            person.later(minutes=1)

    def learned() -> dict[str, float]:
        with talk.book() as book:
            rows = book.rows
            return rates_of(rows.connection, rows.workspace_id, rows.now)

    assert learned() == {}
    talk.later(days=8)
    assert learned() == {"weekly_tip": pytest.approx((20 + 3) / (20 + 10))}
    people[0].say("delete me yes")
    assert learned() == {}
