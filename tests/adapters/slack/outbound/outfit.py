"""What goes out to Slack, all of it but what comes in: parts over a fake Slack, without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from adapters.base import DeliveryError
from adapters.base import Verdict as Meant
from adapters.slack.cards import blocks
from adapters.slack.config import OPTIONAL_SCOPES, REQUIRED_SCOPES
from adapters.slack.installs.installations import Installation, Key
from adapters.slack.installs.installed import REFUSED_FOR_GOOD
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.marks import digest
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import Rooms
from adapters.slack.outbound.sending import Sender
from adapters.slack.verdicts import CallError, Verdict
from coaching.clock import MovableClock, StoppedClock
from coaching.messages import Button, Card
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import Channel, Post, User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.places import NOON

EVERYTHING = (*REQUIRED_SCOPES, *OPTIONAL_SCOPES)
NUDGE = Card(
    title="Thank Ada",
    body="She helped you with the deck.",
    buttons=(Button(label="Done", command="done 1"),),
)
HELLO = blocks.message(Card(body="hello"), "k")


@dataclass
class Shelf:
    """Installations in memory; ``trouble`` is what looking one up brings, ``stuck`` what writing does."""

    found: dict[str, Installation] = field(default_factory=dict)
    trouble: Exception | None = None
    stuck: Exception | None = None

    async def find(self, enterprise_id: str | None, team_id: str | None) -> Installation | None:
        return self.found.get(team_id or enterprise_id or "")

    async def by_tenant(self, tenant: str) -> Installation | None:
        if self.trouble:
            raise self.trouble
        return self.found.get(tenant)

    async def rows(self, enterprise_id: str, team_id: str) -> list[Installation]:
        found = await self.find(enterprise_id, team_id)
        return [found] if found else []

    async def to_erase(self, now: datetime) -> list[Installation]:
        return [one for one in self.found.values() if one.erase_at and one.erase_at <= now]

    async def mark_removed(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        return self._become(key, lambda one: one.removed(at, erase_at))

    async def mark_revoked(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        return self._become(key, lambda one: one.revoked(at, erase_at))

    async def mark_refused(self, installation: Installation, error: str) -> bool:
        if self.stuck:
            raise self.stuck
        if error not in REFUSED_FOR_GOOD:
            return False
        return self._become(installation.key, lambda one: one.refused(installation.token, NOON))

    async def drop(self, key: Key, now: datetime) -> bool:
        assert now.tzinfo
        return self.found.pop(key[1] or key[0], None) is not None

    def _become(self, key: Key, change: Callable[[Installation], Installation | None]) -> bool:
        after = change(self.found[key[1] or key[0]])
        if after:
            self.found[after.tenant] = after
        return after is not None


class Outfit:
    """The parts, for the workspaces of one Slack. Slack's clock is theirs, and stands still."""

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack
        self.clock = slack.world.clock
        self.shelf = Shelf()
        self.tokens = TokenProvider(self.shelf)
        self.client = SlackClient(slack.api_url, self.tokens.fresh)
        self.poster = Poster(self.client)
        self.people = People(self.client)
        self.rooms = Rooms(self.client)
        self.files = Files(self.client, self.poster)
        self.sender = Sender(
            self.client, self.poster, self.people, self.rooms, self.tokens, self.clock
        )

    def install(
        self, team: str = TEAM, *, scopes: tuple[str, ...] = EVERYTHING, lives: float | None = None
    ) -> Installation:
        """Install the app in a workspace and keep its token."""
        world = self.slack.world
        made = world.install(team, scopes=scopes)
        one = Installation(
            enterprise_id=made.enterprise,
            team_id=made.team,
            app_id=world.app.id,
            bot_id=made.bot_id,
            bot_user_id=made.bot_user,
            scopes=made.scopes,
            token=world.token(team, lives=lives),
            expires_at=None if lives is None else self.clock.now() + timedelta(seconds=lives),
        )
        self.shelf.found[one.tenant] = one
        return one

    async def nudge(self, where: User | Channel | str, key: str = "nudge:1") -> str | None:
        """Send a nudge; return the address from now on."""
        return await self.sender.send(self.address(where), NUDGE, key)

    async def refused(self, where: User | Channel | str, key: str = "nudge:1") -> DeliveryError:
        """Send a nudge that will not arrive; return why."""
        try:
            await self.nudge(where, key)
        except DeliveryError as error:
            return error
        raise AssertionError("it was sent")

    def address(self, where: User | Channel | str) -> str:
        """Return where somebody is reached of whom no more is known than her id."""
        return where if isinstance(where, str) else f"slack:{where.team}:{where.id}"

    def copies(self, key: str) -> list[Post]:
        """Return the messages in Slack that carry the name of ``key``, whoever wrote them."""
        posts = [post for room in self.slack.world.posts.values() for post in room.values()]
        return [post for post in posts if carried(post) == digest(key)]

    def later(self, **time: float) -> None:
        """Let time pass, in Slack too."""
        self.clock.advance(timedelta(**time))


def carried(post: Post) -> str:
    """Return the name that a message carries as its metadata."""
    return str(((post.metadata or {}).get("event_payload") or {}).get("id", ""))


async def verdict_of(outfit: Outfit, home: Installation, user: User) -> Verdict:
    """Post something that will not arrive for certain; return what the client thinks of it."""
    try:
        await outfit.poster.post(home, user.id, HELLO, "k")
    except CallError as error:
        return error.verdict
    raise AssertionError("it was posted")


def seen(error: DeliveryError) -> tuple[Meant, float]:
    """Return what may be done about a nudge that did not arrive, and when."""
    return error.verdict, error.retry_after


def a_slack() -> FakeSlack:
    """Return a Slack whose clock stands still and that counts no messages."""
    slack = FakeSlack(clock=MovableClock(StoppedClock(NOON)))
    slack.limits.per_second = 0
    return slack


async def as_it_is(installation: Installation) -> Installation:
    """Return the installation: its token lives."""
    return installation


class Odd(Protocol):
    """Makes a client of a Slack that answers everything with the same bytes."""

    def __call__(self, body: bytes, kind: str = "application/json") -> SlackClient: ...
