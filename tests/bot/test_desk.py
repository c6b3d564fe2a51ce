"""The coach as a platform sees it: in time or honest about it, a look, a form again, a way out."""

from __future__ import annotations

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from adapters.base import BusyError
from bot import desk as desk_module
from bot.database import Database
from bot.desk import BUSY, ON_ITS_WAY, Desk
from bot.inbox import Inbox
from coaching.clock import StoppedClock
from coaching.coach import Answer, Coach
from coaching.messages import Card, Message
from coaching.model_wishes import Said
from coaching.repository.facts import SCRUB, read_fact
from tests.bot.people import a_message, taken, users


class Hold:
    """Keeps the database busy with what nobody asked for, until it is let go."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._go = threading.Event()
        self._held = threading.Semaphore(0)
        self._tasks: list[asyncio.Task[None]] = []

    async def take(self, threads: int) -> None:
        self._tasks = [asyncio.create_task(self._database.run(self._wait)) for _ in range(threads)]
        await asyncio.to_thread(self._held.acquire)

    def _wait(self) -> None:
        self._held.release()
        self._go.wait(10)

    async def release(self) -> None:
        self._go.set()
        await asyncio.gather(*self._tasks)


class SlowCoach(Coach):
    """A coach that can be stopped in the middle of an answer."""

    def stop_at(self, begun: threading.Event, go: threading.Event) -> None:
        self.begun, self.go = begun, go

    def answer(self, message: Message, said: Said | None = None) -> Answer:
        self.begun.set()
        self.go.wait(10)
        return super().answer(message, said)


class Post:
    """Takes late answers."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.came = asyncio.Event()

    async def take(self, card: Card) -> None:
        self.cards.append(card)
        self.came.set()


def make(database: Database, clock: StoppedClock, kind: type[Coach] = Coach) -> tuple[Desk, Coach]:
    coach = kind(database.transaction, clock)
    return Desk(database, coach, Inbox(database, coach), "web"), coach


async def test_an_answer_in_time_is_just_the_answer(
    database: Database, clock: StoppedClock
) -> None:
    desk, _ = make(database, clock)
    post = Post()
    card = await desk.answer_within(a_message("met +Ada: tea"), 2.0, post.take)
    assert card.title == "Noted: you met Ada"
    assert post.cards == []


async def test_what_could_not_be_begun_in_time_is_not_done_and_says_so(
    database: Database, clock: StoppedClock
) -> None:
    desk, _ = make(database, clock)
    hold = Hold(database)
    await hold.take(threads=8)
    await asyncio.sleep(0.1)
    card = await desk.answer_within(a_message("met +Ada: tea"), 0.05, Post().take)
    assert card == BUSY
    await hold.release()
    assert taken(database) == []
    assert users(database) == []


async def test_what_has_begun_is_done_and_its_answer_follows(
    database: Database, clock: StoppedClock
) -> None:
    desk, coach = make(database, clock, SlowCoach)
    begun, go, post = threading.Event(), threading.Event(), Post()
    assert isinstance(coach, SlowCoach)
    coach.stop_at(begun, go)
    asking = asyncio.create_task(desk.answer_within(a_message("met +Ada: tea"), 0.05, post.take))
    await asyncio.to_thread(begun.wait, 10)
    assert await asking == ON_ITS_WAY
    go.set()
    await asyncio.wait_for(post.came.wait(), 5)
    assert [card.title for card in post.cards] == ["Noted: you met Ada"]
    assert len(taken(database)) == 1


async def test_a_late_answer_that_nobody_takes_hurts_nobody(
    database: Database, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "AFTERWARDS", 0.01)
    desk, coach = make(database, clock, SlowCoach)
    begun, go = threading.Event(), threading.Event()
    assert isinstance(coach, SlowCoach)
    coach.stop_at(begun, go)

    async def refuse(_: Card) -> None:
        raise ConnectionError

    assert await desk.answer_within(a_message("met +Ada: tea"), 0.05, refuse) == ON_ITS_WAY
    go.set()
    for _ in range(200):
        if taken(database):
            break
        await asyncio.sleep(0.01)
    assert len(taken(database)) == 1


async def test_a_database_out_of_reach_is_told_apart_from_an_answer(
    database: Database, clock: StoppedClock
) -> None:
    class Broken(Coach):
        def answer(self, message: Message, said: Said | None = None) -> Answer:  # noqa: ARG002 it gets none
            raise OperationalError("", None, ConnectionError("gone"), hide_parameters=True)

    desk, _ = make(database, clock, Broken)
    with pytest.raises(BusyError):
        await desk.answer(a_message("tip"))


async def test_a_stranger_looks_in_and_nothing_is_made(
    database: Database, clock: StoppedClock
) -> None:
    desk, _ = make(database, clock)
    (welcome,) = await desk.overview(a_message("").sender)
    assert welcome.title == "Welcome to NetLead"
    assert users(database) == []


async def test_the_overview_shows_moves_slipping_ties_balance_and_hours_and_writes_nothing(
    database: Database, clock: StoppedClock
) -> None:
    desk, _ = make(database, clock)
    await desk.answer(a_message("met +Ada: tea"))
    before = (users(database), taken(database))
    cards = await desk.overview(a_message("").sender)
    assert [card.title.partition(":")[0] for card in cards] == [
        "Today",
        "Losing touch",
        "Give and take, the last 90 days",
        "Your settings",
    ]
    assert (users(database), taken(database)) == before


async def test_the_form_of_an_answer_can_be_had_again_by_its_person_alone(
    database: Database, clock: StoppedClock
) -> None:
    desk, _ = make(database, clock)
    mine = a_message("settings", 1, "ana")
    card = await desk.answer(mine)
    await desk.answer(a_message("tip", 1, "bo"))
    assert await desk.recall(mine.sender, mine.id) == card
    assert await desk.recall(a_message("", user="bo").sender, mine.id) is None
    assert await desk.recall(mine.sender, "never said") is None
    assert await desk.recall(a_message("", user="nobody").sender, mine.id) is None


async def test_a_workspace_goes_with_everybody_in_it_and_no_other(
    database: Database, clock: StoppedClock
) -> None:
    desk, coach = make(database, clock)
    for user in range(12):
        await desk.answer(a_message("met +Ada: tea", 1, f"user{user}"))
    elsewhere = Desk(database, coach, Inbox(database, coach), "slack")
    await elsewhere.erase("local")
    assert len(users(database)) == 12
    await desk.erase("local")
    assert rows_left(database) == {}
    with database.transaction() as connection:
        assert not read_fact(connection, SCRUB)
    await desk.erase("local")
    assert (await desk.answer(a_message("met +Bo: tea", 2))).title == "Noted: you met Bo"


def rows_left(database: Database) -> dict[str, int]:
    """Return how many rows each table with people has, where there are any."""
    tables = ("workspaces", "users", "contacts", "touches", "changes", "inbox", "nudges")
    with database.transaction() as connection:
        counts = {
            name: int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())  # noqa: S608 the names above
            for name in tables
        }
    return {name: count for name, count in counts.items() if count}
