"""Many small wishes served by one piece of work: what comes while one runs goes into the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

Wish = TypeVar("Wish")
Outcome = TypeVar("Outcome")
CallOff = Callable[[], bool]
"""Says that a wish is not wanted any more; False where it is being granted already."""

TURNS = 10
"""Turns of the event loop without another wish, after which the work on those that wait begins. One
takes some microseconds, and a wish takes several from the network to here."""
GRACE = 0.3
"""Seconds for which a wish is waited for that cannot be called off any more."""


class Gathering(Generic[Wish, Outcome]):
    """Serves wishes together, at most ``most`` at a time, in the order in which they came."""

    def __init__(
        self, serve: Callable[[Sequence[Wish]], Awaitable[Sequence[Outcome]]], most: int
    ) -> None:
        """Serve by ``serve``, which returns an outcome for each wish."""
        self._serve = serve
        self._most = most
        self._waiting: list[tuple[Wish, asyncio.Future[Outcome]]] = []
        self._working: asyncio.Task[None] | None = None

    async def add(
        self, wish: Wish, within: float | None = None, call_off: CallOff | None = None
    ) -> Outcome:
        """Return what came of ``wish``; whatever serving raised is raised for all it served.

        `TimeoutError` after some seconds. By then the wish was called off by ``call_off``; one
        that was being granted gets `GRACE`. Without ``call_off``, and where that is over, it may
        be served all the same.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((wish, outcome))
        if self._working is None:
            self._working = loop.create_task(self._work())
        if within is None:
            return await outcome
        # What `asyncio.timeout` does, at a fifth of its cost.
        alarm = loop.call_later(within, _give_up, outcome, call_off)
        try:
            return await outcome
        except asyncio.CancelledError:
            if call_off is not None:
                call_off()
            raise
        finally:
            alarm.cancel()

    async def _work(self) -> None:
        try:
            while self._waiting:
                await self._let_in()
                wanted = [one for one in self._waiting if not one[1].done()]
                batch, self._waiting = wanted[: self._most], wanted[self._most :]
                if batch:
                    await self._serve_batch(batch)
        finally:
            self._working = None

    async def _let_in(self) -> None:
        """Let those join who are on their way, without ever waiting for nobody."""
        idle = 0
        while idle < TURNS and len(self._waiting) < self._most:
            count = len(self._waiting)
            await asyncio.sleep(0)
            idle = 0 if len(self._waiting) > count else idle + 1

    async def _serve_batch(self, batch: list[tuple[Wish, asyncio.Future[Outcome]]]) -> None:
        try:
            outcomes = await self._serve([wish for wish, _ in batch])
        except Exception as error:  # noqa: BLE001 it is raised for everybody who waits
            for _, waiting in batch:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), outcome in zip(batch, outcomes, strict=True):
            if not waiting.done():
                waiting.set_result(outcome)


def _give_up(outcome: asyncio.Future[Any], call_off: CallOff | None) -> None:
    if outcome.done():
        return
    if call_off is None or call_off():
        outcome.set_exception(TimeoutError())
    else:
        asyncio.get_running_loop().call_later(GRACE, _give_up, outcome, None)
