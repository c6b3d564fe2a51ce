"""The reference cases of a language model that misbehaves: the draft stays, and nudges come in time."""

from __future__ import annotations

import asyncio
from time import monotonic

import pytest

from adapters.model.config import WITHIN
from bot.database import Database
from coaching.clock import StoppedClock
from coaching.messages import plain_text
from tests.bad_inputs import MODEL_UNDERSTOOD, Case, cases, generated
from tests.bot.consulted import a_home
from tests.bot.fakes import until
from tests.bot.house import House
from tests.bot.people import plan_nudges
from tests.model_server import Served, a_model

MUSTS = {"template wording used instead", "nudge goes out on time with template wording"}
"""The two tests below see to one each."""


@pytest.mark.parametrize("case", cases("llm.output", "llm.http"))
def test_the_case_asks_for_nothing_that_is_not_looked_at(case: Case) -> None:
    expected = case["expected"]
    assert set(expected) <= MODEL_UNDERSTOOD
    assert set(expected["must"]) <= MUSTS
    assert expected["outcome"] == ("reject" if case["surface"] == "llm.output" else "accept")


@pytest.mark.parametrize("case", cases("llm.output"))
async def test_what_a_model_answers(sqlite: Database, clock: StoppedClock, case: Case) -> None:
    payload = case["payload"]
    async with a_model() as server, a_home(sqlite, clock, server) as home:
        draft = (await home.say("draft Ada")).body
        for output in [generated(text) for text in payload.get("texts", [payload.get("text")])]:
            card = await home.reword(output)
            assert card.body == draft
            for part in case["expected"].get("sent_contains_not", ()):
                assert part not in plain_text(card)
        assert server.requests


@pytest.mark.parametrize("case", cases("llm.http"))
async def test_how_a_model_behaves(sqlite: Database, clock: StoppedClock, case: Case) -> None:
    served = Served(text="late", delay=case["payload"]["delay_s"])
    async with a_model(lambda _: served) as server, a_home(sqlite, clock, server, WITHIN) as home:
        draft = (await home.say("draft Ada")).body
        begun = monotonic()
        waiting = asyncio.create_task(home.say("reword Ada"))
        await until(lambda: bool(server.requests))
        plan_nudges(sqlite, 1, user="bo")
        house = House(sqlite, clock)
        await house.ticker.tick()
        (sent,) = house.adapter.cards
        assert sent.title == "Thank number 0"
        assert not waiting.done()
        card = await waiting
        assert (monotonic() - begun) * 1000 < case["expected"]["max_ms"]
        assert card.body == draft
