"""The rooms between a payload and its answer, in a real Slack of our own, with a coach made up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from adapters.base import Arrival, Later
from adapters.lanes import Lanes
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.opening import Opener
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import Translator
from adapters.slack.errands.working import Worker
from adapters.slack.installs.installations import Installation, InstallationStore
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import Rooms
from coaching.clock import SystemClock
from coaching.messages import Button, Card, Input, Mention, Message, Sender
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import EVERYTHING

NOTED = Card(
    title="Noted", body="It is written down.", buttons=(Button(label="Undo", command="undo"),)
)
FORM = Card(
    title="Add somebody",
    inputs=(Input(name="who", label="Who", quoted=True),),
    buttons=(Button(label="Add", command="add", submits=True),),
)


class Clerk:
    """A coach's desk that answers what it is told to."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.followed: list[Sender] = []
        self.reached: list[str] = []
        self.card = NOTED
        self.cards: list[Card] = [NOTED]
        self.kept: dict[str, Card] = {}
        self.error: Exception | None = None
        self.go = asyncio.Event()
        self.go.set()

    async def answer(self, message: Message) -> Card:
        self.heard.append(message)
        await self.go.wait()
        if self.error:
            raise self.error
        return self.card

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:  # noqa: ARG002 never late
        return await self.answer(message)

    async def overview(self, sender: Sender) -> Sequence[Card]:  # noqa: ARG002 the same for all
        await self.go.wait()
        if self.error:
            raise self.error
        return self.cards

    async def recall(self, sender: Sender, key: str) -> Card | None:  # noqa: ARG002 the same for all
        await self.go.wait()
        if self.error:
            raise self.error
        return self.kept.get(key)

    async def follow(self, sender: Sender, conversation: str = "") -> None:
        self.followed.append(sender)
        self.reached.append(conversation)

    async def erase(self, workspace: str) -> None:
        """Keep nothing anyway."""


class Shelf:
    """Deliveries in memory."""

    def __init__(self) -> None:
        self.settled: list[str] = []
        self.back: list[str] = []
        self.left: list[Arrival] = []
        self.asked: list[int] = []
        self.error: Exception | None = None

    async def keep(self, arrival: Arrival, within: float) -> bool:  # noqa: ARG002 at once
        if self.error:
            raise self.error
        known = [item.key for item in self.left]
        self.left.append(arrival)
        return arrival.key not in known

    async def settle(self, arrival: Arrival) -> None:
        if self.error:
            raise self.error
        self.settled.append(arrival.key)

    async def put_back(self, arrival: Arrival) -> None:
        if self.error:
            raise self.error
        self.back.append(arrival.key)

    async def left_over(self, count: int) -> Sequence[Arrival]:
        self.asked.append(count)
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    async def forget(self, tenant: str) -> None:
        """Have nothing to forget."""


class Registry:
    """Knows the one installation, and what became of it."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.refused: list[str] = []
        self.error: Exception | None = None

    async def by_tenant(self, tenant: str) -> Installation | None:
        if self.error:
            raise self.error
        return self.installation if tenant == self.installation.tenant else None

    async def mark_refused(self, installation: Installation, error: str) -> bool:
        if self.error:
            raise self.error
        self.refused.append(error)
        return installation is self.installation


@dataclass
class Heeding:
    """Hears of installations that come and go."""

    told: list[Mapping[str, Any]] = field(default_factory=list)
    lost: tuple[str, ...] = ()

    async def heed(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        self.told.append(body)
        return self.lost


class Office:
    """All rooms, with Slack before them and the coach behind."""

    def __init__(self, slack: FakeSlack, installation: Installation) -> None:
        self.slack, self.installation = slack, installation
        self.clerk, self.shelf, self.heeding = Clerk(), Shelf(), Heeding()
        self.registry = Registry(installation)
        self.erased = 0
        self.client = SlackClient(slack.api_url, self._fresh)
        self.people = People(self.client)
        self.poster = Poster(self.client)
        self.files = Files(self.client, self.poster)
        self.replies = Replies(self.client, self.poster)
        self.translator = Translator(self.people, Rooms(self.client), ["prompts"])
        self.home = HomeTabs(self.client, self.clerk, "help@example.com")
        self.opener = Opener(
            self.client,
            self.clerk,
            self.people,
            self.translator,
            self.replies,
            {"log_helped_me": _helped, "log_touch": lambda _: FORM},
        )
        self.lanes = Lanes(self.shelf)
        self.worker = Worker(
            lanes=self.lanes,
            tokens=TokenProvider(cast("InstallationStore", self.registry)),
            lifecycle=cast("Lifecycle", self.heeding),
            translator=self.translator,
            desk=self.clerk,
            poster=self.poster,
            files=self.files,
            replies=self.replies,
            home=self.home,
            people=self.people,
            clock=SystemClock(),
            lost=self._erase,
        )

    async def rest(self) -> None:
        """Wait until the worker has nothing to do."""
        while self.lanes._tasks:  # noqa: SLF001 nobody else wants to know
            await asyncio.wait(self.lanes._tasks, timeout=5)  # noqa: SLF001

    async def _fresh(self, installation: Installation) -> Installation:
        return installation

    async def _erase(self) -> None:
        self.erased += 1


def _helped(mention: Mention | None) -> Card:
    name = mention.name if mention else "Somebody"
    return Card(title=f"{name} helped you", inputs=FORM.inputs, buttons=FORM.buttons)


@asynccontextmanager
async def open_office(
    slack: FakeSlack, scopes: tuple[str, ...] = EVERYTHING
) -> AsyncIterator[Office]:
    """Open it in the workspace that is there."""
    made = slack.world.install(scopes=scopes)
    office = Office(
        slack,
        Installation(
            enterprise_id="",
            team_id=TEAM,
            app_id=slack.world.app.id,
            bot_id=made.bot_id,
            bot_user_id=made.bot_user,
            scopes=frozenset(scopes),
            token=slack.world.token(),
        ),
    )
    try:
        yield office
    finally:
        await office.lanes.drain(0.0)
        await office.client.close()
