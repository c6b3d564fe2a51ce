"""By which address everybody in Teams is reached: kept fresh by all that comes in, trusted never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from adapters.store import Store
from adapters.teams.config import TeamsConfig
from adapters.teams.outbound import address_rows as rows
from adapters.teams.outbound.conversations import Place, whole_of
from adapters.teams.outbound.known import Known, sightings
from adapters.teams.turns import Address, Turn

_log = structlog.get_logger()

REMOVED_FOR = timedelta(days=1)
"""How long the time of a removal is kept, for what comes late."""
UNSEEN_FOR = timedelta(days=730)
"""How long an address from which nothing comes is kept: as long as what is kept of people."""
LONGEST, LONGEST_TENANT = 256, 64
"""Characters of an id and of a tenant's; those of Teams have some hundred, and 36."""


class Addresses:
    """The addresses of this bot's people and rooms.

    The service of an address is checked when it is stored and when it is read: a database may have
    been written to by others, and settings change.
    """

    def __init__(self, store: Store, config: TeamsConfig) -> None:
        """Keep them in ``store``; services are those that ``config`` lets NetLead talk to."""
        self._store = store
        self._config = config

    async def note(self, turn: Turn, at: datetime) -> None:
        """Write down what an activity tells of who acted and where; dead addresses live again."""
        await self.see(sightings(turn, at))

    async def see(self, found: Sequence[Known]) -> None:
        """Write down from where something came; what must not be trusted is left out."""
        good = [known for known in found if self._is_good(known)]
        if len(good) < len(found):
            _log.warning("an address in Teams was not kept", count=len(found) - len(good))
        if good:
            await self._store.run(self._see, good)

    async def removed(self, turn: Turn, at: datetime) -> None:
        """Write down that the app was taken out of the chat, or the team, that ``turn`` is in."""
        await self._store.run(self._removed, turn, at)

    async def find(self, place: Place) -> Known | None:
        """Return how a person or room is reached; None where the app is not.

        An address whose service is not allowed is dropped.
        """
        return await self._store.run(self._find, place)

    async def lost(self, known: Known) -> None:
        """Write down that Teams takes nothing for an address any more, until something comes."""
        if await self._store.run(self._bury, known):
            _log.info("an address in Teams is closed to us", kind=known.address.scope)

    async def opened(self, known: Known, address: Address) -> Known:
        """Write down a person's direct chat; return the person with it."""
        after = replace(known, address=address)
        await self._store.run(self._open, after)
        return after

    async def forget(self, tenant: str, place: str = "") -> None:
        """Remove every trace of one person or room, or of a whole tenant."""
        await self._store.run(self._forget, tenant, place)

    async def sweep(self, now: datetime) -> int:
        """Remove what is kept long enough; return how many rows that were."""
        return await self._store.run(self._sweep, now)

    def _is_good(self, known: Known) -> bool:
        address = known.address
        ids = (known.place, known.mri, known.team, address.bot)
        fits = all(len(text) <= LONGEST for text in ids) and len(address.tenant) <= LONGEST_TENANT
        named = known.place and address.tenant
        return bool(fits and named and self._config.serves(address.service_url))

    def _see(self, found: Sequence[Known]) -> None:
        with self._store.transaction() as connection:
            for known in found:
                rows.see(connection, known)

    def _removed(self, turn: Turn, at: datetime) -> None:
        tenant, room = turn.address.tenant, turn.room
        place = whole_of(turn.address.conversation)
        if turn.address.scope == "personal":
            place = turn.sender.object_id or turn.sender.mri
        with self._store.transaction() as connection:
            rows.take_out(connection, tenant, place, at)
            if room is not None and room.team:
                rows.take_out_team(connection, tenant, room.team, at)

    def _find(self, place: Place) -> Known | None:
        with self._store.transaction() as connection:
            found = rows.find(connection, place.tenant, place.id)
            if found is None or self._config.serves(found.address.service_url):
                return found
            rows.drop(connection, found)
        _log.error("an address in Teams led to a service that is not allowed; it was dropped")
        return None

    def _bury(self, known: Known) -> bool:
        with self._store.transaction() as connection:
            return rows.bury(connection, known)

    def _open(self, known: Known) -> None:
        with self._store.transaction() as connection:
            rows.open_chat(connection, known)

    def _forget(self, tenant: str, place: str) -> None:
        with self._store.transaction() as connection:
            rows.forget(connection, tenant, place)

    def _sweep(self, now: datetime) -> int:
        with self._store.transaction() as connection:
            return rows.sweep(connection, now - REMOVED_FOR, now - UNSEEN_FOR)
