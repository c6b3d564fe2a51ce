"""The one workspace of a bot token from the settings: who it is, asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

import structlog

from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.installed import REFUSED_FOR_GOOD, Installation, Key
from coaching.clock import Clock

_log = structlog.get_logger()

AGAIN_AFTER = 5.0
"""Seconds until Slack is asked again after it could not be reached."""
AGAIN_AFTER_REFUSAL = 60.0


class SingleInstallation:
    """An `InstallationStore` of one, which no database knows of.

    What becomes of it is remembered for as long as the process runs; after a restart Slack is
    asked again whether the token is any good.
    """

    def __init__(
        self, token: str, access: Access, clock: Clock, *, time: Callable[[], float] = monotonic
    ) -> None:
        """Serve the workspace of the bot ``token``; ``time`` counts seconds."""
        self._token = token
        self._access = access
        self._clock = clock
        self._time = time
        self._asking = asyncio.Lock()
        self._found: Installation | None = None
        self._failure: AccessError | None = None
        self._again_at = 0.0

    async def find(self, enterprise_id: str | None, team_id: str | None) -> Installation | None:
        """Return the installation if it serves this workspace.

        None while Slack refuses the token; `AccessError` while Slack cannot be reached.
        """
        known = await self._known()
        return known if known is not None and _serves(known, enterprise_id, team_id) else None

    async def by_tenant(self, tenant: str) -> Installation | None:
        """Return the installation if the coach knows its workspace by this name."""
        known = await self._known()
        return known if known is not None and known.tenant == tenant else None

    async def rows(self, enterprise_id: str, team_id: str) -> list[Installation]:
        """Return the installation if it could be meant by these two names."""
        found = await self.find(enterprise_id, team_id)
        return [] if found is None else [found]

    async def to_erase(self, now: datetime) -> list[Installation]:
        """Return the installation if it is lost and its time has come."""
        found = self._found
        due = found is not None and found.erase_at is not None and found.erase_at <= now
        return [found] if found is not None and due else []

    async def mark_removed(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the app was uninstalled at ``at``; False where that changes nothing."""
        return self._become(key, lambda found: found.removed(at, erase_at))

    async def mark_revoked(self, key: Key, at: datetime, erase_at: datetime) -> bool:
        """Note that the token was taken back at ``at``; False where that changes nothing."""
        return self._become(key, lambda found: found.revoked(at, erase_at))

    async def mark_refused(self, installation: Installation, error: str) -> bool:
        """Give the workspace up if Slack refused its token for good, as ``error`` says."""
        if error not in REFUSED_FOR_GOOD:
            return False
        token, now = installation.token, self._clock.now()
        return self._become(installation.key, lambda found: found.refused(token, now))

    async def drop(self, key: Key, now: datetime) -> bool:
        """Note that nothing is left to be erased."""
        if not any(found.key == key for found in await self.to_erase(now)):
            return False
        return self._become(key, lambda found: replace(found, erase_at=None))

    async def _known(self) -> Installation | None:
        if self._found is None:
            async with self._asking:
                if self._found is None:
                    await self._ask()
        return self._found

    async def _ask(self) -> None:
        if self._time() >= self._again_at:
            self._failure = None
            try:
                found = await self._access.whose(self._token)
            except AccessError as error:
                self._failure = error
                self._tell(error)
            else:
                self._found = replace(found, installed_at=self._clock.now())
                if found.expires_at is not None:
                    _log.error(
                        "the bot token of the settings ends soon and cannot be exchanged: "
                        "switch token rotation off for the app, or set its client id and secret",
                        workspace=found.tenant,
                    )
        if self._failure is not None and self._failure.outcome != "refused":
            raise AccessError(self._failure.outcome, self._failure.error)

    def _tell(self, error: AccessError) -> None:
        refused = error.outcome == "refused"
        self._again_at = self._time() + (AGAIN_AFTER_REFUSAL if refused else AGAIN_AFTER)
        if refused:
            _log.error("Slack does not take the bot token of the settings", reason=error.error)
        else:
            _log.warning("Slack cannot be asked whose the bot token is", reason=error.error)

    def _become(self, key: Key, change: Callable[[Installation], Installation | None]) -> bool:
        if self._found is None or self._found.key != key:
            return False
        after = change(self._found)
        self._found = after or self._found
        return after is not None


def _serves(installation: Installation, enterprise_id: str | None, team_id: str | None) -> bool:
    if installation.team_id:
        return team_id == installation.team_id
    return installation.enterprise_id in (enterprise_id, team_id)
