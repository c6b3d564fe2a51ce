"""A heart that beats in an event loop, and by how much its beats came late."""

from __future__ import annotations

import asyncio
import time

BEAT = 0.001
"""Seconds between two beats."""


class Heart:
    """Beats for as long as the task of `beat` lives."""

    def __init__(self) -> None:
        self._longest = 0.0

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            started = time.perf_counter()
            await asyncio.sleep(BEAT)
            self._longest = max(self._longest, time.perf_counter() - started - BEAT)

    def take(self) -> float:
        """Return the most seconds by which a beat came late since this was last asked."""
        longest, self._longest = self._longest, 0.0
        return longest
