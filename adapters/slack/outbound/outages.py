"""When Slack does not answer: after some failures in a row it is left alone for a moment.

So that not everything that is due gets in doubt, one after the other, while others wait their turn.
Times are seconds of a monotonic clock.
"""

from __future__ import annotations

from collections import OrderedDict

IN_A_ROW = 4
"""Calls without an answer after which nobody is asked for a while."""
REST = 10.0
EVERYWHERE = ""
"""The place that stands for Slack as a whole, where it cannot be reached at all."""
MOST_REMEMBERED = 20_000


class Outages:
    """Counts calls without an answer, for each workspace and for Slack as a whole."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def rest(self, tenant: str, now: float) -> float:
        """Return for how many seconds a workspace is to be left alone; 0 if it may be asked."""
        return max(0.0, *(self._until(place) - now for place in (tenant, EVERYWHERE)))

    def failed(self, place: str, now: float) -> None:
        """Note that no answer came; the ``place`` is a workspace or `EVERYWHERE`."""
        count = self._failures.pop(place, (0, 0.0))[0] + 1
        self._failures[place] = count, now + REST
        if len(self._failures) > MOST_REMEMBERED:
            self._failures.popitem(last=False)

    def answered(self, tenant: str) -> None:
        """Note that Slack answered in a workspace, whatever it said."""
        self._failures.pop(tenant, None)
        self._failures.pop(EVERYWHERE, None)

    def _until(self, place: str) -> float:
        count, until = self._failures.get(place, (0, 0.0))
        return until if count >= IN_A_ROW else 0.0
