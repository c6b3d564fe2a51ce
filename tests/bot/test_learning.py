"""What is learned from nudges, and what the lab counts, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.database import Database
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.lab import HELD_SHARE, Hold, Moments
from coaching.nudges.base import Suggestion
from coaching.planner import Planner
from coaching.repository.door import Door
from coaching.repository.experiences import rates_of
from coaching.repository.experiments import moments_of, pooled
from coaching.repository.nudge_statements import NUDGES
from tests.bot.people import MONDAY, a_message

PEOPLE = ("ana", "bo", "cy", "dee", "eve")


def lived(database: Database, clock: StoppedClock, user: str) -> None:
    """Join the lab, have one nudge sent and one held, and meet both people within 72 hours."""
    coach = Coach(database.transaction, clock)
    coach.answer(a_message("lab on", 1, user))
    coach.answer(a_message("add Ada, Bo", 2, user))
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("", user=user).sender, clock.now())
        for contact in book.contacts.all():
            held = contact.name == "Bo"
            number = book.nudges.plan(
                Suggestion(
                    kind="thank",
                    priority=0.5,
                    title="",
                    reason="",
                    evidence=(),
                    contact=contact.number,
                ),
                contact.name,
                target="",
                probability=0.5,
                variant="thompson",
                eligible=(),
                hold=Hold(HELD_SHARE, held=held),
            )
            if not held:
                sent = {"state": "sent", "sent_at": clock.now()}
                book.rows.quietly(NUDGES, number, sent)
        book.account.save()
    clock.set(MONDAY + timedelta(days=1))
    coach.answer(a_message("met Ada, Bo", 3, user))
    clock.set(MONDAY)


def test_a_workspace_learns_from_five_people_and_a_person_from_her_own(
    database: Database, clock: StoppedClock
) -> None:
    for user in PEOPLE:
        lived(database, clock, user)
    clock.set(MONDAY + timedelta(days=9))
    planner = Planner(database.transaction, clock)
    assert {preview.person for preview in planner.preview(clock.now())} == set(PEOPLE)
    for workspace, user_id in planner.due(9):
        planner.plan(workspace, user_id)
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("", user="ana").sender, clock.now())
        about = connection, book.rows.workspace_id, clock.now()
        assert rates_of(*about) == {"thank": pytest.approx((0 + 3) / (5 + 10))}
        people, cells = pooled(*about)["thank"]
        assert (people, sum(cell.count for cell in cells)) == (5, 10)
        assert sorted(moments_of(book.rows)["thank"], key=lambda cell: cell.held) == [
            Moments(held=False, chance=pytest.approx(HELD_SHARE), acted=True),  # type: ignore[arg-type] # stands for a number
            Moments(held=True, chance=pytest.approx(HELD_SHARE), acted=True),  # type: ignore[arg-type] # stands for a number
        ]
        assert len(book.network(clock.now()).held) == 1
