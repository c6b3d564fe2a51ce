"""A workspace's whole life with a Slack that refuses what Slack refuses: in, on, out, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette

from adapters.slack.config import SlackConfig
from adapters.slack.installs.access import Access
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.installs.oauth import OAuth
from adapters.slack.installs.refreshing import Refresher
from adapters.slack.installs.states import States
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.client import SlackClient
from bot.database import Database
from coaching.clock import MovableClock, StoppedClock
from tests.adapters.slack.fake import App, FakeSlack
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.places import NOON

HOME = "https://netlead.example"


class Life:
    """NetLead beside a fake Slack, both by one clock."""

    def __init__(self, slack: FakeSlack, database: Database, clock: MovableClock) -> None:
        app = slack.world.app
        self.slack, self.clock = slack, clock
        config = SlackConfig(
            client_id=app.client_id,
            client_secret=app.client_secret,
            api_url=slack.api_url,
            public_url=HOME,
        )
        access = Access(config, clock)
        self.installations = Installations(database, clock)
        self.tokens = TokenProvider(
            self.installations, Refresher(self.installations, access, clock)
        )
        self.lifecycle = Lifecycle(self.installations, config, clock, access.works)
        states = States(database, clock)
        self.oauth = OAuth(config, self.installations, states, access, self.greet)
        self.greeted: list[str] = []

    async def greet(self, installation: Installation) -> None:
        self.greeted.append(installation.tenant)

    async def install(self, *, allow: bool = True) -> httpx.Response:
        """Go through the pages as a browser does; return the last one."""
        site = httpx.ASGITransport(Starlette(routes=self.oauth.routes()))
        async with (
            httpx.AsyncClient(transport=site, base_url=HOME) as netlead,
            httpx.AsyncClient() as slack,
        ):
            sent = await netlead.get("/slack/install")
            consent = sent.headers["location"]
            assert (await slack.get(consent)).status_code == 200
            pressed = consent.replace("/authorize", "/allow" if allow else "/cancel")
            back = (await slack.get(pressed)).headers["location"]
            assert back.startswith(f"{HOME}/slack/oauth_redirect")
            return await netlead.get(f"{urlsplit(back).path}?{urlsplit(back).query}")

    async def works(self) -> bool:
        """Whether the token that a request gets is good for a call."""
        found = await self.tokens(
            context=AsyncBoltContext(), enterprise_id=None, team_id=TEAM, user_id=None
        )
        if found is None:
            return False
        client = SlackClient(self.slack.api_url, self.tokens.fresh)
        try:
            await client.plain(found.bot_token).users_info(user="UNOBODY")
        except SlackApiError as error:
            return bool(error.response["error"] == "user_not_found")
        finally:
            await client.close()
        return True


@pytest.fixture
def life(database: Database) -> Iterator[Life]:
    clock = MovableClock(StoppedClock(NOON))
    with FakeSlack(app=App(redirect_urls=(HOME,)), clock=clock) as slack:
        yield Life(slack, database, clock)


async def test_in_on_out_and_back(life: Life) -> None:
    assert (await life.install(allow=False)).status_code == 200
    assert not await life.works()

    assert (await life.install()).status_code == 200
    assert life.greeted == [TEAM]
    assert await life.works()

    for _ in range(6):  # three days, in steps shorter than a token lives
        life.clock.advance(timedelta(hours=11))
        assert await life.tokens.keep_alive(life.clock.now()) == 1
        assert await life.works()
    life.clock.advance(timedelta(hours=30))  # nobody was there to keep it alive
    assert await life.works()

    (here,) = life.slack.world.installations
    life.slack.world.tokens.revoke(here)
    assert not await life.works()
    out = {
        "team_id": TEAM,
        "event_time": int(life.clock.now().timestamp()),
        "event": {"type": "app_uninstalled"},
    }
    assert await life.lifecycle.heed(out) == (TEAM,)

    life.clock.advance(timedelta(minutes=5))
    assert (await life.install()).status_code == 200
    assert await life.lifecycle.heed(out) == ()
    assert await life.works()
    assert not life.slack.violations
    await life.tokens.close()
