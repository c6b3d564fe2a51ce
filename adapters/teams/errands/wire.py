"""The way out, as far as answers take it: posting, changing, where people have their own chats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from adapters.teams.cards.adaptive import Posting
from adapters.teams.turns import Address

Activity = dict[str, Any]


class Wire(Protocol):
    """The way to Teams' own service, for answers; every call raises `DeliveryError`."""

    async def send(self, address: Address, activity_json: Mapping[str, Any]) -> str:
        """Post an activity; return its id."""
        ...

    async def update(self, address: Address, activity_json: Mapping[str, Any]) -> None:
        """Put an activity in the place of the one whose ``id`` it has."""
        ...


class Chats(Protocol):
    """Where people have their own chats."""

    async def direct_chat(self, tenant: str, person: str) -> Address:
        """Return a person's direct chat with the bot; `DeliveryError` where there is none."""
        ...


def activity(posting: Posting) -> Activity:
    """Return a card as the activity that Teams makes a message of."""
    return {
        "type": "message",
        "summary": posting.summary,
        "attachments": [posting.attachment()],
    }
