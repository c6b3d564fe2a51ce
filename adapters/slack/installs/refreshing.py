"""Exchanges tokens before they end: each refresh token is sent once, by one process.

A refresh token is used up by being sent. So who sends it writes that down first; until somebody
knows what came of it, nobody sends it again while the token it belongs to still lives. The new
pair is in the database before anybody uses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic

import structlog

from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.grants import Renewal
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.installed import REFRESH_BEFORE, Key
from coaching.clock import Clock

_log = structlog.get_logger()

LEASE = timedelta(seconds=30)
"""Longer than one question to Slack takes: so long nobody else asks."""
REST = 60.0
"""Seconds without further tries after Slack could not be asked."""
PATIENCE = 2.0
"""Seconds that a caller waits for a new token while the old one still does."""
LONGEST_PATIENCE = 12.0
"""Seconds that a caller waits for a new token without which nothing can be done."""
NEARLY_DEAD = timedelta(minutes=1)
"""A token that ends sooner is not handed out to a request without a try to exchange it first."""
LOOK_AGAIN = 0.2
LOOK_FOR = 3.0
"""Seconds for which another process is waited for where the token is dead."""
DRAIN = 10.0
GONE = frozenset(
    {
        *("invalid_refresh_token", "invalid_grant", "token_revoked", "token_expired"),
        "account_inactive",
    }
)
"""Refusals that mean this installation; any other is about the app, and hits all of them alike."""
_PAUSES = (0.2, 1.0, 5.0)


class Refresher:
    """Keeps the tokens of installations alive."""

    def __init__(
        self,
        installations: Installations,
        access: Access,
        clock: Clock,
        *,
        time: Callable[[], float] = monotonic,
    ) -> None:
        """Exchange tokens through ``access``; ``time`` counts seconds."""
        self._installations = installations
        self._access = access
        self._clock = clock
        self._time = time
        self._running: dict[Key, asyncio.Task[Installation]] = {}
        self._rests: dict[Key, float] = {}
        self._rest_of_all = 0.0

    async def fresh(self, installation: Installation) -> Installation:
        """Return the installation with a living token, if there is a way to one.

        While the old token lives it is waited for only briefly, and the old one does meanwhile.
        """
        alive = not installation.expired(self._clock.now())
        return await self._wait(installation, PATIENCE if alive else LONGEST_PATIENCE)

    async def in_time(self, installation: Installation) -> Installation:
        """Return the installation for a request, which has no time: only a dead token is waited for.

        One that stays dead is returned all the same: most answers need none.
        """
        nearly_dead = installation.expired(self._clock.now() + NEARLY_DEAD)
        return await self._wait(installation, PATIENCE if nearly_dead else 0.0)

    def begin(self, installation: Installation) -> asyncio.Task[Installation] | None:
        """Begin to exchange the token if it is time, or join who is at it; do not wait."""
        if not self._is_time(installation):
            return None
        key = installation.key
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(self._refresh(installation))
            task.add_done_callback(lambda done: self._ended(key, done))
        return task

    async def keep_alive(self, now: datetime) -> int:
        """Exchange every token that ends within `REFRESH_BEFORE`; return how many were."""
        count = 0
        for installation in await self._installations.expiring(now + REFRESH_BEFORE):
            if self._time() < self._rest_of_all:
                break  # what goes wrong with one would go wrong with all
            task = self.begin(installation)
            if task is not None:
                await asyncio.wait({task})
                after = _result(task)
                count += after is not None and after.active and after.token != installation.token
        return count

    async def close(self) -> None:
        """Let exchanges under way come to their end, for a while."""
        tasks = set(self._running.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _wait(self, installation: Installation, seconds: float) -> Installation:
        task = self.begin(installation)
        if task is None or not seconds:
            return installation
        # What was asked of Slack goes on whatever becomes of who asked for it.
        await asyncio.wait({task}, timeout=seconds)
        return _result(task) or installation

    def _is_time(self, installation: Installation) -> bool:
        now = self._clock.now()
        until = installation.refresh_until
        if installation.expired(now) and until is not None and until > now:
            return True  # another process is at it, and nothing can be done without
        if not installation.wants_refresh(now):
            return False
        rest = self._rests.get(installation.key, 0.0)
        if not installation.expired(now):
            rest = max(rest, self._rest_of_all)
        return self._time() >= rest

    def _ended(self, key: Key, task: asyncio.Task[Installation]) -> None:
        del self._running[key]
        if task.cancelled():
            _log.error("a token's exchange was broken off", workspace=_name(key))
        elif error := task.exception():
            self._rests[key] = self._time() + REST
            _log.error("a token could not be exchanged", workspace=_name(key), exc_info=error)

    async def _refresh(self, installation: Installation) -> Installation:
        now = self._clock.now()
        before, claimed = await self._installations.amend(
            installation.key, lambda found: found.claimed(now, now + LEASE)
        )
        if before is None:
            return replace(installation, status="removed")
        if claimed is None:
            return await self._others(before)
        try:
            renewal = await self._access.refresh(claimed.refresh_token)
        except AccessError as error:
            return await self._failed(before, error)
        return await self._keep(claimed, renewal)

    async def _others(self, installation: Installation) -> Installation:
        """Return what another process makes of a dead token; a living one will do as it is."""
        found = installation
        end = self._time() + LOOK_FOR
        while found.active and found.expired(self._clock.now()) and self._time() < end:
            if found.refresh_until is None or found.refresh_until <= self._clock.now():
                break
            await asyncio.sleep(LOOK_AGAIN)
            found = await self._installations.read(found.key) or replace(found, status="removed")
        return found

    async def _keep(self, claimed: Installation, renewal: Renewal) -> Installation:
        """Write the new pair down, however long that takes: there is no other copy of it."""
        pair = (renewal.token, renewal.refresh_token, renewal.expires_at)
        attempt = 0
        while True:
            try:
                before, after = await self._installations.amend(
                    claimed.key, lambda found: found.renewed(claimed.refresh_token, *pair)
                )
            except Exception as error:  # noqa: BLE001 whatever ails the database, the pair must not be lost
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                _log.error(
                    "a new token cannot be written down yet",
                    workspace=claimed.tenant,
                    attempt=attempt + 1,
                    exc_info=error,
                )
                attempt += 1
                await asyncio.sleep(pause)
            else:
                self._rests.pop(claimed.key, None)
                return after or before or replace(claimed, status="removed")

    async def _failed(self, before: Installation, error: AccessError) -> Installation:
        if error.outcome == "refused" and error.error in GONE:
            return await self._lost(before, error)
        tell = _log.error if error.outcome == "refused" else _log.warning
        tell(
            "Slack gave no new token",
            workspace=before.tenant,
            outcome=error.outcome,
            reason=error.error,
        )
        self._rests[before.key] = self._rest_of_all = self._time() + REST
        sent, doubted = before.refresh_token, error.outcome == "unsure"
        was, after = await self._installations.amend(
            before.key, lambda found: found.released(sent, doubted=doubted)
        )
        return after or was or before

    async def _lost(self, before: Installation, error: AccessError) -> Installation:
        now = self._clock.now()
        was, after = await self._installations.amend(
            before.key, lambda found: found.refused(before.token, now)
        )
        if after is None:
            return was or before  # it was installed again while Slack was asked
        _log.error(
            "Slack took the app's token back; somebody there has to install it again",
            workspace=before.tenant,
            reason=error.error,
        )
        return after


def _result(task: asyncio.Task[Installation]) -> Installation | None:
    failed = not task.done() or task.cancelled() or task.exception() is not None
    return None if failed else task.result()


def _name(key: Key) -> str:
    return key[1] or key[0]
