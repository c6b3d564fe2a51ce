"""Whom and what the bot has seen in Teams, and what each activity tells about that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.teams.outbound.conversations import whole_of
from adapters.teams.turns import Address, Person, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person or a room, and how they are reached.

    ``place`` is the person's object id (``29:…`` where Teams tells none) or the room's own id. The
    address of a person whose direct chat was never opened has no conversation. ``alive``: Teams
    takes messages for it, as far as is known. ``seen_at`` is when something last came from there.
    """

    place: str
    address: Address
    seen_at: datetime
    mri: str = ""
    team: str = ""
    alive: bool = True

    @property
    def person(self) -> Person:
        """Return the person, as far as it takes to reach them."""
        return Person(mri=self.mri, object_id="" if self.place == self.mri else self.place)


def known_person(address: Address, person: Person, at: datetime) -> Known:
    """Return what an activity of ``person`` in the conversation of ``address`` tells of them."""
    direct = address.scope == "personal"
    return Known(
        place=person.object_id or person.mri,
        address=Address(
            tenant=address.tenant,
            service_url=address.service_url,
            conversation=address.conversation if direct else "",
            scope="personal",
            bot=address.bot,
        ),
        seen_at=at,
        mri=person.mri,
    )


def known_room(address: Address, team: str, at: datetime) -> Known:
    """Return what an activity in a channel or group chat tells of it, whatever thread it was in."""
    room = whole_of(address.conversation)
    return Known(
        place=room,
        address=Address(
            tenant=address.tenant,
            service_url=address.service_url,
            conversation=room,
            scope=address.scope,
            bot=address.bot,
        ),
        seen_at=at,
        team=team,
    )


def sightings(turn: Turn, at: datetime) -> list[Known]:
    """Return everything that an activity tells of: who acted, and the room it was in."""
    found = []
    if turn.sender.object_id or turn.sender.mri:
        found.append(known_person(turn.address, turn.sender, at))
    if turn.address.scope != "personal":
        found.append(known_room(turn.address, turn.room.team if turn.room else "", at))
    return found
