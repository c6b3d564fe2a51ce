"""The language model in Slack: an admin switches it, and a draft is worded anew below its button."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House, living
from tests.model_server import ModelServer, Served, a_model, echoed


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as made:
        made.limits.per_second = 0
        yield made
        assert made.violations == []


@dataclass
class Place:
    """A workspace with an admin and a member, and the model's service."""

    house: House
    server: ModelServer
    ana: User
    bo: User

    async def command(self, user: User, text: str, *, replies: int = 1) -> str:
        """Return the last of ``replies`` answers to a command."""
        before = len(self.house.slack.ephemerals_to(user))
        await self.house.side.command(user, text)
        wanted = before + replies
        found = await self.house.slack.until(
            lambda: said if len(said := self.house.slack.ephemerals_to(user)) >= wanted else None,
            within=8,
        )
        assert found
        return found[-1].words


@pytest.fixture
async def place(sqlite: Database, slack: FakeSlack) -> AsyncIterator[Place]:
    ana = slack.world.person("Ana Sousa", kind="admin")
    bo = slack.world.person("Bo Li")
    async with a_model() as server, living(sqlite, slack, model=server.config(3.0)) as house:
        yield Place(house, server, ana, bo)
        assert house.side.complaints == []


async def test_an_admin_switches_it_and_nobody_else_can(place: Place) -> None:
    assert "Only an admin of your workspace" in await place.command(place.bo, "model on yes")
    assert "The language model is on" in await place.command(place.ana, "model on yes")
    assert "On for your workspace" in await place.command(place.bo, "model")


async def test_a_draft_is_worded_anew_when_its_button_is_pressed(
    place: Place, slack: FakeSlack
) -> None:
    await place.command(place.ana, "model on yes")
    await place.command(place.ana, "add Cy")
    await place.command(place.ana, "draft Cy")
    shown = slack.ephemerals_to(place.ana)[-1]
    await place.house.side.click(place.ana, shown, "Word it differently")
    await slack.until(lambda: [p for p in slack.posts_to(place.ana) if "Hello Cy" in p.words])
    assert len(place.server.texts) == 1
    assert "Cy" not in place.server.texts[0]


async def test_a_command_that_the_model_holds_up_is_answered_later(place: Place) -> None:
    await place.command(place.ana, "model on yes")
    await place.command(place.ana, "add Cy")
    place.server.script = lambda text: Served(text=echoed(text).text, delay=2.3)
    assert "Hello Cy" in await place.command(place.ana, "reword Cy", replies=2)
