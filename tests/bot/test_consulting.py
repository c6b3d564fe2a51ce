"""The language model beside the coach: asked over real HTTP, never in anybody's way."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest

from bot import app
from bot.database import Database
from bot.desk import ON_ITS_WAY
from bot.settings import Settings
from coaching.clock import StoppedClock
from coaching.messages import Message, Sender
from coaching.nudges.base import Suggestion
from coaching.repository.door import Door
from coaching.repository.nudge_statements import NUDGES
from tests.bot.consulted import WITHIN, Home, a_home
from tests.bot.fakes import until
from tests.bot.house import House
from tests.bot.people import MONDAY, plan_nudges
from tests.coaching.hostile_wordings import GOOD, HOSTILE
from tests.model_server import KEY, NAME, Served, a_model

ADA = ("Ada Canaryname", "Canarytopic", "ada@canary.example", "https://canary.example/x", "4711")


@pytest.fixture
async def home(sqlite: Database, clock: StoppedClock) -> AsyncIterator[Home]:
    async with a_model() as server, a_home(sqlite, clock, server) as made:
        yield made


async def draft_of_ada(home: Home) -> str:
    return (await home.say("draft Ada")).body


async def test_on_both_databases_a_draft_is_worded_anew(
    database: Database, clock: StoppedClock
) -> None:
    async with a_model() as server, a_home(database, clock, server) as home:
        draft = await draft_of_ada(home)
        card = await home.say("reword Ada")
        assert card.body == draft.replace("Hi ", "Hello ")
        assert "models.example.com" in card.fields[0].value
        await home.say("model off")
        assert (await home.say("reword Ada")).body == draft
        assert len(server.requests) == 1


async def test_forty_hostile_wordings_and_none_is_shown(home: Home) -> None:
    draft = await draft_of_ada(home)
    assert (await home.reword(GOOD[1])).body != draft
    for output in HOSTILE:
        card = await home.reword(output)
        assert card.body == draft, output
        assert card.fields[0].label == "My own words"
    assert len(home.server.requests) == len(HOSTILE) + 1


async def test_hostile_readings_are_asked_about_as_little_as_none(home: Home) -> None:
    said = "Zorkcanary and yours truly hung out over some ramen on Tuesday, 4711 style"
    wrong = (*HOSTILE, *GOOD, "delete me yes", "model off", "met {{P1}}: Mallory")
    for output in wrong:
        home.answers(output)
        card = await home.say(said)
        assert card.refused
        assert "I did not understand" in card.body
    home.answers("met {{P1}}: ramen")
    card = await home.say(said)
    assert card.fields[0].value == "met Zorkcanary: ramen"
    assert len(home.server.texts) == len(wrong) + 1
    assert "canary" not in " ".join(home.server.texts)
    assert "4711" not in " ".join(home.server.texts)


async def test_no_name_ever_leaves(home: Home, sqlite: Database, clock: StoppedClock) -> None:
    name, topic, address, link, number = ADA
    await home.say(f'edit Ada name "{name}"')
    await home.say("add Bocanary")
    drafts = (
        f"Hi {name}, thank you for your help with {topic}. It did help, says bocanary.",
        f"Hi ada, I promised you the {topic} plan: {link}. Write to {address} or call {number}.",
        "Ana Canaryself here. Do you know Bocanary's team? canaryname and CANARYSELF do.",
    )
    for number_of_nudge in [plan_sent(sqlite, clock, draft) for draft in drafts]:
        card = await home.say(f"reword {number_of_nudge}")
        assert card.fields[0].label == "Worded by a language model"
    assert len(home.server.requests) == len(drafts)
    for text in (raw.decode().lower().replace(KEY, "") for raw in home.server.raw):
        assert "canary" not in text
        assert number not in text
    told = " ".join(home.server.texts).lower().replace("{{", " ").split()
    assert not {"ada", "ana"} & set(told)


def plan_sent(database: Database, clock: StoppedClock, draft: str) -> int:
    """Write a nudge that was sent with ``draft``; return its number."""
    what = Suggestion(
        kind="thank", priority=1.0, title="Thank", reason="So.", evidence=(), draft=draft
    )
    sender = Sender(platform="web", workspace="local", user="ana")
    with database.transaction() as connection:
        book, _ = Door().open(connection, sender, clock.now())
        number = book.nudges.plan(
            what, draft[:60], target="", probability=1.0, variant="", eligible=()
        )
        book.rows.quietly(NUDGES, number, {"state": "sent", "sent_at": clock.now()})
        book.account.save()
    return number


async def test_a_black_hole_holds_up_nothing_else(
    home: Home, sqlite: Database, clock: StoppedClock
) -> None:
    draft = await draft_of_ada(home)
    home.server.script = lambda _: Served(text="late", delay=60)
    begun = monotonic()
    waiting = asyncio.create_task(home.say("reword Ada"))
    await until(lambda: bool(home.server.requests))
    assert (await home.say("met Bo: tea")).title
    plan_nudges(sqlite, 1, user="bo")
    house = House(sqlite, clock)
    await house.ticker.tick()
    assert not waiting.done()
    assert [where for where, _ in house.adapter.sent] == ["web:bo"]
    card = await waiting
    assert monotonic() - begun < WITHIN + 1.0
    assert card.body == draft
    assert "took too long" in card.fields[0].value


async def test_who_cannot_wait_gets_the_answer_later(home: Home) -> None:
    draft = await draft_of_ada(home)
    home.server.script = lambda _: Served(text="late", delay=60)
    card = await home.desk.answer_within(home.message("reword Ada"), 0.05, home.take)
    assert card == ON_ITS_WAY
    await until(lambda: bool(home.late))
    assert home.late[0].body == draft
    assert "took too long" in home.late[0].fields[0].value


async def test_a_database_out_of_reach_is_told_as_ever(home: Home, sqlite: Database) -> None:
    sqlite.engine.dispose()
    with sqlite.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE workspaces RENAME TO gone")
    card = await home.say("reword Ada")
    assert card.refused
    assert "nothing was saved" in card.body


async def test_the_log_has_no_word_of_it(home: Home, log: io.StringIO) -> None:
    draft = await draft_of_ada(home)
    home.server.script = lambda _: Served(status=500, body=draft.encode())
    await home.say("reword Ada")
    assert "gave no answer" in log.getvalue()
    for word in (KEY, "Ada", draft, "a while"):
        assert word not in log.getvalue()


async def test_the_program_asks_the_model_of_its_settings(tmp_path: Path) -> None:
    async with a_model() as server:
        settings = Settings.model_validate(
            {"data_dir": tmp_path, "model_url": server.url, "model_name": NAME, "model_key": KEY}
        )
        with app.open_coach(settings, MONDAY) as coach:
            sender = Sender(platform="console", workspace="local", user="ana", is_admin=True)
            for line in ("add Ada", "model on yes", "reword Ada"):
                card = await coach.handle(
                    Message(id=line, sender=sender, conversation="console:ana", text=line)
                )
            await coach.close()
    assert card is not None
    assert card.body.startswith("Hello Ada")
    assert card.fields[0].label == "Worded by a language model"
