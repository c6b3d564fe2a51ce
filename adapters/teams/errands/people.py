"""Who somebody in a chat is: object id, name, inside, guest or outside; asked once and remembered.

What a bot is told of people it only meets in a chat is all that is used: that somebody has NetLead of
her own, and what she told it, such as her time zone, is nobody else's business.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from typing import Literal, Protocol

from adapters.base import DeliveryError
from adapters.teams.outbound.conversations import whole_of
from adapters.teams.outbound.members import Member
from adapters.teams.outbound.patience import Patience
from adapters.teams.turns import Address

KNOWN_FOR = 6 * 3600.0
"""Seconds until somebody is asked about again."""
MOST_KNOWN = 20_000
LOOK_UP_WITHIN = 2.0
"""Seconds for asking who somebody is, while a person waits for the answer."""
APP = "28:"
"""How the ids of apps begin."""
PERSON = ("29:", "8:orgid:")
"""How the ids of people begin; channels, teams and tags have others."""

Side = Literal["inside", "outside", "guest", ""]
_SOON = Patience(within=LOOK_UP_WITHIN, tries=1, for_a_place=LOOK_UP_WITHIN)


class Roster(Protocol):
    """Where it is asked who is in a chat."""

    async def member(self, address: Address, user: str, *, patience: Patience) -> Member | None:
        """Return somebody by ``29:`` or object id; None if Teams tells of nobody."""
        ...


class People:
    """Looks people up in the chat where they were met."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._known: OrderedDict[tuple[str, str], tuple[float, Member]] = OrderedDict()

    def known(self, tenant: str, user: str) -> Member | None:
        """Return what is remembered of somebody by either id; nothing is asked."""
        found = self._known.get((tenant, user))
        return found[1] if found and found[0] > _now() else None

    async def member(self, address: Address, user: str, *, anew: bool = False) -> Member | None:
        """Return who somebody is; None if Teams does not tell, or not in time.

        With ``anew`` it is asked whether they are in that chat at this moment.
        """
        known = None if anew else self.known(address.tenant, user)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN):
                found = await self._roster.member(_whole(address), user, patience=_SOON)
        except (DeliveryError, TimeoutError):
            return None
        if found is not None:
            for name in filter(None, {user, found.mri, found.object_id}):
                self._remember((address.tenant, name), found)
        return found

    def _remember(self, key: tuple[str, str], member: Member) -> None:
        self._known.pop(key, None)
        self._known[key] = (_now() + KNOWN_FOR, member)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


def side_of(member: Member, tenant: str) -> Side:
    """Return whether somebody belongs to the company whose ``tenant`` this is, as far as is told."""
    if member.guest:
        return "guest"
    if member.tenant and member.tenant.lower() != tenant:
        return "outside"
    return "inside" if member.tenant else ""


def _whole(address: Address) -> Address:
    """Return the address of the room itself: a thread of it has no members of its own."""
    return replace(address, conversation=whole_of(address.conversation))


def _now() -> float:
    return asyncio.get_running_loop().time()
