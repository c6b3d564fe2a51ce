"""From an errand to a message for the coach: who speaks, whom they mean, where it was said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from adapters.slack.errands.errands import Errand
from adapters.slack.errands.speech import Speech, Token, read_speech
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.people import People, Person
from adapters.slack.outbound.rooms import DIRECT, Rooms
from adapters.slack.verdicts import CallError
from coaching.messages import Card, Mention, Message, Press, Room, Sender

LOOK_UP_WITHIN = 1.0
"""Seconds for asking Slack who somebody is, out of the three that it waits for an answer."""
NOT_YOURS = Card(
    refused=True,
    body="I coach the people of this workspace, each for themselves, so I cannot do that for you. "
    "If your own company uses NetLead, talk to it there.",
)


class Refusal(Exception):  # noqa: N818 not an error of ours: its card is the answer
    """The errand cannot become a message; its card says why."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.body)
        self.card = card


class Translator:
    """Makes messages of errands, asking Slack for what it has to."""

    def __init__(self, people: People, rooms: Rooms, room_words: Iterable[str]) -> None:
        """Look a channel up only where a line begins with one of ``room_words``."""
        self._people = people
        self._rooms = rooms
        self._room_words = frozenset(room_words)

    async def message(self, installation: Installation, errand: Errand, key: str) -> Message:
        """Return the message; `Refusal` where it cannot be one."""
        sender = await self.sender(installation, errand)
        # A button's command is the coach's own line, with the tokens that a person was named by.
        speech = read_speech(errand.text, installation.bot_user_id)
        text = errand.text if errand.kind == "press" else speech.text
        mentions = await self._mentions(installation, speech)
        direct = errand.channel.startswith(DIRECT)
        return Message(
            id=key,
            sender=sender,
            conversation=address(installation, errand),
            text=text or "help",
            private=direct,
            mentions=mentions,
            press=Press(errand.card, errand.label) if errand.card else None,
            room=None if direct else await self._room(installation, errand, text),
        )

    async def sender(self, installation: Installation, errand: Errand) -> Sender:
        """Return who acts; `Refusal` for people of other companies, who can press buttons too."""
        person = await self._people.try_person(installation, errand.user, LOOK_UP_WITHIN)
        if person is not None and (person.side == "outside" or person.is_app):
            raise Refusal(NOT_YOURS)
        if person is None and is_foreign(installation, errand):
            raise Refusal(NOT_YOURS)
        return sender_of(installation, errand.user, person)

    async def _mentions(self, installation: Installation, speech: Speech) -> tuple[Mention, ...]:
        found = await asyncio.gather(*(self._mention(installation, t) for t in speech.tokens))
        return tuple(found)

    async def _mention(self, installation: Installation, token: Token) -> Mention:
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN):
                person = await self._people.person(installation, token.user)
        except (CallError, TimeoutError):
            if token.label:
                return Mention(token.text, token.user, token.label)
            raise Refusal(_not_found(token)) from None
        if person.is_app:
            raise Refusal(_an_app(person))
        return mention_of(person, token.text)

    async def _room(self, installation: Installation, errand: Errand, text: str) -> Room | None:
        first = text.split(None, 1)[:1]
        if not errand.channel or not first or first[0].lower() not in self._room_words:
            return None
        return await self._rooms.room(
            installation, errand.channel, errand.title, shared=errand.shared
        )


def mention_of(person: Person, token: str) -> Mention:
    """Return a person of Slack as the coach takes up new contacts."""
    return Mention(token, person.user, person.name or person.user, person.side, person.time_zone)


def sender_of(installation: Installation, user: str, person: Person | None) -> Sender:
    """Return a user as the coach knows people, as far as Slack told."""
    return Sender(
        platform="slack",
        workspace=installation.tenant,
        user=user,
        name=person.name if person else "",
        time_zone=person.time_zone if person else "",
    )


def address(installation: Installation, errand: Errand) -> str:
    """Return where the person is reached: by her id, and by the direct conversation if known."""
    base = f"slack:{installation.tenant}:{errand.user}"
    return f"{base}:{errand.channel}" if errand.channel.startswith(DIRECT) else base


def is_foreign(installation: Installation, errand: Errand) -> bool:
    """Return whether the payload alone says that the acting user is of another company."""
    if installation.enterprise_id and errand.enterprise:
        return errand.enterprise != installation.enterprise_id
    home = {installation.team_id, installation.enterprise_id}
    return bool(errand.team) and errand.team not in home and not installation.enterprise_id


def _an_app(person: Person) -> Card:
    name = person.name or "That"
    return Card(refused=True, body=f"{name} is an app, and I keep people. Name a person, please.")


def _not_found(token: Token) -> Card:
    return Card(
        refused=True,
        body=f"I could not find out who {token.text} is, so nothing was saved. Try again in a "
        "moment, or type the name: `met Ada Lovelace`.",
    )
