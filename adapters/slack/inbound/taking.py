"""Stores what people want before Slack is told that it arrived, and has it worked off."""

from __future__ import annotations

import asyncio

import structlog

from adapters.base import Arrival, Arrivals
from adapters.lanes import Lanes
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.working import Worker
from adapters.slack.installs.installations import Installation

_log = structlog.get_logger()

TRYING_FOR = 60.0
"""Seconds for storing an event that was not stored in time. Slack itself sends it again at once, then
after a minute; whichever is first counts."""
PAUSE = 1.0


class Intake:
    """Takes errands in, each once."""

    def __init__(self, arrivals: Arrivals, lanes: Lanes, worker: Worker) -> None:
        self._arrivals = arrivals
        self._lanes = lanes
        self._worker = worker
        self._belated: set[tuple[str, str]] = set()

    async def take(
        self, arrival: Arrival, errand: Errand, installation: Installation | None, by: float
    ) -> bool:
        """Store an errand and have it worked off; False where it is not stored by then, nor later."""
        within = by - asyncio.get_running_loop().time()
        try:
            new = await self._arrivals.keep(arrival, max(within, 0.0))
        except Exception as error:  # noqa: BLE001 whatever it was, it is not stored
            _log.warning("an errand could not be stored", exc_info=error)
            return False
        if new:
            self._worker.begin(arrival, errand, installation)
        return True

    async def take_anyway(
        self, arrival: Arrival, errand: Errand, installation: Installation | None, by: float
    ) -> bool:
        """Store an errand that comes again: where it is not stored by then, False, and a bit later."""
        if await self.take(arrival, errand, installation, by):
            return True
        name = (arrival.tenant, arrival.key)
        if name not in self._belated:
            self._belated.add(name)
            trying = self._keep_trying(arrival, errand, installation)
            if not self._lanes.offer(trying):
                self._belated.discard(name)
        return False

    async def _keep_trying(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + TRYING_FOR
        try:
            while loop.time() < end and not self._lanes.closing:
                if await self.take(arrival, errand, installation, end):
                    return
                await asyncio.sleep(PAUSE)
        finally:
            self._belated.discard((arrival.tenant, arrival.key))
