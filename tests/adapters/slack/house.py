"""NetLead in Slack, whole but for the command line: the adapter, the coach, a database, a server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from adapters.model.config import ModelConfig
from adapters.slack.adapter import SlackAdapter
from adapters.slack.config import OPTIONAL_SCOPES, REQUIRED_SCOPES, SlackConfig
from bot.arrivals import StoredArrivals
from bot.consulting import consultant
from bot.database import Database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.outbox import Outbox
from coaching.clock import MovableClock, SystemClock
from coaching.coach import Coach
from coaching.commands import first_words, room_words
from coaching.deliveries import Deliveries
from coaching.model_wishes import ModelFacts
from coaching.planner import Planner
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.web.serving import serving

EVERYTHING = (*REQUIRED_SCOPES, *OPTIONAL_SCOPES)


@dataclass
class House:
    """A running NetLead and the Slack it lives in; ``clock`` is the coach's alone."""

    slack: FakeSlack
    side: SlackSide
    adapter: SlackAdapter
    database: Database
    clock: MovableClock
    url: str

    async def let_pass(self, **time: float) -> int:
        """Move the coach's clock, plan and send what is due; return how many cards arrived."""
        self.clock.advance(timedelta(**time))
        planner = Planner(self.database.transaction, self.clock)
        for person in planner.due(1000):
            planner.plan(*person)
        for programme in planner.due_programmes(1000):
            planner.plan_post(programme)
        deliveries = Deliveries(self.database.transaction, self.clock)
        outbox = Outbox(self.database, deliveries, {"slack": self.adapter}, "w")
        return await outbox.deliver()


@asynccontextmanager
async def living(
    database: Database,
    slack: FakeSlack,
    *,
    scopes: tuple[str, ...] = EVERYTHING,
    socket: bool = False,
    oauth: bool = False,
    settings: Mapping[str, object] | None = None,
    model: ModelConfig | None = None,
) -> AsyncIterator[House]:
    """Let NetLead live in ``slack`` with its data in ``database``.

    It is installed with ``scopes``, by a bot token, or with ``oauth`` not yet. With ``socket`` it
    is spoken to by Socket Mode. ``model`` is a language model that the operator set up.
    """
    app = slack.world.app
    clock = MovableClock(SystemClock())
    facts = ModelFacts(model.host, model.tokens_a_day) if model else None
    coach = Coach(database.transaction, clock, model=facts)
    asked = consultant(model, database, coach)
    own: dict[str, object] = {"api_url": slack.api_url, "signing_secret": app.signing_secret}
    if oauth:
        own |= {"client_id": app.client_id, "client_secret": app.client_secret}
    else:
        slack.world.install(scopes=scopes)
        own["bot_token"] = slack.world.token()
    if socket:
        own["app_token"] = app.app_token
    adapter = SlackAdapter(
        SlackConfig(**(own | dict(settings or {}))),  # type: ignore[arg-type]  # the settings of the tests
        Desk(
            database,
            coach,
            Inbox(database, coach, consult=asked.consult if asked else None),
            "slack",
        ),
        StoredArrivals(database, SystemClock(), "slack"),
        database,
        SystemClock(),
        shortcuts=SHORTCUTS,
        room_words=room_words(),
        first_words=first_words(),
        support="help@example.com",
    )
    running = asyncio.create_task(adapter.run())
    async with serving(adapter.routes()) as port:
        url = f"http://127.0.0.1:{port}"
        events = "" if socket else f"{url}/slack/events"
        async with SlackSide(slack, events) as side:
            try:
                if socket:
                    await slack.until(lambda: len(slack.sockets.links) >= 2, within=10)
                yield House(slack, side, adapter, database, clock, url)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
                if asked is not None:
                    await asked.close()
