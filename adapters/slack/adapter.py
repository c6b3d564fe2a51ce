"""Slack as a platform: its routes, its connections, its timetable; put together of its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

from starlette.routing import BaseRoute, Route

from adapters.base import Arrivals, Desk
from adapters.ending import end
from adapters.lanes import SWEPT, Lanes
from adapters.slack.cards import blocks
from adapters.slack.config import SlackConfig
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.opening import Opener, Shortcut
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.spelling_desk import SpellingDesk
from adapters.slack.errands.translating import Translator
from adapters.slack.errands.working import Worker
from adapters.slack.inbound.endpoint import PATH, Endpoint
from adapters.slack.inbound.gate import Gate
from adapters.slack.inbound.listeners import Switchboard
from adapters.slack.inbound.reception import Reception, quietly
from adapters.slack.inbound.socket_mode import SocketMode
from adapters.slack.installs.access import Access
from adapters.slack.installs.installations import Installation, Installations, InstallationStore
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.installs.oauth import OAuth
from adapters.slack.installs.refreshing import Refresher
from adapters.slack.installs.single import SingleInstallation
from adapters.slack.installs.states import States
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import Rooms
from adapters.slack.outbound.sending import Sender
from adapters.store import Store
from coaching.clock import Clock
from coaching.messages import Button, Card

SWEEP_EVERY = 5.0
TOKENS_EVERY = 300.0
ERASE_EVERY = 60.0
DRAIN_WITHIN = 3.0
INSTALLED = Card(
    title="NetLead is here",
    body="Thank you for bringing me in. Everybody here can talk to me in this conversation or with "
    "`/netlead`, each for themselves: nobody else sees what you tell me. Shall we begin?",
    buttons=(
        Button(label="Start", command="start", primary=True),
        Button(label="A tip first", command="tip"),
    ),
)


class SlackAdapter:
    """NetLead in every workspace that installed it, or in the one of the settings."""

    name = "slack"

    def __init__(  # noqa: PLR0913 what the platform is given, each of its own kind
        self,
        config: SlackConfig,
        desk: Desk,
        arrivals: Arrivals,
        store: Store,
        clock: Clock,
        *,
        shortcuts: Mapping[str, Shortcut],
        room_words: Iterable[str],
        first_words: Iterable[str] = (),
        support: str = "",
    ) -> None:
        """Let people in Slack talk with ``desk``.

        ``shortcuts`` make the forms of Slack's shortcuts, by callback id; a channel is looked up
        for lines that begin with one of ``room_words``; ``first_words`` are those that any command
        line can begin with; ``support`` says where help is.
        """
        desk = SpellingDesk(desk, tuple(first_words))
        self._config = config
        self._desk = desk
        self._arrivals = arrivals
        self._clock = clock
        access = Access(config, clock)
        stored = Installations(store, clock)
        self._installations: InstallationStore = (
            SingleInstallation(config.bot_token, access, clock) if config.single else stored
        )
        self._tokens = TokenProvider(
            self._installations, Refresher(stored, access, clock) if config.oauth else None
        )
        self._client = SlackClient(config.api_url, self._tokens.fresh)
        self._lifecycle = Lifecycle(self._installations, config, clock, access.works)
        self._poster = Poster(self._client)
        people, rooms = People(self._client), Rooms(self._client)
        translator = Translator(people, rooms, room_words)
        replies = Replies(self._client, self._poster)
        files = Files(self._client, self._poster)
        home = HomeTabs(self._client, desk, support)
        self._sender = Sender(self._client, self._poster, people, rooms, self._tokens, clock)
        self._lanes = Lanes(arrivals)
        self._worker = Worker(
            lanes=self._lanes,
            tokens=self._tokens,
            lifecycle=self._lifecycle,
            translator=translator,
            desk=desk,
            poster=self._poster,
            files=files,
            replies=replies,
            home=home,
            people=people,
            clock=clock,
            lost=self._erase,
        )
        self._reception = Reception(
            arrivals=arrivals,
            desk=desk,
            translator=translator,
            opener=Opener(self._client, desk, people, translator, replies, shortcuts),
            poster=self._poster,
            files=files,
            home=home,
            lanes=self._lanes,
            worker=self._worker,
        )
        self._gate = Gate(config.signing_secret, clock) if config.signing_secret else None
        self._oauth = (
            OAuth(config, stored, States(store, clock), access, self._welcome)
            if config.oauth
            else None
        )
        self._switchboard: Switchboard | None = None

    def routes(self) -> Sequence[BaseRoute]:
        """Return the address that Slack calls, and where workspaces install the app."""
        called = [Route(PATH, Endpoint(self._gate, self._board))] if self._gate else []
        return [*called, *(self._oauth.routes() if self._oauth else ())]

    async def run(self) -> None:
        """Keep connections, tokens and left-overs going until cancelled."""
        self._client.open()
        works = [
            self._every(SWEEP_EVERY, self._sweep),
            self._every(ERASE_EVERY, self._erase),
            self._every(TOKENS_EVERY, self._keep_tokens),
        ]
        if self._config.app_token:
            socket = SocketMode(self._config.app_token, self._client.plain(), self._board())
            works.append(socket.run())
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.gather(*tasks)
        finally:
            await end(tasks)
            await self._lanes.drain(DRAIN_WITHIN)
            await self._tokens.close()
            await self._client.close()

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        """Deliver a nudge or a channel's post; `DeliveryError` if that fails."""
        return await self._sender.send(conversation, card, key)

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        """Look whether a card in doubt has arrived; None where Slack lets us not look."""
        return await self._sender.delivered(conversation, key, since)

    def _board(self) -> Switchboard:
        # Made when it is first needed: Bolt's client wants the loop that serves.
        if self._switchboard is None:
            self._switchboard = Switchboard(self._client.plain(), self._tokens, self._reception)
        return self._switchboard

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await quietly(work())
            await asyncio.sleep(seconds)

    async def _sweep(self) -> None:
        found = SWEPT
        while found == SWEPT:
            found = await self._worker.sweep()

    async def _keep_tokens(self) -> None:
        await self._tokens.keep_alive(self._clock.now())

    async def _erase(self) -> None:
        await self._lifecycle.erase_due(self._clock.now(), self._desk.erase, self._arrivals.forget)

    async def _welcome(self, installation: Installation) -> None:
        """Say hello to whoever brought the app in, once."""
        if installation.installed_by:
            key = f"installed:{installation.tenant}:{installation.installed_at.isoformat()}"
            posting = blocks.message(INSTALLED, key)
            await self._poster.post(installation, installation.installed_by, posting, key)
