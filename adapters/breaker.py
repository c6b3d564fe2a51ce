"""A circuit breaker: who fails again and again is left alone for a while, then tried once.

Times are seconds of a monotonic clock.
"""

from __future__ import annotations

IN_A_ROW = 5
"""Failures after which nobody is asked for a while."""
REST = 60.0


class Breaker:
    """Counts the failures in a row of one service."""

    def __init__(self, in_a_row: int = IN_A_ROW, rest: float = REST) -> None:
        """Let nothing through for ``rest`` seconds after ``in_a_row`` failures."""
        self._in_a_row = in_a_row
        self._rest = rest
        self._failures = 0
        self._until = 0.0

    def lets_through(self, now: float) -> bool:
        """Return whether the service may be asked; after a rest one call is, the others wait."""
        if self._failures < self._in_a_row:
            return True
        if now < self._until:
            return False
        # Should nothing be heard of this one call, another is let through after the same while.
        self._until = now + self._rest
        return True

    def failed(self, now: float) -> None:
        """Note that the service did not do what it is for."""
        self._failures += 1
        self._until = now + self._rest

    def answered(self) -> None:
        """Note that it did."""
        self._failures = 0
