"""The things a Slack is made of: workspaces, people, channels, messages, views, tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.adapters.slack.fake import looking

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class App:
    """The one app that is installed here, as its settings page at Slack would show it."""

    id: str = "A0NETLEAD1"
    name: str = "netlead"
    client_id: str = "1111111111.2222222222"
    client_secret: str = "c0ffee00c0ffee00c0ffee00c0ffee00"
    signing_secret: str = "5161e0f1b8a34b6e9a6c5f0a9d8e7f60"
    app_token: str = "xapp-1-A0NETLEAD1-3333333333-f00d"
    command: str = "/netlead"
    redirect_urls: tuple[str, ...] = ()
    token_rotation: bool = True
    messages_tab: bool = True


@dataclass(kw_only=True)
class Workspace:
    """A workspace; those with the same ``enterprise`` belong to one Grid organisation."""

    id: str
    name: str
    domain: str
    enterprise: str = ""


@dataclass(kw_only=True)
class User:
    """Somebody with an account. ``stranger``: of another company, with no channel in common."""

    id: str
    team: str
    handle: str
    name: str
    tz: str = "Europe/London"
    email: str = ""
    admin: bool = False
    owner: bool = False
    guest: Literal["", "multi", "single"] = ""
    bot: bool = False
    deleted: bool = False
    stranger: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    dnd: tuple[int, int] = (0, 0)
    """When the next do-not-disturb begins and ends, as seconds since 1970; zeros for never."""
    snoozed: bool = False


@dataclass(kw_only=True)
class Channel:
    """A channel, or a direct chat (``user`` is the person in it, ``bot`` the app's bot user)."""

    id: str
    team: str
    name: str = ""
    members: set[str] = field(default_factory=set)
    private: bool = False
    shared: bool = False
    """With other companies (``is_ext_shared``)."""
    archived: bool = False
    user: str = ""
    bot: str = ""

    @property
    def kind(self) -> Literal["im", "mpim", "group", "channel"]:
        """Return what Slack's events call its kind."""
        if self.user:
            return "im"
        if self.name.startswith("mpdm-"):
            return "mpim"
        return "group" if self.private else "channel"


class Shown:
    """Something with blocks on it, as a person sees it."""

    blocks: list[Json]

    @property
    def words(self) -> str:
        """Return all that can be read on it, one text a line."""
        return looking.words(self.blocks)

    @property
    def labels(self) -> list[str]:
        """Return the labels of its buttons, in order."""
        return looking.labels(self.blocks)


@dataclass(kw_only=True, eq=False)
class Post(Shown):
    """A message in a channel or a direct chat. ``earlier`` are its texts before each edit."""

    channel: str
    ts: str
    team: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str = ""
    bot_id: str = ""
    app_id: str = ""
    files: list[Json] = field(default_factory=list)
    earlier: list[tuple[str, list[Json]]] = field(default_factory=list)
    deleted: bool = False


@dataclass(kw_only=True, eq=False)
class Ephemeral(Shown):
    """A message that only ``user`` sees, until the client is reloaded; ``via`` says how it came."""

    channel: str
    ts: str
    team: str
    user: str
    text: str
    via: str
    blocks: list[Json] = field(default_factory=list)
    earlier: list[tuple[str, list[Json]]] = field(default_factory=list)
    deleted: bool = False


@dataclass(kw_only=True, eq=False)
class View(Shown):
    """A modal of ``user``'s, or her App Home; ``body`` is what the app sent."""

    id: str
    team: str
    user: str
    body: Json
    blocks: list[Json]
    hash: str
    root: str
    previous: str = ""

    @property
    def kind(self) -> str:
        """Return ``modal`` or ``home``."""
        return str(self.body["type"])

    @property
    def title(self) -> str:
        """Return a modal's title."""
        return str((self.body.get("title") or {}).get("text", ""))


@dataclass(kw_only=True, eq=False)
class Installation:
    """The app in one workspace, or in a whole organisation (``team`` empty)."""

    team: str
    enterprise: str
    bot_user: str
    bot_id: str
    scopes: frozenset[str]
    installer: str
    active: bool = True

    @property
    def org_wide(self) -> bool:
        """Return whether it stands for the whole organisation."""
        return not self.team


@dataclass(kw_only=True, eq=False)
class Token:
    """A bot token. ``expires`` is in seconds since 1970, None for never."""

    text: str
    installation: Installation
    expires: float | None = None
    revoked: bool = False


@dataclass(kw_only=True, eq=False)
class Trigger:
    """What lets the app open a view for ``user``, once and within three seconds."""

    id: str
    team: str
    user: str
    minted: float
    view: str = ""
    used: bool = False


@dataclass(kw_only=True, eq=False)
class ResponseUrl:
    """Where the app may answer what ``user`` did: five times within half an hour."""

    path: str
    team: str
    user: str
    channel: str
    minted: float
    original: Post | Ephemeral | None = None
    uses: int = 0


@dataclass(kw_only=True, eq=False)
class Upload:
    """A file on its way in: asked for, sent, and then shared."""

    id: str
    team: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    ready: float | None = None
    """When it can be used in an image block; None while the upload is not completed."""


@dataclass(kw_only=True, eq=False)
class Call:
    """One request of the app's: method, arguments, whose token, when, and how it was answered."""

    method: str
    args: Json
    team: str = ""
    at: float = 0.0
    status: int = 0
    error: str = ""
    """Slack's name for why it was refused; empty if it was not, ``(fault)`` if that was scripted."""
