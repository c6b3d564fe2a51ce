"""How much one person, and one workspace, may ask for: so much that nobody honest notices.

Counted after Slack's signature was checked, so nobody can use up another's share; in memory, by
each process for itself, so that counting costs nothing. Whoever asks for more is told so once and
then not answered until she pauses: that ends, too, what two programs have to say to each other.
Times are seconds of a monotonic clock.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Literal

A_MINUTE = 45
"""What one person may ask for in a minute: nobody reads three answers in four seconds for so long, and
two programs that talk to each other once a second are stopped."""
A_DAY = 10_000
"""What one person may ask for in a day: somebody who writes down five hundred people has room."""
A_WORKSPACE_A_MINUTE = 12_000
"""What one workspace may ask one process for in a minute: 200 a second, twice the load at which
answers are promised within 50 ms, so that a workspace of 20,000 never meets it."""
MOST_REMEMBERED = 10_000
_MINUTE = 60.0
_DAY = 86_400.0

Verdict = Literal["", "slow_down", "crowded", "hush"]
"""Empty: go on. ``slow_down`` and ``crowded`` are answers to give (`answers.FIXED`); ``hush``: none,
it was given before."""


@dataclass(slots=True)
class _Person:
    """The last minute of one person, as (when, what, verdict), and how much there was today."""

    asked: deque[tuple[float, int, Verdict]] = field(default_factory=deque)
    since: float = 0.0
    today: int = 0
    was_told: bool = False


@dataclass(slots=True)
class _Workspace:
    left: float
    at: float


class Limits:
    """Counts; nothing is kept of people who have long been quiet."""

    def __init__(self) -> None:
        self._people: OrderedDict[tuple[str, str], _Person] = OrderedDict()
        self._workspaces: OrderedDict[str, _Workspace] = OrderedDict()

    def take(self, tenant: str, user: str, key: str, now: float) -> Verdict:
        """Count what ``user`` asks for, and say whether she may.

        The same ``key`` is the same thing delivered again: it counts once.
        """
        person = self._person(tenant, user, now)
        name = hash(key)
        for _, other, verdict in person.asked:
            if other == name:
                return verdict
        verdict = self._judged(tenant, person, now)
        person.asked.append((now, name, verdict))
        if len(person.asked) > A_MINUTE:
            person.asked.popleft()
        return verdict

    def _judged(self, tenant: str, person: _Person, now: float) -> Verdict:
        # What was refused counts as well, so that only a pause helps.
        if len(person.asked) >= A_MINUTE or person.today >= A_DAY:
            reason: Verdict = "slow_down"
        elif not self._has_room(tenant, now):
            reason = "crowded"
        else:
            person.today += 1
            person.was_told = False
            return ""
        said, person.was_told = person.was_told, True
        return "hush" if said else reason

    def _person(self, tenant: str, user: str, now: float) -> _Person:
        name = (tenant, user)
        person = self._people.pop(name, None) or _Person(since=now)
        self._people[name] = person
        if len(self._people) > MOST_REMEMBERED:
            self._people.popitem(last=False)
        while person.asked and person.asked[0][0] <= now - _MINUTE:
            person.asked.popleft()
        if now - person.since >= _DAY:
            person.since, person.today = now, 0
        return person

    def _has_room(self, tenant: str, now: float) -> bool:
        found = self._workspaces.pop(tenant, None) or _Workspace(A_WORKSPACE_A_MINUTE, now)
        self._workspaces[tenant] = found
        if len(self._workspaces) > MOST_REMEMBERED:
            self._workspaces.popitem(last=False)
        gained = (now - found.at) * A_WORKSPACE_A_MINUTE / _MINUTE
        found.left, found.at = min(A_WORKSPACE_A_MINUTE, found.left + gained), now
        if found.left < 1.0:
            return False
        found.left -= 1.0
        return True
