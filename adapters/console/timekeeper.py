"""The coach's time in a terminal: what is due comes before each prompt; a demo's clock can be moved."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from coaching.clock import Clock

LONGEST = timedelta(days=366)
FORMS = "clock +1 week, clock +1 day or clock +3 hours"
ONLY_IN_DEMO = (
    "The clock can be moved only in a demo: set NETLEAD_DEMO=on, or start netlead chat --now …"
)
_LINE = re.compile(r"clock(?: ?\+ ?(\d{1,6})? ?(minute|hour|day|week|min|h|d|w)s?)?")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_MOST_WORDS = 4


class Ticking(Protocol):
    """Plans and sends what is due, and plays through time."""

    async def tick(self) -> None:
        """Plan and send what is due now."""
        ...

    async def advance(self, by: timedelta) -> None:
        """Move the clock on and send what comes due on the way, each at its time."""
        ...


class Timekeeper:
    """Looks what is due, tells the time and, where that is ``movable``, moves it on."""

    def __init__(
        self, ticking: Ticking, clock: Clock, runner: asyncio.Runner, zone: str, *, movable: bool
    ) -> None:
        """Tell time in the IANA ``zone`` (empty: UTC); all work is done in ``runner``'s loop."""
        self._ticking = ticking
        self._clock = clock
        self._runner = runner
        self._zone = ZoneInfo(zone or "UTC")
        self.movable = movable

    def look(self) -> None:
        """Have what is due now planned and sent."""
        self._runner.run(self._ticking.tick())

    def words(self) -> str:
        """Return the present as a clock on the wall would show it."""
        local = self._clock.now().astimezone(self._zone)
        return f"{local:%A} {local.day} {local:%B %Y, %H:%M} ({self._zone.key})"

    def take(self, line: str) -> str | None:
        """Do what a line about the clock says and return what to show; None: it is for the coach."""
        words = line.lower().split()
        if words[:1] != ["clock"] or len(words) > _MOST_WORDS:
            return None
        match = _LINE.fullmatch(" ".join(words))
        if match is None:
            return f"Type {FORMS}; it goes forward only."
        count, unit = match.groups()
        if unit is None:
            return self._now()
        return self._move(int(count or 1), _UNITS[unit[0]])

    def _move(self, count: int, unit: timedelta) -> str:
        if not self.movable:
            return ONLY_IN_DEMO
        if count * unit > LONGEST:
            return "That is far. At most a year at a time, please."
        self._runner.run(self._ticking.advance(count * unit))
        return self._now()

    def _now(self) -> str:
        return f"It is {self.words()}."
