"""How fast Slack may be written to: a message a second in a channel, and a bucket per workspace.

Times are seconds of a monotonic clock. Slack's advice is one message a second for a channel, with
short bursts, and an unstated limit for a workspace (facts of its documentation on rate limits).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

PER_CHANNEL = 1.0
BURST = 20.0
"""Messages that a workspace takes at once when it was quiet."""
PER_SECOND = 1.0
"""Messages a second by which a workspace's bucket fills again."""
MOST_REMEMBERED = 20_000
POSTING = "chat.postMessage"
_WHOLE = 0.99
"""What counts as one message: who comes back when told to must not miss it by a rounding."""


@dataclass(slots=True)
class _Bucket:
    """How many messages may go at once, and how many were told to come back, at the time ``at``."""

    level: float
    waiting: float
    at: float

    def move(self, now: float) -> None:
        # A bucket that Slack closed for a while has its time in the future.
        passed = max(0.0, now - self.at) * PER_SECOND
        self.level = min(BURST, self.level + passed)
        self.waiting = max(0.0, self.waiting - passed)
        self.at = max(self.at, now)


class Pacing:
    """When the next message may go; nothing is kept of channels that have long been quiet."""

    def __init__(self) -> None:
        self._channels: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._barred: OrderedDict[tuple[str, str], float] = OrderedDict()

    def channel(self, tenant: str, channel: str, now: float) -> float:
        """Take the channel's next place; return in how many seconds it is."""
        key = (tenant, channel)
        at = max(now, self._channels.pop(key, 0.0))
        self._channels[key] = at + PER_CHANNEL
        _trim(self._channels)
        return at - now

    def unsolicited(self, tenant: str, channel: str, now: float) -> float:
        """Return 0 and take the place of a message that nobody asked for, or how long to wait.

        Who has to wait for the workspace is told to come back behind those who were told so
        before: so they come one a second, not all at once.
        """
        bucket = self._bucket(tenant, now)
        wait = max(0.0, self._channels.get((tenant, channel), 0.0) - now)
        if bucket.level < _WHOLE:
            place = bucket.at - now + (1.0 - bucket.level + bucket.waiting) / PER_SECOND
            bucket.waiting += 1.0
            return max(wait, place)
        if not wait:
            bucket.level -= 1.0
            self.channel(tenant, channel, now)
        return wait

    def give_back(self, tenant: str, channel: str, now: float) -> None:
        """Give a place back that `unsolicited` gave, and nothing was sent in."""
        bucket = self._bucket(tenant, now)
        bucket.level = min(BURST, bucket.level + 1.0)
        key = (tenant, channel)
        if key in self._channels:
            self._channels[key] -= PER_CHANNEL

    def bar(self, tenant: str, method: str, seconds: float, now: float) -> None:
        """Heed Slack's word to leave ``method`` alone in a workspace for some seconds.

        Where it was about posting, the workspace's bucket is empty afterwards: no new burst.
        """
        self._barred.pop((tenant, method), None)
        self._barred[(tenant, method)] = now + seconds
        _trim(self._barred)
        if method == POSTING:
            bucket = self._bucket(tenant, now)
            bucket.level, bucket.at = 0.0, max(bucket.at, now + seconds)

    def barred(self, tenant: str, method: str, now: float) -> float:
        """Return for how many seconds ``method`` is to be left alone; 0 if it may be called."""
        until = self._barred.get((tenant, method), 0.0)
        if until and until <= now:
            del self._barred[(tenant, method)]
        return max(0.0, until - now)

    def _bucket(self, tenant: str, now: float) -> _Bucket:
        bucket = self._buckets.pop(tenant, None) or _Bucket(BURST, 0.0, now)
        self._buckets[tenant] = bucket
        _trim(self._buckets)
        bucket.move(now)
        return bucket


def _trim(known: OrderedDict[Any, Any]) -> None:
    while len(known) > MOST_REMEMBERED:
        known.popitem(last=False)
