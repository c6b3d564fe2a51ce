"""What NetLead promised to forget is gone in time, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.database import Database
from bot.housekeeping import Housekeeping
from coaching.clock import StoppedClock
from coaching.coach import Coach
from coaching.repository import Repository
from coaching.repository.contacts import CONTACTS
from coaching.repository.door import Door
from coaching.repository.journal import CHANGES
from coaching.repository.nudges import WIPED
from coaching.repository.plans import NEEDS, PROMISES
from coaching.repository.reach_outs import REACH_OUTS
from coaching.repository.touches import TOUCHES
from coaching.tidy import BATCH, Tidy
from tests.bot.people import MONDAY, a_message, nudges, plan_nudges, states, taken

DAY = timedelta(days=1)
YEARS = timedelta(days=731)


def written(
    database: Database, work: Callable[[Repository], object], at: datetime = MONDAY
) -> None:
    """Write in ana's book at an instant."""
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("").sender, at)
        work(book)
        book.account.save()


async def keep(database: Database, clock: StoppedClock, at: datetime) -> None:
    """Do all housekeeping as of an instant."""
    clock.set(at)
    await Housekeeping(database, Tidy(database.transaction, clock)).keep()


def count(database: Database, table: object) -> int:
    with database.transaction() as connection:
        return len(connection.execute(select(table)).all())  # type: ignore[call-overload]  # any table


async def test_messages_are_kept_for_a_week(database: Database, clock: StoppedClock) -> None:
    coach = Coach(database.transaction, clock)
    coach.answer(a_message("hello", 1))
    clock.set(MONDAY + DAY)
    coach.answer(a_message("hello", 2))
    await keep(database, clock, MONDAY + 7 * DAY)
    assert len(taken(database)) == 2
    await keep(database, clock, MONDAY + 7 * DAY + timedelta(seconds=1))
    assert [row.message_id for row in taken(database)] == ["ana-2"]


async def test_more_messages_than_one_unit_of_work_removes_are_removed(
    sqlite: Database, clock: StoppedClock
) -> None:
    coach = Coach(sqlite.transaction, clock)
    for number in range(BATCH + 5):
        coach.answer(a_message("hello", number))
    await keep(sqlite, clock, MONDAY + 8 * DAY)
    assert not taken(sqlite)


async def test_what_it_takes_to_undo_is_wiped_after_a_day_and_the_history_stays(
    database: Database, clock: StoppedClock
) -> None:
    def entries() -> list[tuple[str, bool]]:
        with database.transaction() as connection:
            rows = connection.execute(select(CHANGES).order_by(CHANGES.c.number)).all()
            return [(row.line, bool(row.before)) for row in rows]

    coach = Coach(database.transaction, clock)
    coach.answer(a_message("met +Ada", 1))
    clock.set(MONDAY + timedelta(hours=20))
    coach.answer(a_message("met +Bo", 2))
    await keep(database, clock, MONDAY + timedelta(hours=25))
    assert entries() == [("met +Ada", False), ("met +Bo", True)]
    await keep(database, clock, MONDAY + timedelta(hours=50))
    assert entries() == [("met +Ada", False), ("met +Bo", False)]
    await keep(database, clock, MONDAY + YEARS)
    assert entries() == []


async def test_a_nudge_s_words_are_kept_for_four_hundred_days(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    await keep(database, clock, MONDAY + 400 * DAY)
    assert nudges(database)[0].content
    await keep(database, clock, MONDAY + 401 * DAY)
    [row] = nudges(database)
    assert (row.content, row.kind) == ("", "thank")
    with database.transaction() as connection:
        book, _ = Door().open(connection, a_message("").sender, MONDAY + 401 * DAY)
        nudge = book.nudges.get(row.number)
    assert nudge is not None
    assert (nudge.suggestion.reason, nudge.suggestion.kind) == (WIPED, "thank")


async def test_a_coaching_nudge_that_nobody_could_send_for_a_day_is_let_go(
    database: Database, clock: StoppedClock
) -> None:
    plan_nudges(database, 1)
    await keep(database, clock, MONDAY + DAY)
    assert states(database) == ["due"]
    await keep(database, clock, MONDAY + DAY + timedelta(seconds=1))
    assert states(database) == ["expired"]


@pytest.mark.parametrize("at", [MONDAY, MONDAY + timedelta(days=700)])
async def test_somebody_out_of_touch_for_two_years_is_let_go_with_all_that_hangs_on_them(
    database: Database, clock: StoppedClock, at: datetime
) -> None:
    def meet(book: Repository) -> None:
        gone = book.contacts.add("Ada", MONDAY.date())
        book.touches.add(gone, "helped", MONDAY.date(), "a deck")
        promise = book.promises.add(gone.number, "a book", MONDAY.date(), MONDAY)
        book.promises.settle(promise, kept=True)
        book.reach_outs.begin(gone.number, MONDAY.date())
        stays = book.contacts.add("Bo", MONDAY.date())
        book.touches.add(stays, "met", at.date(), "tea")
        owed = book.contacts.add("Cy", MONDAY.date())
        book.promises.add(owed.number, "a call", MONDAY.date(), MONDAY + YEARS)
        book.needs.close(book.needs.add("ask", "a designer", MONDAY.date()))

    written(database, meet)
    await keep(database, clock, MONDAY + 730 * DAY)
    assert count(database, CONTACTS) == 3
    await keep(database, clock, MONDAY + YEARS + DAY)
    with database.transaction() as connection:
        names = set(connection.execute(select(CONTACTS.c.name)).scalars())
    stays = {"Bo"} if at > MONDAY else set()
    assert names == {"Cy"} | stays
    assert count(database, TOUCHES) == len(stays)
    assert count(database, PROMISES) == 1
    assert count(database, REACH_OUTS) == 0
    assert count(database, NEEDS) == 0


async def test_somebody_added_lately_is_kept_though_there_was_no_touch_yet(
    sqlite: Database, clock: StoppedClock
) -> None:
    later = datetime(2028, 1, 1, tzinfo=UTC)
    written(sqlite, lambda book: book.contacts.add("Ada", later.date()), later)
    await keep(sqlite, clock, later + 30 * DAY)
    assert count(sqlite, CONTACTS) == 1
