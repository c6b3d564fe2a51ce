"""How fast Teams may be written to and asked: so often in a conversation, so often in a tenant.

Times are seconds of a monotonic clock. The numbers are those of Microsoft's documentation on rate
limits, for one bot in one conversation; of its two numbers for a tenant, the smaller.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Literal

Kind = Literal["send", "read"]
"""``send``: to post, to change, to open a conversation; ``read``: to ask about its members."""
Windows = tuple[tuple[int, float], ...]

PER_CONVERSATION: dict[Kind, Windows] = {
    "send": ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0)),
    "read": ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0)),
}
"""How often within how many seconds."""
UNDER_WAY = 0.25
"""Seconds by which one call may be longer under way than the next: Teams counts where they arrive."""
PER_TENANT = 30
SPARED = 10
"""Calls a second in a tenant that are left for answers by whatever nobody asked for."""
MOST_CALLS = 200_000
"""Calls that are remembered, of all conversations together: a hundred bytes each at most."""
MOST_BARS = 10_000
_SOON = 1e-6
"""Who comes back when told to must not miss it by a rounding."""

_Key = tuple[str, str, Kind]


@dataclass(frozen=True, slots=True)
class Lane:
    """What is counted together: calls of a kind in a conversation, all of a channel's threads."""

    tenant: str
    conversation: str
    kind: Kind = "send"


class Pacing:
    """When the next call may go. Conversations that have long been quiet are forgotten first."""

    def __init__(self) -> None:
        self._calls: OrderedDict[_Key, deque[float]] = OrderedDict()
        self._kept = 0
        self._tenants: OrderedDict[str, deque[float]] = OrderedDict()
        self._bars: OrderedDict[_Key, float] = OrderedDict()

    def take(self, lane: Lane, now: float, *, spare: int = 0) -> float:
        """Return 0 and count a call, or for how many seconds to wait; then nothing is counted.

        ``spare`` calls a second are left to others in the tenant.
        """
        key = (lane.tenant, lane.conversation, lane.kind)
        calls = self._calls.get(key, _NONE)
        tenant = self._tenants.get(lane.tenant, _NONE)
        wait = max(
            self._bars.get(key, now) - now,
            _wait(calls, PER_CONVERSATION[lane.kind], now),
            _wait(tenant, ((PER_TENANT - spare, 1.0),), now),
        )
        if wait > _SOON:
            return wait
        self._count(key, now)
        return 0.0

    def bar(self, lane: Lane, seconds: float, now: float) -> None:
        """Heed Teams' word to leave a conversation alone for some seconds."""
        key = (lane.tenant, lane.conversation, lane.kind)
        self._bars[key] = max(self._bars.pop(key, 0.0), now + seconds)
        if len(self._bars) > MOST_BARS:
            self._bars.popitem(last=False)

    @property
    def kept(self) -> int:
        """Return how many calls are remembered."""
        return self._kept

    def _count(self, key: _Key, now: float) -> None:
        self._bars.pop(key, None)
        windows = PER_CONVERSATION[key[2]]
        calls = self._calls.pop(key, None) or deque()
        self._calls[key] = calls
        self._kept -= len(calls)
        while calls and calls[0] <= now - windows[-1][1] - UNDER_WAY:
            calls.popleft()
        calls.append(now)
        self._kept += len(calls)
        while self._kept > MOST_CALLS:
            self._kept -= len(self._calls.popitem(last=False)[1])
        tenant = self._tenants.pop(key[0], None) or deque(maxlen=PER_TENANT)
        self._tenants[key[0]] = tenant
        tenant.append(now)
        if len(self._tenants) > MOST_BARS:
            self._tenants.popitem(last=False)


_NONE: deque[float] = deque()


def _wait(calls: deque[float], windows: Windows, now: float) -> float:
    """Return in how many seconds one more call is within all ``windows``."""
    waits = [calls[-most] + span + UNDER_WAY - now for most, span in windows if len(calls) >= most]
    return max(waits, default=0.0)
