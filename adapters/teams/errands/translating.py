"""From an errand to a message for the coach: who speaks, whom they mean, where it was said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from adapters.teams.errands.errands import Errand
from adapters.teams.errands.keys import room_in
from adapters.teams.errands.people import APP, PERSON, People, side_of
from adapters.teams.errands.rooms import Rooms
from adapters.teams.errands.speech import (
    MOST_MENTIONS,
    Speech,
    Token,
    read_speech,
    read_tokens,
    spoken,
    token,
)
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import PLATFORM, Place
from adapters.teams.turns import Mention as Picked
from adapters.teams.turns import Person
from adapters.teams.turns import Room as Told
from coaching.messages import Card, Mention, Message, Press, Room, Sender

NOT_YOURS = Card(
    refused=True,
    body="I coach the people of this organisation, each for themselves, so I cannot do that for you. "
    "If your own company uses NetLead, talk to it there.",
)
_ORG_ID = "8:orgid:"
"""How an id begins that names a person's account in their own company."""


class Refusal(Exception):  # noqa: N818 not an error of ours: its card is the answer
    """The errand cannot become a message; its card says why."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.body)
        self.card = card


class Translator:
    """Makes messages of errands, asking Teams for what it has to."""

    def __init__(
        self, people: People, rooms: Rooms, addresses: Addresses, room_words: Iterable[str]
    ) -> None:
        """Look a room up only where a line begins with one of ``room_words``."""
        self._addresses = addresses
        self._people = people
        self._rooms = rooms
        self._room_words = frozenset(room_words)

    async def message(self, errand: Errand, sender: Sender, key: str) -> Message:
        """Return what ``sender`` says by an errand; `Refusal` where it cannot be a message."""
        pressed = errand.pressed
        if pressed is not None:
            # A button's command is the coach's own line, with the tokens that people have in it.
            text, mentions = pressed.command, self.named(errand.address.tenant, pressed.command)
        else:
            pieces = read_speech(errand.text, errand.mentions, errand.address.bot)
            text, mentions = await self._spoken(errand, pieces)
        return Message(
            id=key,
            sender=sender,
            conversation=str(Place(sender.workspace, sender.user)),
            text=text or "help",
            private=errand.is_private,
            mentions=mentions,
            press=Press(pressed.key, pressed.label) if pressed else None,
            room=await self._room(errand, sender, text),
        )

    def named(self, tenant: str, line: str) -> tuple[Mention, ...]:
        """Return the people whom the tokens in a line of the coach's stand for."""
        return tuple(self._named(tenant, item) for item in read_tokens(line))

    async def sender(self, errand: Errand) -> Sender:
        """Return who acts; `Refusal` for people of other companies, who are in some chats too."""
        person, tenant = errand.sender, errand.address.tenant
        if not errand.is_private or not person.object_id:
            member = await self._people.member(errand.address, person.mri)
            if member is not None and side_of(member, tenant) == "outside":
                raise Refusal(NOT_YOURS)
            if member is not None and not person.object_id:
                person = Person(mri=person.mri, object_id=member.object_id, name=member.name)
        if not person.object_id:
            raise Refusal(NOT_YOURS)
        return sender_of(tenant, person, errand.zone)

    async def _spoken(self, errand: Errand, pieces: Speech) -> tuple[str, tuple[Mention, ...]]:
        """Return what was said with a token in the place of everybody who is mentioned."""
        picked = [piece for piece in pieces if not isinstance(piece, str)][:MOST_MENTIONS]
        found = await asyncio.gather(*(self._mention(errand, item) for item in picked))
        stands_for = {id(item): it for item, it in zip(picked, found, strict=True)}
        texts, mentions = [], {}
        for piece in pieces:
            mention = None if isinstance(piece, str) else stands_for.get(id(piece))
            if isinstance(piece, str):
                texts.append(piece)
            elif mention is None:
                texts.append(_by_name(piece))
            else:
                texts.append(mention.token)
                mentions[mention.token] = mention
        return spoken(texts), tuple(mentions.values())

    async def _mention(self, errand: Errand, picked: Picked) -> Mention | None:
        """Return the person who was picked; None where only the name is known."""
        if picked.id.startswith(APP):
            raise Refusal(_an_app(picked.name))
        if not picked.id.startswith(PERSON):
            return None
        member = await self._people.member(errand.address, picked.id)
        user = member.object_id if member else ""
        user = user or picked.id.partition(_ORG_ID)[2]
        if not user:
            return None
        name = (member.name if member else "") or picked.name or user
        side = side_of(member, errand.address.tenant) if member else ""
        return Mention(token(user, name), user, name, side)

    def _named(self, tenant: str, item: Token) -> Mention:
        member = self._people.known(tenant, item.user)
        side = side_of(member, tenant) if member else ""
        return Mention(item.text, item.user, item.name, side)

    async def _room(self, errand: Errand, sender: Sender, text: str) -> Room | None:
        first = text.split(None, 1)[:1]
        if not first or first[0].lower() not in self._room_words:
            return None
        if errand.room is not None:
            return await self._rooms.room(errand.address, errand.room)
        room = room_in(errand.pressed.key) if errand.pressed else ""
        return await self._room_of(sender, room) if room else None

    async def _room_of(self, sender: Sender, room: str) -> Room | None:
        """Return the room that a card is about, if whoever pressed it is in there."""
        known = await self._addresses.find(Place(sender.workspace, room))
        if known is None or not known.alive or known.address.scope == "personal":
            return None
        if await self._people.member(known.address, sender.user, anew=True) is None:
            return None
        return await self._rooms.room(known.address, Told(id=room, name=""))


def sender_of(tenant: str, person: Person, zone: str = "") -> Sender:
    """Return somebody as the coach knows people, as far as Teams told."""
    return Sender(
        platform=PLATFORM,
        workspace=tenant,
        user=person.object_id,
        name=person.name,
        time_zone=zone,
    )


def _by_name(picked: Picked) -> str:
    """Return somebody who was picked as a name that was typed."""
    name = " ".join(picked.name.replace('"', "'").split())
    return f'"{name}"' if name else ""


def _an_app(name: str) -> Card:
    who = name or "That"
    return Card(refused=True, body=f"{who} is an app, and I keep people. Name a person, please.")
