"""What goes out without having been asked for: nudges to people, posts to rooms."""

from __future__ import annotations

import asyncio

from adapters.base import DeliveryError
from adapters.teams.errands.rooms import Rooms
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place, read_place
from adapters.teams.outbound.sending import Sender
from adapters.teams.outbound.verdicts import USUAL_WAIT
from coaching.messages import Card

ROOM_WITHIN = 1.5
"""Seconds for looking who is in a room before something is posted there; with what the sending takes
less than the outbox waits."""
HOUR = 3600.0


class Unasked:
    """Sends nudges and posts, each only where it may go."""

    def __init__(self, sender: Sender, addresses: Addresses, rooms: Rooms) -> None:
        self._sender = sender
        self._addresses = addresses
        self._rooms = rooms

    async def send(self, conversation: str, card: Card, key: str) -> None:
        """Deliver ``card``; `DeliveryError` says what may be done if that fails."""
        try:
            place = read_place(conversation)
        except ValueError as error:
            raise DeliveryError(str(error), verdict="stop") from error
        if place.is_room and not await self._is_among_us(place):
            reason = "the room is, or may be, shared with another company"
            raise DeliveryError(reason, verdict="stop")
        try:
            await self._sender.send(conversation, card, key)
        except DeliveryError as error:
            if error.verdict == "stop" and not place.is_room:
                # No chat is closed for good: whoever adds the app again still wants her reminder.
                raise DeliveryError(str(error), verdict="wait", retry_after=HOUR) from error
            raise

    async def _is_among_us(self, place: Place) -> bool:
        """Return whether only the company's own people are in a room, for all that is told."""
        try:
            async with asyncio.timeout(ROOM_WITHIN):
                known = await self._addresses.find(place)
                if known is None:
                    return True  # the app is not there, which the sending says
                return await self._rooms.shared(known.address, ROOM_WITHIN) is False
        except DeliveryError:
            raise
        except Exception as error:
            # Nothing was posted yet, whatever went wrong: it can be tried again.
            reason = "who is in the room could not be found out"
            raise DeliveryError(reason, verdict="wait", retry_after=USUAL_WAIT) from error
