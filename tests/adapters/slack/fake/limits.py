"""How often the app may call: about a message a second in each channel, and tiers by method."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.adapters.slack.fake.reference import METHODS
from tests.adapters.slack.fake.refusals import RateLimited

POSTING = frozenset({"chat.postMessage", "chat.postEphemeral"})


@dataclass
class Limits:
    """``per_second`` messages in each channel (0 for no limit) after a burst of ``burst``.

    With ``tiers`` also so many calls of each method a minute as Slack promises a workspace.
    """

    per_second: float = 1.0
    burst: int = 4
    tiers: bool = False
    _channels: dict[str, tuple[float, float]] = field(default_factory=dict)
    _calls: defaultdict[tuple[str, str], deque[float]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def take(self, method: str, team: str, channel: str, now: float) -> None:
        """Count one call; raise `RateLimited` if it is too many."""
        if method in POSTING and self.per_second:
            self._post(f"{team} {channel}", now)
        if self.tiers and (allowed := METHODS[method].tier):
            self._tier(self._calls[method, team], allowed, now)

    def _post(self, place: str, now: float) -> None:
        left, since = self._channels.get(place, (float(self.burst), now))
        left = min(self.burst, left + (now - since) * self.per_second)
        if left < 1:
            self._channels[place] = left, now
            raise RateLimited(math.ceil((1 - left) / self.per_second))
        self._channels[place] = left - 1, now

    def _tier(self, calls: deque[float], allowed: int, now: float) -> None:
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= allowed:
            raise RateLimited(math.ceil(calls[0] + 60 - now))
        calls.append(now)
