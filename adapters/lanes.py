"""Lanes: what people want of a platform, each person's wishes in their order, each stored one once.

A platform stores a delivery before it acknowledges it (`Arrivals`), and works it off here. What fails
is put back and comes again; what a process leaves behind is swept up by the next that looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import structlog

from adapters.base import Arrival, Arrivals, BusyError
from adapters.ending import ENDING

_log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]
"""Works one delivery off; `UndoneError`, `BusyError` or `TimeoutError` where that did not succeed."""

AT_ONCE = 64
"""Deliveries that are worked off at the same time."""
MOST_WAITING = 2_000
"""Deliveries that wait in memory; beyond, the stored ones wait in the database alone."""
SWEPT = 50
LET_GO_AFTER = 60.0
"""Seconds that a delivery waits here for its turn. Then it is left to whoever sweeps next: its lease
is about to end, and two at work on one could both answer."""
LAST_WORDS = 1.0
"""Seconds for giving back what was broken off at the end."""


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
        self.closing = False
        self._arrivals = arrivals
        self._most_waiting = most_waiting
        self._places = asyncio.Semaphore(at_once)
        self._tasks: set[asyncio.Task[None]] = set()
        self._present: set[asyncio.Future[None]] = set()
        self._lanes: dict[tuple[str, str], _Lane] = {}
        self._in_hand: set[tuple[str, str]] = set()

    def begin(self, arrival: Arrival, user: str, work: Work) -> None:
        """Work off what was delivered of ``user``, in its turn."""
        self.offer(self._stored(arrival, user, work))

    def hold(self, work: Coroutine[None, None, None]) -> None:
        """Let ``work`` go on by itself, and be waited for at the end."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def offer(self, work: Coroutine[None, None, None]) -> bool:
        """Let ``work`` go on by itself, unless there is too much of it; say whether it does."""
        if len(self._tasks) < self._most_waiting:
            self.hold(work)
            return True
        work.close()
        return False

    @contextmanager
    def present(self) -> Iterator[None]:
        """Have the end wait for what is done inside."""
        leaving = asyncio.get_running_loop().create_future()
        self._present.add(leaving)
        try:
            yield
        finally:
            self._present.discard(leaving)
            leaving.set_result(None)

    async def sweep(self, take_up: Callable[[Arrival], Awaitable[None]]) -> int:
        """Have ``take_up`` begin what nobody has in hands; return how much it was."""
        self.closing = False
        room = min(SWEPT, self._most_waiting - len(self._tasks))
        found = await self._arrivals.left_over(room) if room > 0 else []
        for arrival in found:
            # One that waits here longer than its lease is not begun a second time.
            if (arrival.tenant, arrival.key) not in self._in_hand:
                await self._take_up(arrival, take_up)
        return len(found)

    async def drain(self, within: float) -> None:
        """Wait some seconds for what is being worked off; give the rest back, and take in no more."""
        self.closing = True
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while (busy := {*self._tasks, *self._present}) and (left := end - loop.time()) > 0:
            await asyncio.wait(busy, timeout=left)
        if unfinished := set(self._tasks):
            for task in unfinished:
                task.cancel(ENDING)
            await asyncio.wait(unfinished, timeout=LAST_WORDS)

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

    async def _take_up(
        self, arrival: Arrival, take_up: Callable[[Arrival], Awaitable[None]]
    ) -> None:
        try:
            await take_up(arrival)
        except Exception as error:  # noqa: BLE001 one that cannot be begun must not stop the others
            _log.warning("an errand could not be taken up", exc_info=error)
            await self._give_back(arrival, final=False)

    async def _stored(self, arrival: Arrival, user: str, work: Work) -> None:
        name = (arrival.tenant, arrival.key)
        self._in_hand.add(name)
        try:
            done = await self._in_turn(arrival, user, work)
        except (UndoneError, BusyError, TimeoutError) as error:
            known = error if isinstance(error, UndoneError) else UndoneError(type(error).__name__)
            _log.warning("an errand was not worked off", reason=known.reason, attempt=arrival.tries)
            await self._give_back(arrival, final=known.final)
        except asyncio.CancelledError:
            await self._give_back(arrival, final=False)
            raise
        except Exception as error:  # noqa: BLE001 one errand must not stop the others
            _log.error("an errand could not be worked off", exc_info=error)
            await self._give_back(arrival, final=False)
        else:
            # What is done is never given back, whatever happens from here on.
            if done:
                await self._give_back(arrival, final=True)
        finally:
            self._in_hand.discard(name)

    async def _in_turn(self, arrival: Arrival, user: str, work: Work) -> bool:
        """Work it off, and return True; False where its turn came too late."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LET_GO_AFTER
        async with self.lane(arrival.tenant, user), self._places:
            if loop.time() > end:
                _log.warning("an errand waited too long for its turn", workspace=arrival.tenant)
                return False
            await work()
        return True

    async def _give_back(self, arrival: Arrival, *, final: bool) -> None:
        try:
            if final:
                await self._arrivals.settle(arrival)
            else:
                await self._arrivals.put_back(arrival)
        except Exception as error:  # noqa: BLE001 it comes back by itself when its lease ends
            _log.warning("an errand could not be given back", exc_info=error)
