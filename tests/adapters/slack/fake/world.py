"""All that this Slack knows: who and what is there, what was posted, what is open.

Everything may be looked at and changed from any thread; whoever changes something holds
``lock``, and notifies ``changed`` where somebody may wait for it.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import count
from typing import Literal

from coaching.clock import MovableClock, SystemClock
from tests.adapters.slack.fake.nouns import (
    App,
    Channel,
    Ephemeral,
    Installation,
    Json,
    Post,
    ResponseUrl,
    Trigger,
    Upload,
    User,
    View,
    Workspace,
)
from tests.adapters.slack.fake.tokens import Tokens

TEAM = "T0ACME0001"
"""The workspace that is there from the beginning."""

BASIC_SCOPES = ("commands", "chat:write", "im:history", "users:read")

Kind = Literal["member", "admin", "owner", "guest", "single_guest", "stranger", "bot", "deleted"]


class World:
    """The state of one Slack. Its clock runs with the machine's and can be moved forward."""

    def __init__(self, app: App, clock: MovableClock | None = None) -> None:
        """Begin with one empty workspace, `TEAM`, in which ``app`` is not installed."""
        self.app = app
        self.clock = clock or MovableClock(SystemClock())
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.base_url = ""
        self.tokens = Tokens(self.mint)
        self.workspaces: dict[str, Workspace] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.posts: dict[str, dict[str, Post]] = {}
        self.ephemerals: list[Ephemeral] = []
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.uploads: dict[str, Upload] = {}
        self.tickets: set[str] = set()
        self.installations: list[Installation] = []
        self.file_delay = 0.0
        """Seconds after its completion in which a file cannot be used in a block yet."""
        self._directs: dict[tuple[str, str], Channel] = {}
        self._numbers = count(1)
        self._last_ts = 0
        self.workspace("Acme", as_id=TEAM)

    def now(self) -> float:
        """Return the present instant in seconds since 1970."""
        return self.clock.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self.clock.advance(timedelta(seconds=seconds))

    def mint(self, prefix: str) -> str:
        """Return a new id in the form of Slack's."""
        return f"{prefix}0FAKE{next(self._numbers):05d}"

    def ts(self) -> str:
        """Return a new message timestamp, later than every one before."""
        with self.lock:
            self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # Who and what is there

    def workspace(self, name: str, *, as_id: str = "", enterprise: str = "") -> Workspace:
        """Add a workspace; with the same ``enterprise`` as another they are one organisation."""
        made = Workspace(
            id=as_id or self.mint("T"), name=name, domain=name.lower(), enterprise=enterprise
        )
        self.workspaces[made.id] = made
        return made

    def person(
        self,
        name: str,
        *,
        kind: Kind = "member",
        team: str = TEAM,
        as_id: str = "",
        tz: str = "Europe/London",
    ) -> User:
        """Add somebody. Of another company if ``team`` is not in the organisation that looks."""
        handle = name.lower().replace(" ", ".")
        made = User(
            id=as_id or self.mint("U"),
            team=team,
            handle=handle,
            name=name,
            tz=tz,
            email=f"{handle}@{self.workspaces[team].domain}.example",
            admin=kind in {"admin", "owner"},
            owner=kind == "owner",
            guest={"guest": "multi", "single_guest": "single"}.get(kind, ""),  # type: ignore[arg-type]
            stranger=kind == "stranger",
            bot=kind == "bot",
            deleted=kind == "deleted",
        )
        self.users[made.id] = made
        return made

    def channel(
        self,
        name: str,
        *members: User,
        with_bot: bool = True,
        private: bool = False,
        shared: bool = False,
        team: str = TEAM,
    ) -> Channel:
        """Add a channel with these members and, where it is installed, the app's bot."""
        made = Channel(id=self.mint("C"), team=team, name=name, private=private, shared=shared)
        made.members = {user.id for user in members}
        if with_bot and (installation := self.installed_in(team)):
            made.members.add(installation.bot_user)
        self.channels[made.id] = made
        return made

    def install(
        self,
        team: str = TEAM,
        *,
        scopes: tuple[str, ...] = BASIC_SCOPES,
        org_wide: bool = False,
        installer: str = "",
    ) -> Installation:
        """Install the app without OAuth, or again with other scopes; no token is issued yet."""
        enterprise = self.workspaces[team].enterprise
        kept = self._installation("" if org_wide else team, enterprise)
        if kept:
            kept.scopes, kept.active, kept.installer = frozenset(scopes), True, installer
            return kept
        bot = self.person(self.app.name, kind="bot", team=team)
        made = Installation(
            team="" if org_wide else team,
            enterprise=enterprise,
            bot_user=bot.id,
            bot_id=self.mint("B"),
            scopes=frozenset(scopes),
            installer=installer,
        )
        self.installations.append(made)
        return made

    def token(self, team: str = TEAM, *, lives: float | None = None) -> str:
        """Return a new bot token of the app in that workspace, good for ``lives`` seconds."""
        installation = self.installed_in(team) or self.install(team)
        expires = None if lives is None else self.now() + lives
        return self.tokens.issue(installation, expires).text

    # Looking things up

    def installed_in(self, team: str) -> Installation | None:
        """Return the installation that serves a workspace: its own, else its organisation's."""
        enterprise = self.workspaces[team].enterprise
        own = self._installation(team, enterprise)
        if own and own.active:
            return own
        wide = self._installation("", enterprise) if enterprise else None
        return wide if wide and wide.active else None

    def same_company(self, team: str, other: str) -> bool:
        """Return whether two workspaces are one, or of one organisation."""
        one, two = self.workspaces.get(team), self.workspaces.get(other)
        return (
            one is not None
            and two is not None
            and (one is two or bool(one.enterprise and one.enterprise == two.enterprise))
        )

    def home_team(self, installation: Installation) -> str:
        """Return a workspace of the installation's: its own, or the organisation's first."""
        inside = (w.id for w in self.workspaces.values() if w.enterprise == installation.enterprise)
        return installation.team or next(inside)

    def direct(self, installation: Installation, user: str) -> Channel:
        """Return the direct chat of the app's bot with somebody, opening it if need be."""
        known = self._directs.get((installation.bot_user, user))
        if known:
            return known
        made = Channel(
            id=self.mint("D"),
            team=self.users[user].team,
            user=user,
            bot=installation.bot_user,
            members={user, installation.bot_user},
        )
        self._directs[installation.bot_user, user] = made
        self.channels[made.id] = made
        return made

    def say(self, user: User, channel: Channel, text: str, thread_ts: str = "") -> Post:
        """Let somebody write something; nobody is told."""
        post = Post(
            channel=channel.id,
            ts=self.ts(),
            team=user.team,
            user=user.id,
            text=text,
            thread_ts=thread_ts,
        )
        return self.keep(post)

    def keep(self, post: Post) -> Post:
        """Put a message into its channel."""
        self.posts.setdefault(post.channel, {})[post.ts] = post
        return post

    # What lets the app answer

    def trigger(self, user: str, view: str = "") -> Trigger:
        """Mint what lets the app open a view for somebody."""
        team = self.users[user].team
        made = Trigger(
            id=f"{next(self._numbers)}.{int(self.now())}.{self.mint('').lower()}",
            team=team,
            user=user,
            minted=self.now(),
            view=view,
        )
        self.triggers[made.id] = made
        return made

    def response_url(
        self, kind: str, user: str, channel: str, original: Post | Ephemeral | None = None
    ) -> str:
        """Mint an address for answers to what somebody did; ``kind`` is commands or actions."""
        team = self.users[user].team
        path = f"/{kind}/{team}/{next(self._numbers)}/{self.mint('').lower()}"
        self.response_urls[path] = ResponseUrl(
            path=path,
            team=team,
            user=user,
            channel=channel,
            minted=self.now(),
            original=original,
        )
        return self.base_url + path

    def settled(self, blocks: list[Json]) -> list[Json]:
        """Return blocks as Slack keeps them: each has a block_id, each element an action_id."""
        kept = []
        for block in blocks:
            made = {"type": block["type"], "block_id": self.mint("b"), **block}
            if isinstance(block.get("elements"), list) and block["type"] == "actions":
                made["elements"] = [self._named(element) for element in block["elements"]]
            for name in ("element", "accessory"):
                if name in block:
                    made[name] = self._named(block[name])
            kept.append(made)
        return kept

    def _named(self, element: Json) -> Json:
        return element if element["type"] == "image" else {"action_id": self.mint("a"), **element}

    def _installation(self, team: str, enterprise: str) -> Installation | None:
        fitting = (i for i in self.installations if (i.team, i.enterprise) == (team, enterprise))
        return next(fitting, None)
