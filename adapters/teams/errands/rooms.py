"""What a channel or group chat is to the coach: its name, and whether outsiders are in it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from adapters.base import DeliveryError
from adapters.teams.errands.people import side_of
from adapters.teams.outbound.conversations import room_place
from adapters.teams.outbound.members import Member
from adapters.teams.outbound.patience import Patience
from adapters.teams.turns import Address
from adapters.teams.turns import Room as Told
from coaching.messages import Room

KNOWN_FOR = 60.0
"""Seconds: somebody of another company may be added at any time."""
MOST_KNOWN = 2_000
LOOK_UP_WITHIN = 5.0


class Roster(Protocol):
    """Where it is asked who is in a chat."""

    async def members(self, address: Address, *, patience: Patience) -> Sequence[Member]:
        """Return who is in a conversation."""
        ...


class Rooms:
    """Looks rooms up. Teams has no flag for outsiders: the tenants of the members are compared."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    async def room(self, address: Address, told: Told) -> Room:
        """Return the room that Teams ``told`` of, in which something was said."""
        names = [name for name in (told.team_name, told.name) if name]
        try:
            shared = await self.shared(address, LOOK_UP_WITHIN)
        except DeliveryError:
            shared = None
        return Room(
            address=str(room_place(address.tenant, address.conversation)),
            name=" › ".join(names) or "this conversation",
            shared=shared,
        )

    async def shared(self, address: Address, within: float) -> bool | None:
        """Return whether people of other companies are in a room; None where that is not told.

        `DeliveryError` where Teams does not say who is in it, or not in time.
        """
        place = room_place(address.tenant, address.conversation)
        key, now = (place.tenant, place.id), asyncio.get_running_loop().time()
        found = self._known.get(key)
        if found and found[0] > now:
            return found[1]
        shared = is_shared(await self._members(address, place.id, within), address.tenant)
        if shared is not None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = (now + KNOWN_FOR, shared)
        return shared

    async def _members(self, address: Address, room: str, within: float) -> Sequence[Member]:
        patience = Patience(within=within, tries=1, for_a_place=within)
        try:
            async with asyncio.timeout(within):
                whole = replace(address, conversation=room)
                return await self._roster.members(whole, patience=patience)
        except TimeoutError as error:
            reason = "who is in the room was not told in time"
            raise DeliveryError(reason, verdict="wait", retry_after=KNOWN_FOR) from error


def is_shared(members: Sequence[Member], tenant: str) -> bool | None:
    """Return whether people of other companies are among the members; None where that is not told.

    Guests have an account inside, so they are in no other company's room.
    """
    sides = [side_of(member, tenant) for member in members]
    if "outside" in sides:
        return True
    return None if not sides or "" in sides else False
