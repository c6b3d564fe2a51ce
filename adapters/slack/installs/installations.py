"""Where the app is installed: found without a look into the database, changed only through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Protocol

from adapters.slack.installs import installation_rows as rows
from adapters.slack.installs.installed import REFUSED_FOR_GOOD, Installation, Key, Status
from adapters.slack.installs.memory import Memory
from adapters.store import Store
from coaching.clock import Clock

__all__ = ["Installation", "InstallationStore", "Installations", "Key", "Status"]

Change = Callable[[Installation], Installation | None]


class InstallationStore(Protocol):
    """What can be asked of installations, be they many in a database or one in the settings."""

    async def find(self, enterprise_id: str | None, team_id: str | None) -> Installation | None:
        """Return the installation that serves a workspace: its own, else its organisation's.

        It may be a lost one, if there is no active one.
        """
        ...

    async def by_tenant(self, tenant: str) -> Installation | None:
        """Return the installation whose workspace the coach knows by this name."""
        ...

    async def rows(self, enterprise_id: str, team_id: str) -> list[Installation]:
        """Return all that could be meant by these two names, as they stand at this moment."""
        ...

    async def to_erase(self, now: datetime) -> list[Installation]:
        """Return the lost installations whose time to be erased has come."""
        ...

    async def mark_removed(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the app was uninstalled at ``at``; False where that changes nothing."""
        ...

    async def mark_revoked(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the token was taken back at ``at``; False where that changes nothing."""
        ...

    async def mark_refused(self, installation: Installation, error: str) -> bool:
        """Note that Slack refused a call with the word ``error``.

        It is given up where the word means that this token, which it still goes by, is gone.
        """
        ...

    async def drop(self, key: Key, now: datetime) -> bool:
        """Forget a lost installation whose time has come; False if it came back meanwhile."""
        ...


class Installations:
    """The installations in the database, with a short memory of those that were asked for."""

    def __init__(
        self, store: Store, clock: Clock, *, time: Callable[[], float] = monotonic
    ) -> None:
        """Keep installations in ``store``; ``time`` counts the seconds of the memory."""
        self._store = store
        self._clock = clock
        self._memory = Memory(time)

    async def find(self, enterprise_id: str | None, team_id: str | None) -> Installation | None:
        """Return the installation that serves a workspace: its own, else its organisation's."""
        return await self._recall(enterprise_id or "", team_id or "")

    async def by_tenant(self, tenant: str) -> Installation | None:
        """Return the installation whose workspace the coach knows by this name."""
        found = await self._recall("", tenant)
        return found if found is not None and found.tenant == tenant else None

    async def rows(self, enterprise_id: str, team_id: str) -> list[Installation]:
        """Return all that could be meant by these two names, past the memory."""
        return await self._store.run(self._candidates, enterprise_id, team_id)

    async def read(self, key: Key) -> Installation | None:
        """Return one installation as it stands at this moment."""
        return next((found for found in await self.rows(*key) if found.key == key), None)

    async def save(self, installation: Installation) -> Installation:
        """Keep what Slack granted, over whatever there was; a lost installation lives again.

        Returns it as it was kept: installed now, active, with no erasing ahead.
        """
        kept = replace(
            installation,
            installed_at=self._clock.now(),
            status="active",
            erase_at=None,
            refresh_until=None,
            refresh_doubted=False,
        )
        with self._memory.forgetting(kept.key):
            await self._store.run(self._put, kept)
        return kept

    async def expiring(self, before: datetime) -> list[Installation]:
        """Return the active installations whose token ends before then, the first to end first."""
        return await self._store.run(self._expiring, before)

    async def to_erase(self, now: datetime) -> list[Installation]:
        """Return the lost installations whose time to be erased has come."""
        return await self._store.run(self._to_erase, now)

    async def mark_removed(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the app was uninstalled at ``at``, unless it was installed again since."""
        _, after = await self.amend(key, lambda found: found.removed(at, erase_at))
        return after is not None

    async def mark_revoked(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the token was taken back at ``at``, unless it was installed again since."""
        _, after = await self.amend(key, lambda found: found.revoked(at, erase_at))
        return after is not None

    async def mark_refused(self, installation: Installation, error: str) -> bool:
        """Give an installation up whose token Slack refused for good, as ``error`` says."""
        if error not in REFUSED_FOR_GOOD:
            return False
        token, now = installation.token, self._clock.now()
        _, after = await self.amend(installation.key, lambda found: found.refused(token, now))
        return after is not None

    async def drop(self, key: Key, now: datetime) -> bool:
        """Forget a lost installation whose time has come; False if it came back meanwhile."""
        with self._memory.forgetting(key):
            return await self._store.run(self._remove, key, now)

    async def amend(
        self, key: Key, change: Change
    ) -> tuple[Installation | None, Installation | None]:
        """Let ``change`` make a new state of one installation, with nobody in between.

        Returns what was there and what is there now; the second is None where nothing changed.
        """
        with self._memory.forgetting(key):
            return await self._store.run(self._amend, key, change)

    async def _recall(self, enterprise_id: str, team_id: str) -> Installation | None:
        asked = (enterprise_id, team_id)
        known = self._memory.get(asked)
        if known is not None:
            return known
        since = self._memory.changes
        found = await self._store.run(self._candidates, *asked)
        if not found:
            return None
        self._memory.put(asked, found[0], since)
        return found[0]

    def _candidates(self, enterprise_id: str, team_id: str) -> list[Installation]:
        with self._store.transaction() as connection:
            return rows.candidates(connection, enterprise_id, team_id)

    def _expiring(self, before: datetime) -> list[Installation]:
        with self._store.transaction() as connection:
            return rows.expiring(connection, before)

    def _to_erase(self, now: datetime) -> list[Installation]:
        with self._store.transaction() as connection:
            return rows.to_erase(connection, now)

    def _put(self, installation: Installation) -> None:
        with self._store.transaction() as connection:
            rows.put(connection, installation)

    def _amend(self, key: Key, change: Change) -> tuple[Installation | None, Installation | None]:
        with self._store.transaction() as connection:
            return rows.amend(connection, key, change)

    def _remove(self, key: Key, now: datetime) -> bool:
        with self._store.transaction() as connection:
            return rows.remove(connection, key, now)
