"""Time in the terminal: what is due comes before each prompt, and a demo's clock is moved by a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from adapters.base import Adapter
from adapters.console.adapter import ConsoleAdapter
from adapters.console.timekeeper import ONLY_IN_DEMO, Timekeeper
from coaching.clock import StoppedClock
from coaching.messages import Button, Card, Press
from tests.adapters.console.fakes import Coach, chat

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+00:00")
NUDGE = Card(
    title="Thank Bo",
    buttons=(
        Button(label="Done", command="done 7"),
        Button(label="Why this?", command="why 7", keeps=True),
    ),
)


class Due:
    """Sends what ``script`` has for each look; moving the clock counts as a look."""

    def __init__(self, *script: tuple[str, ...]) -> None:
        self.clock = StoppedClock(MONDAY)
        self.script = list(script)
        self.adapter: Adapter | None = None

    async def tick(self) -> None:
        for key in self.script.pop(0) if self.script else ():
            assert self.adapter
            await self.adapter.send("console:Ada", NUDGE, key)
            assert await self.adapter.delivered("console:Ada", key, MONDAY) is False

    async def advance(self, by: timedelta) -> None:
        self.clock.set(self.clock.now() + by)
        await self.tick()


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as made:
        yield made


@pytest.fixture
def keeper(runner: asyncio.Runner) -> Callable[..., Timekeeper]:
    def make(due: Due, zone: str = "Europe/Berlin", *, movable: bool = True) -> Timekeeper:
        return Timekeeper(due, due.clock, runner, zone, movable=movable)

    return make


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("clock +1 week", timedelta(weeks=1)),
        ("Clock + 2 Days", timedelta(days=2)),
        ("clock +week", timedelta(weeks=1)),
        ("clock +3h", timedelta(hours=3)),
        ("  clock   +90 minutes ", timedelta(minutes=90)),
        ("clock +366 days", timedelta(days=366)),
        ("clock", timedelta()),
    ],
)
def test_a_line_moves_the_clock(
    line: str, by: timedelta, keeper: Callable[..., Timekeeper]
) -> None:
    due = Due()
    time = keeper(due)

    assert time.take(line) == f"It is {time.words()}."
    assert due.clock.now() == MONDAY + by


def test_the_time_is_told_as_on_the_wall(keeper: Callable[..., Timekeeper]) -> None:
    assert keeper(Due()).words() == "Monday 23 November 2026, 09:00 (Europe/Berlin)"
    assert keeper(Due(), "").words() == "Monday 23 November 2026, 08:00 (UTC)"


@pytest.mark.parametrize(
    "line", ["clock -1 day", "clock +", "clock +5", "clock tower", "clock +1 month"]
)
def test_other_lines_about_the_clock_are_told_what_to_type(
    line: str, keeper: Callable[..., Timekeeper]
) -> None:
    due = Due()

    assert "clock +1 week" in (keeper(due).take(line) or "")
    assert due.clock.now() == MONDAY


def test_a_leap_over_years_is_refused(keeper: Callable[..., Timekeeper]) -> None:
    due = Due()

    assert "at most a year" in (keeper(due).take("clock +999999 weeks") or "").lower()
    assert due.clock.now() == MONDAY


def test_outside_a_demo_the_clock_stands_where_it_is(keeper: Callable[..., Timekeeper]) -> None:
    due = Due()
    time = keeper(due, movable=False)

    assert time.take("clock +1 day") == ONLY_IN_DEMO
    assert time.take("clock") == f"It is {time.words()}."
    assert due.clock.now() == MONDAY


@pytest.mark.parametrize("line", ["tip", "", "clocks", "clock radio for Ada by Friday please"])
def test_everything_else_is_for_the_coach(line: str, keeper: Callable[..., Timekeeper]) -> None:
    assert keeper(Due()).take(line) is None


def talk(
    due: Due,
    *lines: str,
    hello: str = "Hello again, Ada.",
    coach: Coach | None = None,
    movable: bool = True,
) -> str:
    """Return what a terminal showed in which ``due`` sends and ``lines`` were typed."""
    heard = coach or Coach()
    shown, _ = chat(heard, *lines, due=due, hello=hello, movable=movable)
    return shown


def test_somebody_known_is_greeted_in_a_line() -> None:
    coach = Coach()

    shown = talk(Due(), coach=coach, movable=False)

    assert shown.startswith("Hello again, Ada.\nType a line")
    assert "demo" not in shown
    assert coach.texts == []


def test_a_newcomer_is_shown_round_and_in_a_demo_told_about_the_clock() -> None:
    coach = Coach({"start": Card(title="Welcome")})

    shown = talk(Due(), hello="", coach=coach)

    assert coach.texts == ["start"]
    assert shown.index("clock +1 week") < shown.index("Welcome")


def test_a_nudge_stands_above_the_prompt_and_says_when_it_came() -> None:
    shown = talk(Due(("nudge:1.1.7",)))

    assert (
        "\nNetLead writes, Monday 23 November 2026, 09:00 (Europe/Berlin):\n"
        "Thank Bo\n\n[1] Done  [2] Why this?\n" in shown
    )


def test_its_buttons_are_pressed_by_number_under_its_key() -> None:
    coach = Coach()

    talk(Due(("nudge:1.1.7",)), "2", "1", coach=coach)

    assert coach.texts == ["why 7", "done 7"]
    assert coach.heard[1].press == Press(card="nudge:1.1.7", label="Done")


def test_a_nudge_after_an_answer_leaves_the_answers_numbers_alone() -> None:
    coach = Coach({"tip": Card(title="Tip", buttons=(Button(label="Try it", command="try"),))})

    shown = talk(Due((), ("nudge:1.1.7",)), "tip", "1", "2", coach=coach)

    assert "[2] Done  [3] Why this?" in shown
    assert coach.texts == ["tip", "try", "done 7"]


def test_a_week_brings_its_nudges_and_then_the_time() -> None:
    coach = Coach()

    shown = talk(Due((), ("n1", "n2")), "clock +1 week", "3", coach=coach)

    assert "[3] Done  [4] Why this?" in shown
    assert "\nIt is Monday 30 November 2026, 09:00 (Europe/Berlin).\n" in shown
    assert [message.press and message.press.card for message in coach.heard] == ["n2"]


def test_a_slip_of_a_number_leaves_the_nudges_in_sight() -> None:
    coach = Coach()

    talk(Due(("n1",)), "9", "1", "1", coach=coach)

    assert coach.texts == ["9", "done 7", "1"]


@pytest.mark.parametrize("word", ["quit", " Exit ", "bye"])
def test_a_word_leaves_too(word: str) -> None:
    coach = Coach()

    talk(Due(), word, "tip", coach=coach)

    assert coach.texts == []


async def test_the_terminal_needs_no_server() -> None:
    shown: list[str] = []
    adapter = ConsoleAdapter(lambda key, _: shown.append(key))

    await adapter.run()
    await adapter.send("console:Ada", NUDGE, "n1")

    assert adapter.routes() == ()
    assert shown == ["n1"]
