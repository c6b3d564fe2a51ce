"""The app's token: one for the process, fetched once for all who want it, renewed ahead of its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import httpx
import structlog

from adapters.teams.outbound.grants import Denial, Grant, read_grant
from adapters.teams.outbound.verdicts import CallError, Judgement
from adapters.transport import NoAnswerError, Pool

_log = structlog.get_logger()

AHEAD = 300.0
"""Seconds before its end at which a token is exchanged for the next."""
NEARLY_DEAD = 20.0
"""Seconds before its end from which a token is not used any more: it has a way to go."""
SHORTEST_REST, LONGEST_REST = 1.0, 60.0
"""Seconds between tries while the token service is away; each is twice the one before."""
FINAL_REST, LONGEST_FINAL_REST = 60.0, 600.0
"""The same where it refused the app: that takes an operator."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token; times are seconds of a monotonic clock."""

    text: str = field(repr=False)
    renew_at: float
    ends_at: float


class Tokens:
    """Hands out the app's token, mostly without waiting."""

    def __init__(
        self,
        pool: Pool,
        request: Callable[[], httpx.Request],
        *,
        time: Callable[[], float] = monotonic,
    ) -> None:
        """Ask with what ``request`` makes (`adapters.teams.outbound.identity`); ``time`` counts."""
        self._pool = pool
        self._request = request
        self._time = time
        self._token: Token | None = None
        self._doubted: Token | None = None
        self._hopeless: Token | None = None
        self._running: asyncio.Task[None] | None = None
        self._denial = Denial("not asked yet")
        self._failures = 0
        self._rest_until = 0.0

    async def token(self) -> Token:
        """Return a token that lives; `CallError` while there is none to be had.

        Only whoever comes when there is none waits for it, and all of them for the same one; one
        that ends soon still serves while the next is fetched.
        """
        task = self._begin()
        living = self._living()
        if living is not None:
            return living
        if task is not None:
            # What was asked goes on, whatever becomes of who asked.
            await asyncio.wait({task})
        living = self._living()
        if living is None:
            raise self._unavailable()
        return living

    def refused(self, token: Token) -> None:
        """Note that Teams did not take ``token``: it is exchanged, once.

        A token that came in the place of a refused one is kept: another would fare no better.
        """
        if self._token is not token or self._hopeless is token:
            return
        if self._doubted is None:
            self._doubted, self._token = token, None
            _log.warning("Teams did not take the app's token; another is asked for")
        else:
            self._hopeless = token
            _log.error("Teams takes no token of this app: check that its bot is registered there")

    async def keep(self) -> None:
        """Renew the token ahead of its end, however quiet it is, until cancelled."""
        while True:
            task = self._begin()
            if task is not None:
                await asyncio.wait({task})
            wanted = self._token.renew_at if self._token else 0.0
            pause = max(wanted, self._rest_until) - self._time()
            await asyncio.sleep(min(max(pause, SHORTEST_REST), LONGEST_REST))

    async def close(self) -> None:
        """Break off what is under way."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})

    def _living(self) -> Token | None:
        token = self._token
        return token if token is not None and self._time() < token.ends_at else None

    def _begin(self) -> asyncio.Task[None] | None:
        """Begin to fetch a token if it is time, or join who is at it; do not wait."""
        if self._running is None and self._is_time():
            self._running = asyncio.create_task(self._fetch())
            self._running.add_done_callback(self._ended)
        return self._running

    def _is_time(self) -> bool:
        now = self._time()
        wanted = self._token is None or now >= self._token.renew_at
        return wanted and now >= self._rest_until

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running = None
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._denied(Denial(type(error).__name__))
            _log.error("asking for the Teams app's token failed", exc_info=error)

    async def _fetch(self) -> None:
        asked_at = self._time()
        try:
            found = read_grant(await self._pool.ask(self._request()))
        except NoAnswerError as error:
            found = Denial(str(error))
        if isinstance(found, Denial):
            self._denied(found)
        else:
            self._granted(found, asked_at)

    def _granted(self, grant: Grant, asked_at: float) -> None:
        ends_at = asked_at + max(grant.lives - NEARLY_DEAD, grant.lives / 2)
        renew_at = asked_at + max(grant.lives - AHEAD, grant.lives / 2)
        if self._doubted is not None and asked_at >= self._doubted.ends_at:
            self._doubted = None
        if self._failures:
            _log.info("the Teams app has a token again", count=self._failures)
        self._token = Token(grant.text, renew_at, ends_at)
        self._failures, self._rest_until = 0, 0.0

    def _denied(self, denial: Denial) -> None:
        # Each kind of trouble is told once, until it is over or turns into another.
        if not self._failures or denial.final != self._denial.final:
            self._failures = 0
            if denial.final:
                _log.error(
                    "Microsoft gives the Teams app no token: check its id, tenant and password",
                    reason=denial.code,
                )
            else:
                _log.warning("the Teams app's token service does not serve", reason=denial.code)
        shortest, longest = (
            (FINAL_REST, LONGEST_FINAL_REST) if denial.final else (SHORTEST_REST, LONGEST_REST)
        )
        rest = min(shortest * 2 ** min(self._failures, 16), longest)
        self._failures += 1
        self._denial = denial
        self._rest_until = self._time() + max(rest, denial.retry_after)

    def _unavailable(self) -> CallError:
        wait = max(SHORTEST_REST, self._rest_until - self._time())
        return CallError("token", Judgement("wait", self._denial.code, wait))
