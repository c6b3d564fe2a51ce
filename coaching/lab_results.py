"""What the lab found, per kind of nudge, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from coaching.lab import HELD_ENOUGH, HELD_SHARE, SENT_ENOUGH, Effect, Moments, effect
from coaching.lab_moments import tried_kinds
from coaching.phrasing import several

_LONGEST = 104
"""Weeks; what takes longer is not foretold."""


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of one kind: from the person alone, and from ``people`` of the workspace."""

    kind: str
    own: Effect
    shared: Effect | None = None
    people: int = 0

    @property
    def useless(self) -> bool:
        """Tell whether the kind does nothing useful, for this person or, unless shown, for all."""
        if self.own.useless or self.own.helps:
            return self.own.useless
        return self.shared is not None and self.shared.useless


def results(
    own: Mapping[str, Sequence[Moments]], shared: Mapping[str, tuple[int, Sequence[Moments]]]
) -> tuple[Result, ...]:
    """Return what is known of every kind there are moments of, the most tried first."""
    found = []
    for kind in own.keys() | shared.keys():
        people, theirs = shared.get(kind, (0, ()))
        every = effect(theirs, len(tried_kinds())) if people else None
        found.append(Result(kind, effect(own.get(kind, ()), len(tried_kinds())), every, people))
    return tuple(sorted(found, key=lambda r: (-r.own.sent - r.own.held, r.kind)))


def say_own(found: Effect, weeks: float, *, stopped: bool) -> str:
    """Return what happened when nudges of a kind were sent to the person and when they were held.

    ``weeks`` is how long the person has been in the lab.
    """
    counted = (
        f"You act within 72 hours on {found.acted_sent:.0%} of the "
        f"{several(found.sent, 'time')} I sent one, on {found.acted_held:.0%} of the "
        f"{several(found.held, 'time')} I held it: "
    )
    if found.enough:
        return f"{counted}{say_difference(found)}.{_verdict(found, stopped=stopped)}"
    tally = f"{found.sent} sent, {found.held} held back so far."
    return f"{tally} {_stopped(found) if stopped else _until(found, weeks)}"


def say_shared(result: Result) -> str:
    """Return what happened to all in the lab of the workspace, if enough are in it."""
    found = result.shared
    if found is None or not found.enough:
        return ""
    return (
        f"{found.acted_sent:.0%} when sent, {found.acted_held:.0%} when held: "
        f"{say_difference(found)} ({several(result.people, 'person', 'people')})"
    )


def say_difference(found: Effect) -> str:
    """Return the difference in words, with its interval."""
    if found.useless:
        return f"no useful difference, at most {_more(found.high)} in 100"
    low, high = _more(found.low), _more(found.high)
    return f"{_more(found.difference)} in 100, somewhere from {low} to {high}"


def _more(share: float) -> str:
    times = round(100 * share)
    return f"{-times} fewer" if times < 0 else f"{times} more"


def _verdict(found: Effect, *, stopped: bool) -> str:
    if stopped:
        return f" {_stopped(found)}"
    if found.useless:
        return ""
    return " They help." if found.helps else " Too early to tell."


def _stopped(found: Effect) -> str:
    if found.useless:
        return "I stopped them."
    return "I stopped them: all labs here together show that they do little."


def _until(found: Effect, weeks: float) -> str:
    """Say when there is something to see, at the pace so far."""
    moments = found.sent + found.held
    missing = max(
        (SENT_ENOUGH - found.sent) / (1 - HELD_SHARE), (HELD_ENOUGH - found.held) / HELD_SHARE
    )
    if not moments:
        return "There is nothing to see before the first."
    left = ceil(missing * max(weeks, 1.0) / moments)
    if left > _LONGEST:
        return "At this pace there is nothing to see for years."
    return f"There is something to see in about {several(left, 'week')}."
