"""What nudges taught so far: how likely it is that a kind of nudge is acted on, for one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import exp2

from coaching.bandit import Belief
from coaching.network import Network, Outcome
from coaching.pacing import STILL_USEFUL

WINDOW = timedelta(days=7)
"""A touch within this time counts as acting on a nudge, and an unanswered one is failed after it."""

OPENED = 0.2
"""What it counts that a nudge was looked into or put off, next to 1 for acting on it."""
_REWARDS: dict[Outcome, float] = {"done": 1.0, "snoozed": OPENED, "dismissed": 0.0, "stopped": 0.0}

# The share of answers that had come by the end of each day, of all that came within seven: direct
# mail at Enron, until the next mail to its sender (`make evaluate`, part choosing). A nudge without
# an answer counts as so much of a failure, after Chapelle, "Modeling delayed feedback in display
# advertising", KDD 2014.
ARRIVED = (0.0, 0.457, 0.598, 0.699, 0.775, 0.849, 0.929, 1.0)

USUAL_RATE = 0.3
"""How often nudges are acted on where nothing is known yet."""
PRIOR_NUDGES = 10.0
"""So many nudges of a person's own weigh as much as what is known of others."""
ENOUGH_PEOPLE = 5
"""Nothing is learned from fewer people of a workspace (design, trust)."""

# A kind sent d days ago counts for 1 - .5 * 2^(-d / 15) of its worth: the recency penalty of
# Yancey and Settles, "A sleeping, recovering bandit algorithm for optimizing recurring
# notifications", KDD 2020, with its half-life of 15 days.
_TIRED, _RECOVERY_DAYS = 0.5, 15


def reward(outcome: Outcome, *, opened: bool) -> float | None:
    """Return what came of a nudge, 0 to 1; None while nothing was done on it."""
    if outcome:
        return _REWARDS[outcome]
    return OPENED if opened else None


def failed(age: timedelta) -> float:
    """Return how much of a failure (0 to 1) a nudge is that was not acted on for so long."""
    days = min(max(age / timedelta(days=1), 0.0), len(ARRIVED) - 1.0)
    day = min(int(days), len(ARRIVED) - 2)
    return ARRIVED[day] + (days - day) * (ARRIVED[day + 1] - ARRIVED[day])


def recovery(days: int | None) -> float:
    """Return what a kind's worth comes to so many days after it was last sent; None is never."""
    return 1.0 if days is None else 1 - _TIRED * exp2(-days / _RECOVERY_DAYS)


def beliefs(
    network: Network, now: datetime, names: Iterable[str], means: Mapping[str, float]
) -> dict[str, Belief]:
    """Return what to believe of each kind in ``names``.

    Before the person's own nudges it is the rate of others in ``means``, where there is one.
    """
    good = {name: PRIOR_NUDGES * means.get(name, USUAL_RATE) for name in names}
    bad = {name: PRIOR_NUDGES - value for name, value in good.items()}
    for nudge in network.nudges:
        if nudge.kind in good and not nudge.promised:
            gained = reward(nudge.outcome, opened=nudge.opened)
            lost = 1 - (gained or 0.0)
            good[nudge.kind] += gained or 0.0
            bad[nudge.kind] += lost if nudge.outcome else lost * failed(now - nudge.sent)
    return {name: Belief(good[name], bad[name]) for name in good}


def rates(outcomes: Iterable[tuple[str, object, float, int]]) -> dict[str, float]:
    """Return the rate of each kind that at least `ENOUGH_PEOPLE` were sent.

    ``outcomes`` are kind, person, reward and how often that came of nudges older than `WINDOW`.
    Few of them weigh little against `USUAL_RATE`.
    """
    people: dict[str, set[object]] = {}
    sums: dict[str, tuple[float, int]] = {}
    for kind, person, gained, count in outcomes:
        people.setdefault(kind, set()).add(person)
        total, times = sums.get(kind, (0.0, 0))
        sums[kind] = total + gained * count, times + count
    return {
        kind: (total + PRIOR_NUDGES * USUAL_RATE) / (times + PRIOR_NUDGES)
        for kind, (total, times) in sums.items()
        if len(people[kind]) >= ENOUGH_PEOPLE and kind != STILL_USEFUL
    }
