"""The end: what has begun is finished or left for the next process, and nothing new is taken in."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from adapters.base import Arrival
from adapters.slack.adapter import SlackAdapter
from adapters.slack.config import SlackConfig
from adapters.slack.errands.errands import Errand, dumped
from bot.arrivals import StoredArrivals
from bot.database import Database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.server import build_site, listen, serve
from coaching.clock import SystemClock
from coaching.coach import Answer, Coach
from coaching.commands import room_words
from coaching.messages import Message
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.slack.fake import FakeSlack, SlackSide, payloads
from tests.adapters.slack.fake.faults import hanging, slow
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House, living
from tests.adapters.slack.inbound.moving_in import (
    bring_form,
    bring_interaction,
    posts_of,
    rest,
    rows,
    said_by,
    sweep,
    whispers_of,
)


def see_all_closed(log: io.StringIO) -> None:
    """See that no connection and no task was left behind, nor anything went wrong."""
    written = [line for line in log.getvalue().splitlines() if "logger=uvicorn" not in line]
    assert [line for line in written if "level=error" in line or "asyncio" in line] == []
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert [task for task in left if "adapters" in str(task.get_coro())] == []


async def test_what_is_being_answered_is_answered_to_the_end(
    sqlite: Database, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    async with living(sqlite, slack) as house:
        slack.fail_next("chat.postMessage", slow(0.4))
        await house.side.message(ana, "met Ada: tea")
        await slack.until(lambda: slack.calls_of("chat.postMessage"))
    (post,) = slack.posts_to(ana)
    assert "Noted" in post.words
    assert rows(sqlite, "arrivals", "state = 'done'") == 1
    see_all_closed(log)


@pytest.mark.parametrize("lasting", [0.0, 0.3])
async def test_what_takes_too_long_is_given_back_and_done_by_the_next_process(
    sqlite: Database,
    slack: FakeSlack,
    ana: User,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    *,
    lasting: float,
) -> None:
    monkeypatch.setattr("adapters.slack.adapter.DRAIN_WITHIN", lasting)
    async with living(sqlite, slack) as house:
        slack.fail_next("chat.postMessage", hanging())
        await house.side.message(ana, "met Ada: tea")
        await slack.until(lambda: slack.calls_of("chat.postMessage"))
    assert rows(sqlite, "arrivals", "state = 'back' AND tries = 1") == 1
    see_all_closed(log)
    async with living(sqlite, slack) as house:
        assert await sweep(house) == 1
        (post,) = slack.posts_to(ana)
        assert "Noted" in post.words
        assert said_by(sqlite, ana) == 1


async def test_an_answer_that_is_late_is_waited_for(
    sqlite: Database,
    slack: FakeSlack,
    ana: User,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.inbound.listeners.ANSWERED_WITHIN", 0.45)
    at_once = Coach.answer

    def slowly(coach: Coach, message: Message) -> Answer:
        time.sleep(1.0)
        return at_once(coach, message)

    async with living(sqlite, slack) as house:
        await house.side.command(ana, "tip")
        monkeypatch.setattr(Coach, "answer", slowly)
        answer = await house.side.command(ana, "met Ada: tea")
        assert "no need to try again" in answer.data["text"]
    assert "Noted" in slack.ephemerals_to(ana)[-1].words
    see_all_closed(log)


async def test_a_part_that_fails_does_not_end_the_others(
    sqlite: Database,
    slack: FakeSlack,
    ana: User,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.adapter.SWEEP_EVERY", 0.05)
    monkeypatch.setattr("adapters.slack.adapter.ERASE_EVERY", 0.05)
    monkeypatch.setattr("adapters.slack.adapter.TOKENS_EVERY", 0.05)
    failed: set[str] = set()

    def failing(name: str) -> Callable[..., Awaitable[None]]:
        async def fail(*_: object) -> None:
            failed.add(name)
            raise OSError(name)

        return fail

    async with living(sqlite, slack, socket=True) as house:
        adapter = house.adapter
        with monkeypatch.context() as broken:
            broken.setattr(adapter._worker, "sweep", failing("sweep"))  # noqa: SLF001 the parts
            broken.setattr(adapter._lifecycle, "erase_due", failing("erase"))  # noqa: SLF001
            broken.setattr(adapter._tokens, "keep_alive", failing("tokens"))  # noqa: SLF001
            await slack.run_async(slack.sockets.kill())
            await slack.until(lambda: failed == {"sweep", "erase", "tokens"})
        await slack.until(lambda: len(slack.sockets.links) == 2, within=10)
        await house.side.message(ana, "met Ada: tea")
        await posts_of(slack, ana)
        assert "something was left undone" in log.getvalue()
        left = Arrival("left", ana.team, dumped(Errand(kind="message", user=ana.id, text="who")))
        await adapter._arrivals.keep(left, 5)  # noqa: SLF001 by somebody who died
        with house.database.transaction() as connection:
            connection.exec_driver_sql(
                "UPDATE arrivals SET lease_until = '2020-01-01' WHERE key = 'left'"
            )
        await posts_of(slack, ana, 2)


async def test_nothing_new_is_taken_in_while_it_ends(
    house: House, slack: FakeSlack, ana: User
) -> None:
    room = slack.world.channel("general", ana)
    await house.side.command(ana, "met Ada: tea", room)
    (card,) = await whispers_of(slack, ana)
    await house.side.global_shortcut(ana, "log_touch")
    await slack.until(lambda: slack.view_of(ana))
    await rest(house)
    calls = len(slack.calls)
    await house.adapter._lanes.drain(1.0)  # noqa: SLF001 as at the end
    delivery = await house.side.message(ana, "met Bob: tea")
    assert {attempt.status for attempt in delivery.attempts} == {503}
    command = payloads.command(slack.world, ana, room, "/netlead", "met Bob: tea")
    assert "try again" in (await bring_form(house.side, command)).data["text"]
    await house.side.click(ana, card, "Undo")
    shortcut = payloads.global_shortcut(slack.world, ana, "log_touch")
    assert (await bring_interaction(house.side, shortcut)).status == 503
    answer = await house.side.submit(ana, {"Or a name": "Bob"})
    assert "try again" in str(answer.errors)
    assert len(slack.calls) == calls
    assert rows(house.database, "arrivals") == 0
    assert said_by(house.database, ana) == 1
    await house.adapter._worker.sweep()  # noqa: SLF001 as when it is started anew
    await house.side.message(ana, "met Bob: tea")
    await posts_of(slack, ana)


@asynccontextmanager
async def served(database: Database, slack: FakeSlack) -> AsyncIterator[SlackSide]:
    """Serve NetLead as the program does, until somebody sends SIGTERM."""
    slack.world.install()
    app = slack.world.app
    coach = Coach(database.transaction, SystemClock())
    adapter = SlackAdapter(
        SlackConfig(
            api_url=slack.api_url,
            signing_secret=app.signing_secret,
            bot_token=slack.world.token(),
        ),
        Desk(database, coach, Inbox(database, coach), "slack"),
        StoredArrivals(database, SystemClock(), "slack"),
        database,
        SystemClock(),
        shortcuts=SHORTCUTS,
        room_words=room_words(),
    )

    async def nothing() -> str:
        return ""

    async def no_drain() -> None:
        """Leave nothing undone."""

    listener = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    site = build_site(adapter.routes(), nothing)
    serving = asyncio.create_task(serve(site, listener, [adapter], no_drain))
    with listener:
        async with SlackSide(slack, url) as side:
            yield side
            await asyncio.wait_for(serving, 15)


@pytest.mark.parametrize("moment", [0.05, 0.15, 0.3])
async def test_a_sigterm_in_the_middle_of_things_loses_nothing(
    sqlite: Database, slack: FakeSlack, log: io.StringIO, moment: float
) -> None:
    people = [slack.world.person(f"Person {number}") for number in range(20)]
    slack.script.fail_always("chat.postMessage", slow(0.1))

    async def talks(side: SlackSide, user: User) -> bool:
        delivery = await side.message(user, "met Ada: tea")
        return delivery.accepted

    async with served(sqlite, slack) as side:
        await side.message(people[0], "help")
        await posts_of(slack, people[0])
        talking = [asyncio.create_task(talks(side, user)) for user in people[1:]]
        await asyncio.sleep(moment)
        os.kill(os.getpid(), signal.SIGTERM)
        taken = [user for user, task in zip(people[1:], talking, strict=True) if await task]
    see_all_closed(log)
    slack.script.heal()
    async with living(sqlite, slack) as house:
        while await sweep(house):
            continue
    for user in taken:
        assert ["Noted" in post.words for post in slack.posts_to(user)] == [True]
        assert said_by(sqlite, user) == 1
    assert rows(sqlite, "arrivals", "state <> 'done'") == 0
