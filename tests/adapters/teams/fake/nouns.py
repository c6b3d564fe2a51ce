"""The things this Teams is made of: the app, people, conversations, what was posted and asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Scope = Literal["personal", "groupChat", "channel"]


@dataclass(kw_only=True)
class App:
    """The one app, as Azure knows it. ``registered``: its bot is known to the Bot Framework."""

    id: str = "8e5a7d1c-5c1b-4f0e-9d55-0c6e5a1b2c3d"
    password: str = "the-app's-password~canary"
    tenant: str = "11111111-aaaa-4aaa-8aaa-111111111111"
    name: str = "NetLead"
    registered: bool = True

    @property
    def bot(self) -> str:
        """Return what the bot is called in conversations."""
        return f"28:{self.id}"


@dataclass(kw_only=True)
class Person:
    """Somebody. ``installed``: the app is theirs; ``blocked``: they do not want to hear of it.

    ``object_id`` is their account's, ``mri`` what this bot calls them. ``tenant`` is where they
    are met, ``home`` their own company where that is another.
    """

    object_id: str
    mri: str
    name: str
    tenant: str
    home: str
    role: str = "user"
    installed: bool = True
    blocked: bool = False


@dataclass(kw_only=True)
class Conversation:
    """A direct chat, a group chat or a channel; ``team`` is the channel's.

    ``closed`` is why nothing can be posted there: one of the names in `refusals`.
    """

    id: str
    scope: Scope
    tenant: str
    name: str = ""
    team: str = ""
    members: list[Person] = field(default_factory=list)
    closed: str = ""


@dataclass(kw_only=True)
class Post:
    """A message of the bot's. ``thread`` is the message in whose thread it stands."""

    id: str
    conversation: Conversation
    activity: Json
    thread: str = ""
    reply_to: str = ""
    versions: list[Json] = field(default_factory=list)
    deleted: bool = False


@dataclass(kw_only=True)
class Call:
    """One request. ``name`` is ``send``, ``reply``, ``login`` …; ``target`` the conversation.

    ``raw`` is the path as it came, ``status`` 0 while there is no answer, ``code`` the refusal.
    """

    name: str
    raw: str
    target: str = ""
    bearer: str = field(default="", repr=False)
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    at: float = 0.0
    status: int = 0
    code: str = ""
