"""How fast Slack may be written to: a message a second in a channel, and a bucket per workspace.

Times are seconds of a monotonic clock. Slack's advice is one message a second for a channel, with
short bursts, and an unstated limit for a workspace (facts of its documentation on rate limits).
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

PER_CHANNEL = 1.0
BURST = 20.0
"""Messages that a workspace takes at once when it was quiet."""
PER_SECOND = 1.0
"""Messages a second by which a workspace's bucket fills again."""
MOST_REMEMBERED = 20_000


class Pacing:
    """When the next message may go; nothing is kept of channels that have long been quiet."""

    def __init__(self) -> None:
        self._channels: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._buckets: OrderedDict[str, tuple[float, float, float]] = OrderedDict()
        self._barred: dict[tuple[str, str], float] = {}

    def channel(self, tenant: str, channel: str, now: float) -> float:
        """Take the channel's next place; return in how many seconds it is."""
        key = (tenant, channel)
        at = max(now, self._channels.pop(key, 0.0))
        self._channels[key] = at + PER_CHANNEL
        _trim(self._channels)
        return at - now

    def unsolicited(self, tenant: str, channel: str, now: float) -> float:
        """Return 0 and take the place of a message that nobody asked for, or how long to wait.

        Who has to wait is told to come back behind those who were told so before.
        """
        level, waiting, since = self._buckets.get(tenant, (BURST, 0.0, now))
        passed = (now - since) * PER_SECOND
        level, waiting = min(BURST, level + passed), max(0.0, waiting - passed)
        wait = max(0.0, self._channels.get((tenant, channel), 0.0) - now)
        if level < 1.0:
            wait = max(wait, (1.0 - level + waiting) / PER_SECOND)
            waiting += 1.0
        elif not wait:
            level -= 1.0
            self.channel(tenant, channel, now)
        self._buckets[tenant] = (level, waiting, now)
        self._buckets.move_to_end(tenant)
        _trim(self._buckets)
        return wait

    def bar(self, tenant: str, method: str, seconds: float, now: float) -> None:
        """Heed Slack's word to leave ``method`` alone in a workspace for some seconds."""
        self._barred[(tenant, method)] = now + seconds

    def barred(self, tenant: str, method: str, now: float) -> float:
        """Return for how many seconds ``method`` is to be left alone; 0 if it may be called."""
        until = self._barred.get((tenant, method), 0.0)
        if until and until <= now:
            del self._barred[(tenant, method)]
        return max(0.0, until - now)


def _trim(known: OrderedDict[Any, Any]) -> None:
    while len(known) > MOST_REMEMBERED:
        known.popitem(last=False)
