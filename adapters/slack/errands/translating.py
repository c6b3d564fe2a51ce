"""From an errand to a message for the coach: who speaks, whom they mean, where it was said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from adapters.slack.errands import answers
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.speech import Speech, Token, read_speech
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.people import People, Person
from adapters.slack.outbound.rooms import DIRECT, Rooms
from adapters.slack.verdicts import CallError
from coaching.messages import Card, Mention, Message, Press, Room, Sender

LOOK_UP_WITHIN = 0.7
"""Seconds for asking Slack who somebody is: twice that, and the coach still answers in time."""


class Refusal(Exception):  # noqa: N818 not an error of ours: its card is the answer
    """The errand cannot become a message; its card says why.

    ``to_app``: it came from an app, which is not answered where it merely spoke: two that answer
    each other never end.
    """

    def __init__(self, card: Card, *, to_app: bool = False) -> None:
        super().__init__(card.body)
        self.card = card
        self.to_app = to_app


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
        direct = errand.channel.startswith(DIRECT)
        mentions: tuple[Mention, ...] = ()
        room: Room | None = None
        if speech.tokens or (not direct and self._is_about_room(errand, text)):
            mentions, room = await asyncio.gather(
                self._mentions(installation, speech), self._room(installation, errand, text)
            )
        return Message(
            id=key,
            sender=sender,
            conversation=address(installation, errand),
            text=text or "help",
            private=direct,
            mentions=mentions,
            press=Press(errand.card, errand.label) if errand.card else None,
            room=room,
        )

    async def sender(self, installation: Installation, errand: Errand) -> Sender:
        """Return who acts; `Refusal` for people of other companies, who can press buttons too."""
        person = await self._people.try_person(installation, errand.user, LOOK_UP_WITHIN)
        if person is not None:
            if person.is_app:
                raise Refusal(answers.NOT_YOURS, to_app=True)
            if person.side == "outside":
                raise Refusal(answers.NOT_YOURS)
        else:
            foreign = is_foreign(installation, errand)
            if foreign is not False:
                raise Refusal(answers.NOT_YOURS if foreign else answers.UNSURE)
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
            raise Refusal(answers.not_found(token.text)) from None
        if person.is_app:
            raise Refusal(answers.an_app(person.name))
        return mention_of(person, token.text, token.label)

    def _is_about_room(self, errand: Errand, text: str) -> bool:
        first = text.split(None, 1)[:1]
        return bool(errand.channel and first) and first[0].lower() in self._room_words

    async def _room(self, installation: Installation, errand: Errand, text: str) -> Room | None:
        direct = errand.channel.startswith(DIRECT)
        if direct or not self._is_about_room(errand, text):
            return None
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN):
                return await self._rooms.room(
                    installation, errand.channel, errand.title, shared=errand.shared
                )
        except TimeoutError:
            raise Refusal(answers.UNSURE_WHERE) from None


def mention_of(person: Person, token: str, label: str = "") -> Mention:
    """Return a person of Slack as the coach takes up new contacts; ``label`` is for the nameless."""
    name = person.name or label or person.user
    return Mention(token, person.user, name, person.side, person.time_zone)


def sender_of(installation: Installation, user: str, person: Person | None) -> Sender:
    """Return a user as the coach knows people, as far as Slack told."""
    return Sender(
        platform="slack",
        workspace=installation.tenant,
        user=user,
        name=person.name if person else "",
        time_zone=person.time_zone if person else "",
        is_admin=person.is_admin if person else None,
    )


def address(installation: Installation, errand: Errand) -> str:
    """Return where the person is reached: by her id, and by the direct conversation if known."""
    base = f"slack:{installation.tenant}:{errand.user}"
    return f"{base}:{errand.channel}" if errand.channel.startswith(DIRECT) else base


def is_foreign(installation: Installation, errand: Errand) -> bool | None:
    """Return whether the payload alone says that the acting user is of another company.

    None where it does not say: a workspace of another name may be a sister in the organisation.
    """
    if installation.enterprise_id and errand.enterprise:
        return errand.enterprise != installation.enterprise_id
    known = bool(errand.team) and errand.team in (installation.team_id, installation.enterprise_id)
    direct = errand.kind == "message" and errand.channel.startswith(DIRECT)
    if known or direct or errand.shared is False:
        return False
    if not installation.enterprise_id:
        return bool(errand.team)
    return None
