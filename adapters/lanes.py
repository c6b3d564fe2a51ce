"""Lanes: what people want of a platform, each person's wishes in their order, each stored one once.

A platform stores a delivery before it acknowledges it (`Arrivals`), and works it off here. What fails
is put back and comes again; what a process leaves behind is swept up by the next that looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from adapters.base import Arrival, Arrivals, BusyError

_log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]
"""Works one delivery off; `UndoneError`, `BusyError` or `TimeoutError` where that did not succeed."""

AT_ONCE = 64
"""Deliveries that are worked off at the same time."""
MOST_WAITING = 2_000
"""Deliveries that wait in memory; beyond, the stored ones wait in the database alone."""
SWEPT = 50


class UndoneError(Exception):
    """A delivery could not be worked off; ``final``: no second try would change that.

    ``reason`` goes into the log, so it holds nothing that people wrote.
    """

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass(slots=True)
class _Lane:
    """One person's deliveries, in their order."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Lanes:
    """Works deliveries off by themselves, and notes which were."""

    def __init__(
        self, arrivals: Arrivals, *, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING
    ) -> None:
        """Settle in ``arrivals`` what was done, and put back what was not."""
        self._arrivals = arrivals
        self._most_waiting = most_waiting
        self._places = asyncio.Semaphore(at_once)
        self._tasks: set[asyncio.Task[None]] = set()
        self._lanes: dict[tuple[str, str], _Lane] = {}

    def begin(self, arrival: Arrival, user: str, work: Work) -> None:
        """Work off what was delivered of ``user``, in its turn."""
        if len(self._tasks) < self._most_waiting:
            self.hold(self._stored(arrival, user, work))

    def hold(self, work: Coroutine[None, None, None]) -> None:
        """Let ``work`` go on by itself, and be waited for at the end."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def sweep(self, take_up: Callable[[Arrival], Awaitable[None]]) -> int:
        """Have ``take_up`` begin what nobody has in hands; return how much it was."""
        found = await self._arrivals.left_over(SWEPT)
        for arrival in found:
            try:
                await take_up(arrival)
            except Exception as error:  # noqa: BLE001 one that cannot be read must not stop the others
                _log.error("an errand could not be taken up", exc_info=error)
                await self._give_back(arrival, final=False)
        return len(found)

    async def drain(self, within: float) -> None:
        """Wait for what is being worked off, some seconds at most; the rest is taken up later."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    @asynccontextmanager
    async def lane(self, tenant: str, user: str) -> AsyncIterator[None]:
        """Wait for what was begun for a person before, and let what comes after wait."""
        lane = self._lanes.setdefault((tenant, user), _Lane())
        lane.count += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.count -= 1
            if not lane.count:
                del self._lanes[(tenant, user)]

    async def _stored(self, arrival: Arrival, user: str, work: Work) -> None:
        try:
            async with self.lane(arrival.tenant, user), self._places:
                await work()
            await self._arrivals.settle(arrival)
        except (UndoneError, BusyError, TimeoutError) as error:
            known = error if isinstance(error, UndoneError) else UndoneError(type(error).__name__)
            _log.warning("an errand was not worked off", reason=known.reason, attempt=arrival.tries)
            await self._give_back(arrival, final=known.final)
        except Exception as error:  # noqa: BLE001 one errand must not stop the others
            _log.error("an errand could not be worked off", exc_info=error)
            await self._give_back(arrival, final=False)

    async def _give_back(self, arrival: Arrival, *, final: bool) -> None:
        try:
            if final:
                await self._arrivals.settle(arrival)
            else:
                await self._arrivals.put_back(arrival)
        except Exception as error:  # noqa: BLE001 it comes back by itself when its lease ends
            _log.warning("an errand could not be given back", exc_info=error)
