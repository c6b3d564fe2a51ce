"""Where somebody has NetLead in Teams, as far as sending goes: her direct chat and a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from adapters.base import DeliveryError
from adapters.teams.cards.adaptive import message
from adapters.teams.errands.wire import activity
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place, room_place
from adapters.teams.outbound.known import known_person, known_room
from adapters.teams.outbound.sending import Sender
from coaching.messages import Button, Card
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Conversation, Person, Post
from tests.adapters.teams.outbound.seeing import NOON
from tests.adapters.teams.outbound.wire import Wire, a_person, address_of

NUDGE = Card(
    title="Say hello to Grace",
    body="You two usually talk every three weeks; it has been five.",
    buttons=(Button(label="Done", command="done 3"),),
)
KEY = "nudge:1.1.3"


def rendered(card: Card, key: str) -> Sequence[Mapping[str, Any]]:
    """Show a card as Teams gets it."""
    return [activity(message(card, key))]


@dataclass
class Room:
    """Where Ada has NetLead: a direct chat and a channel."""

    wire: Wire
    cloud: FakeCloud
    addresses: Addresses
    sender: Sender
    ada: Person
    chat: Conversation
    channel: Conversation

    @property
    def hers(self) -> str:
        return str(Place(self.ada.tenant, self.ada.object_id))

    @property
    def channels(self) -> str:
        return str(room_place(self.channel.tenant, self.channel.id))

    async def seen(self, person: Person, room: Conversation, thread: str = "") -> None:
        """Let something come from there."""
        address = address_of(self.cloud, room, thread)
        found = [known_person(address, a_person(person), NOON)]
        if room.scope != "personal":
            found.append(known_room(address, room.team, NOON))
        await self.addresses.see(found)

    async def failing(self, conversation: str, card: Card = NUDGE) -> DeliveryError:
        with pytest.raises(DeliveryError) as caught:
            await self.sender.send(conversation, card, KEY)
        return caught.value

    def posts(self) -> list[Post]:
        return self.cloud.posts_to(self.ada)

    async def alive(self) -> bool:
        known = await self.addresses.find(Place(self.ada.tenant, self.ada.object_id))
        return known is not None and known.alive
