"""A terminal looks after its own person alone, and the server leaves terminals to themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import app, reports
from bot.database import Database
from bot.outbox import Outbox
from bot.scheduler import AHEAD, HEARTBEAT, Ticker, moved_ahead
from bot.settings import Settings
from coaching.clock import MovableClock, StoppedClock, SystemClock
from coaching.deliveries import Deliveries
from coaching.messages import Sender
from coaching.nudges.base import Suggestion
from coaching.planner import Planner
from coaching.repository.deliveries import USERS
from coaching.repository.door import Door
from coaching.repository.facts import read_fact, write_fact
from coaching.repository.scope import Scope
from tests.bot.fakes import ScriptedAdapter
from tests.bot.people import MONDAY, nudges

SERVER = Scope(("web",))
ADA = Scope(("console",), ("local", "ada"))


class Screen(ScriptedAdapter):
    """A terminal in memory."""

    name = "console"


def join(database: Database, platform: str, name: str) -> None:
    """Have somebody who is due to be looked at and has a nudge that is due."""
    suggestion = Suggestion(
        kind="thank", priority=1.0, title=f"For {name}", reason="They helped.", evidence=()
    )
    sender = Sender(platform=platform, workspace="local", user=name, name=name, time_zone="UTC")
    with database.transaction() as connection:
        book, _ = Door().open(connection, sender, MONDAY)
        book.account.note(conversation=f"{platform}:{name}", next_look_at=MONDAY)
        book.nudges.plan(suggestion, "s", target="", probability=1, variant="", eligible=())
        book.account.save()


@pytest.fixture
def people(database: Database) -> Database:
    """Return a database with two people in terminals and one in the browser."""
    for platform, name in (("console", "ada"), ("console", "bo"), ("web", "you")):
        join(database, platform, name)
    return database


def names_due(database: Database, scope: Scope | None) -> set[str]:
    """Return the names of those whom a planner with ``scope`` would look at."""
    planner = Planner(database.transaction, StoppedClock(MONDAY), scope)
    due = set(planner.due(10))
    with database.transaction() as connection:
        rows = connection.execute(USERS.select()).all()
    return {row.external for row in rows if (row.workspace_id, row.id) in due}


def test_each_plans_for_its_own_people(people: Database) -> None:
    assert names_due(people, None) == {"ada", "bo", "you"}
    assert names_due(people, SERVER) == {"you"}
    assert names_due(people, ADA) == {"ada"}
    assert names_due(people, Scope(("console",), ("local", "nobody"))) == set()


def test_each_knows_when_its_own_people_are_next(people: Database) -> None:
    clock = StoppedClock(MONDAY)
    nobody = Scope(("console",), ("local", "nobody"))

    assert Planner(people.transaction, clock, ADA).next_look() == MONDAY
    assert Planner(people.transaction, clock, nobody).next_look() is None
    assert Deliveries(people.transaction, clock, ADA).next_due(("console",)) == MONDAY
    assert Deliveries(people.transaction, clock, nobody).next_due(("console",)) is None


async def test_a_terminal_claims_its_own_nudges_and_the_server_none_of_a_terminal(
    people: Database,
) -> None:
    clock = StoppedClock(MONDAY)
    screen, page = Screen(), ScriptedAdapter()
    own = Deliveries(people.transaction, clock, ADA)
    served = Deliveries(people.transaction, clock)

    assert await Outbox(people, own, {"console": screen}, "t").deliver() == 1
    assert await Outbox(people, served, {"web": page}, "s").deliver() == 1

    assert [conversation for conversation, _ in screen.sent] == ["console:ada"]
    assert [conversation for conversation, _ in page.sent] == ["web:you"]
    assert [row.state for row in nudges(people)] == ["sent", "due", "sent"]


def test_the_newest_nudges_are_listed_without_their_words(people: Database) -> None:
    found = Deliveries(people.transaction, StoppedClock(MONDAY)).newest(2)

    assert [(n.person, n.platform, n.kind, n.state) for n in found] == [
        ("ada", "console", "thank", "due"),
        ("bo", "console", "thank", "due"),
    ]
    assert "For ada" not in repr(found)


def ticker(database: Database, clock: MovableClock, *, keeps_time: bool) -> Ticker:
    """Return what looks after ada in a terminal."""
    deliveries = Deliveries(database.transaction, clock, ADA)
    outbox = Outbox(database, deliveries, {"console": Screen()}, "t")
    planner = Planner(database.transaction, clock, ADA)
    return Ticker(database, planner, deliveries, outbox, None, clock, keeps_time=keeps_time)


def fact(database: Database, key: str) -> str:
    with database.transaction() as connection:
        return read_fact(connection, key)


async def test_a_terminal_keeps_no_house_and_gives_no_sign_of_life(sqlite: Database) -> None:
    await ticker(sqlite, MovableClock(StoppedClock(MONDAY)), keeps_time=True).tick()

    assert fact(sqlite, HEARTBEAT) == ""


async def test_two_processes_share_the_demos_time_and_it_never_goes_back(sqlite: Database) -> None:
    here, there = (MovableClock(StoppedClock(MONDAY)) for _ in range(2))

    await ticker(sqlite, here, keeps_time=True).advance(timedelta(days=7))
    await ticker(sqlite, there, keeps_time=True).tick()
    assert there.now() == here.now() == MONDAY + timedelta(days=7)

    with sqlite.transaction() as connection:
        write_fact(connection, AHEAD, str(timedelta(days=30).total_seconds()))
    behind = ticker(sqlite, MovableClock(StoppedClock(MONDAY)), keeps_time=True)
    await behind.advance(timedelta(days=1))
    assert moved_ahead(sqlite) == timedelta(days=30)


async def test_a_clock_of_ones_own_is_neither_kept_nor_caught_up_with(sqlite: Database) -> None:
    with sqlite.transaction() as connection:
        write_fact(connection, AHEAD, "60.0")
    own = MovableClock(StoppedClock(MONDAY))

    await ticker(sqlite, own, keeps_time=False).advance(timedelta(days=7))

    assert own.ahead == timedelta(days=7)
    assert moved_ahead(sqlite) == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("demo", "now", "movable"),
    [("on", None, True), ("off", None, False), ("off", "2030-01-01T00:00:00+00:00", True)],
)
def test_the_clock_can_be_moved_in_a_demo_or_if_it_is_ones_own(
    demo: str, now: str | None, movable: object, tmp_path: Path
) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, "demo": demo})
    instant = datetime.fromisoformat(now) if now else None

    with app.open_coach(settings, instant) as coach:
        assert coach.movable is movable
        apart = abs(coach.clock.now() - (instant or SystemClock().now()))
        assert apart < timedelta(minutes=1)
        ada = Sender(platform="console", workspace="local", user="ada")
        assert coach.knows(ada) is False


def test_the_operators_list_and_dry_run_are_rows(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)

    assert reports.newest_nudges(settings) == []
    assert reports.dry_run(settings, MONDAY) == []
