"""Where an answer goes: a person's own chat with the bot, or the place of the card she pressed.

Answers are personal, so nothing of them is ever said in a channel or group chat. Teams itself tells a
person that there is something new in her own chat; only where there is no way to that does a line
appear where she asked, which says nothing of what it was about.
"""

from __future__ import annotations

from adapters.base import DeliveryError
from adapters.lanes import UndoneError
from adapters.teams.cards.adaptive import Posting, fitted, message, parts
from adapters.teams.cards.texts import cut, quiet
from adapters.teams.errands.errands import Errand
from adapters.teams.errands.pressing import Presses
from adapters.teams.errands.translating import sender_of
from adapters.teams.errands.wire import Chats, Wire, activity
from adapters.teams.outbound.verdicts import CallError
from adapters.teams.turns import Address
from coaching.messages import Card, Sender

ADD_ME = (
    "The answer to that is for you alone, and I have no chat with you yet. Open my app in Teams, add "
    "it for yourself, and ask me there."
)
LONGEST_QUOTE = 120
"""Characters of what somebody asked elsewhere, above the answer."""


class Replies:
    """Brings answers to where they belong."""

    def __init__(self, wire: Wire, chats: Chats, presses: Presses) -> None:
        self._wire = wire
        self._chats = chats
        self._presses = presses

    async def reply(
        self, errand: Errand, sender: Sender | None, card: Card, key: str, asked: str = ""
    ) -> None:
        """Bring the answer to an errand; `UndoneError` where that does not succeed.

        ``sender`` is None for whoever is nobody to the coach: the card says so then, and is no
        secret. ``asked`` is what was said, for an answer that is read elsewhere.
        """
        try:
            await self._bring(errand, sender, card, key, asked)
        except DeliveryError as error:
            raise undone(error) from error

    async def post(self, errand: Errand, sender: Sender, card: Card, key: str) -> None:
        """Post a card in the own chat of whoever wants an errand; `DeliveryError` if that fails."""
        address = await self.own_chat(errand, sender)
        await self._wire.send(address, activity(message(card, key)))

    async def own_chat(self, errand: Errand, sender: Sender) -> Address:
        """Return the address of a person's own chat; `DeliveryError` where there is no way to it."""
        if errand.is_private and errand.address.conversation:
            return errand.address
        return await self._chats.direct_chat(sender.workspace, sender.user)

    async def replace(self, address: Address, message_id: str, posting: Posting) -> None:
        """Put a card in the place of a message; `DeliveryError` if that fails."""
        await self._wire.update(address, {**activity(posting), "id": message_id})

    async def _bring(
        self, errand: Errand, sender: Sender | None, card: Card, key: str, asked: str
    ) -> None:
        pressed = errand.pressed
        if pressed is not None and pressed.kind != "keeps" and errand.message and errand.is_private:
            known = sender or sender_of(errand.address.tenant, errand.sender)
            posting = await self._presses.posting(known, pressed, card, key)
            await self.replace(errand.address, errand.message, posting)
        elif errand.is_private:
            await self._wire.send(errand.address, activity(message(card, key)))
        elif sender is None:
            await self._say(errand, card.body)
        else:
            await self._apart(errand, sender, asked_elsewhere(errand, asked, card, key))

    async def _apart(self, errand: Errand, sender: Sender, posting: Posting) -> None:
        try:
            address = await self.own_chat(errand, sender)
            await self._wire.send(address, activity(posting))
        except DeliveryError as error:
            if error.verdict != "stop":
                raise
            await self._say(errand, ADD_ME)

    async def _say(self, errand: Errand, line: str) -> None:
        """Say one of our own lines where everybody reads it."""
        await self._wire.send(errand.address, {"type": "message", "text": line})


def asked_elsewhere(errand: Errand, asked: str, card: Card, key: str) -> Posting:
    """Return an answer with a line above it that says where what was asked."""
    room = errand.room
    names = [name for name in (room.team_name, room.name) if name] if room else []
    usual = "a channel" if errand.address.scope == "channel" else "a group chat"
    line = f"In {' › '.join(names) or usual}: “{cut(' '.join(asked.split()), LONGEST_QUOTE)}”"
    return fitted(card, lambda short, way: [quiet(line), *parts(short, key, way)])


def undone(error: DeliveryError) -> UndoneError:
    """Return what it means for an errand that its answer could not be brought.

    What was said is saved all the same. An answer that may have arrived is not sent again.
    """
    reason = error.judgement.code if isinstance(error, CallError) else str(error)
    return UndoneError(reason, final=error.verdict in ("stop", "unsure"))
