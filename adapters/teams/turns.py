"""What Teams delivers, in our own words: who, where, and what happened; and the answer to it.

Nothing here knows the SDK or the wire. What is read from an activity was checked at the gate; what
people typed, and what stands in a card's data, is as little to be trusted as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Filled = str | float | bool
"""What an input was filled in with; Teams sends numbers and switches as texts, or as they are."""
Scope = Literal["personal", "groupChat", "channel"]

OWN_DATA = "netlead"
"""Under this key stands what a card of ours put into a button; beside it, what was filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A conversation, and how it is reached. Ids are Teams' own.

    ``conversation`` in a channel ends in ``;messageid=…`` of the thread. ``bot`` is the app as it
    is called there (``28:…``).
    """

    tenant: str
    service_url: str
    conversation: str
    scope: Scope
    bot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in Teams. Ids are Teams' own; what was not told is empty.

    ``mri`` is what this bot calls them (``29:…``) and is needed to reach them. ``object_id`` is
    theirs in the tenant whatever the app, and what they are kept by.
    """

    mri: str
    object_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who was picked in a text: the characters that stand for them, whose id, the name."""

    text: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Room:
    """A group chat or a channel, by name, with its team's id and name where it has one."""

    id: str
    name: str
    team: str = ""
    team_name: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """The app was put into a chat or a team; ``upgrade``: a newer version of what was there."""

    upgrade: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """The app was taken out of a chat or a team."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something was typed. ``text`` is as Teams marks it up, without the bot's own mention.

    People who are mentioned stay in the text as their ``mentions`` have it.
    """

    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAction:
    """A button on a card was pressed.

    ``data`` is what the card put under `OWN_DATA`; ``inputs`` is what was filled in, by name.
    ``message`` is the id of the message that the card stands on. To an ``execute`` the answer is
    the card that replaces this one. ``automatic``: nobody pressed, Teams wants the card anew.
    """

    via: Literal["submit", "execute"]
    verb: str
    data: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Filled] = field(default_factory=dict)
    message: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The message that an action was picked on; ``author`` is None where an app wrote it.

    ``html`` is what it says, ``link`` leads to it.
    """

    id: str
    author: Person | None
    html: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAction:
    """An action of the app's was picked on a message, or its dialog was sent off.

    The bot need not be in that chat. ``data`` and ``inputs`` as in `CardAction`.
    """

    stage: Literal["fetch", "submit"]
    command: str
    message: Quoted
    data: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[str, Filled] = field(default_factory=dict)


Event = Installed | Removed | Said | CardAction | MessageAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing that happened in Teams.

    ``key`` is the same for the same activity delivered again. ``id`` is the activity's own, empty
    where it has none. ``time_zone`` is an IANA name and ``locale`` such as ``en-GB``, both as
    Teams tells them and unchecked. ``room`` is None in a direct chat.
    """

    key: str
    id: str
    address: Address
    sender: Person
    event: Event
    time_zone: str = ""
    locale: str = ""
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class InvokeResponse:
    """What Teams gets in the body of the HTTP answer to something that wants one."""

    status: int = 200
    body: Mapping[str, Any] | None = None


class Connector(Protocol):
    """The way to Teams' own service. An activity is JSON as the Bot Framework has it."""

    async def send(self, address: Address, activity_json: Mapping[str, Any]) -> str:
        """Post an activity; return its id."""
        ...

    async def update(self, address: Address, activity_json: Mapping[str, Any]) -> None:
        """Put an activity in the place of the one whose ``id`` it has."""
        ...

    async def delete(self, address: Address, activity_id: str) -> None:
        """Take an activity away."""
        ...


class Reply(Protocol):
    """Speaks within a turn, in the conversation where it happened."""

    async def send(self, activity_json: Mapping[str, Any]) -> str:
        """Post an activity; return its id."""
        ...

    async def update(self, activity_json: Mapping[str, Any]) -> None:
        """Put an activity in the place of the one whose ``id`` it has."""
        ...

    async def delete(self, activity_id: str) -> None:
        """Take an activity away."""
        ...


class Reception(Protocol):
    """Takes what happened, and answers what wants an answer."""

    async def take(self, turn: Turn, reply: Reply) -> InvokeResponse | None:
        """Return the answer to an ``execute`` or a message action; None for everything else.

        `BusyError` where it could not be stored: Teams is told to bring it again.
        """
        ...
