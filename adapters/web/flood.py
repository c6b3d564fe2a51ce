"""How much one socket may say: a sliding window, so that nobody can talk the coach to death."""

from __future__ import annotations

from collections import deque

MOST = 20
WINDOW = 10.0
"""At most `MOST` frames within `WINDOW` seconds."""


class Flood:
    """Counts the frames of one socket."""

    def __init__(self) -> None:
        self._taken: deque[float] = deque()
        self._told_until = 0.0

    def wait(self, now: float) -> float:
        """Take a frame at ``now`` (seconds); return 0, or for how long no frame can be taken."""
        while self._taken and self._taken[0] <= now - WINDOW:
            self._taken.popleft()
        if len(self._taken) < MOST:
            self._taken.append(now)
            return 0.0
        return self._taken[0] + WINDOW - now

    def should_tell(self, now: float, wait: float) -> bool:
        """Return whether a refusal should be spoken: once a wait, not once a frame."""
        if now < self._told_until:
            return False
        self._told_until = now + wait
        return True
