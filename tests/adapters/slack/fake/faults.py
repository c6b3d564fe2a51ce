"""What goes wrong when it is told to: answers lost, late, broken, or not Slack's at all."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import Literal

HTML = b"<!doctype html><title>Bad gateway</title><h1>We are looking into it</h1>"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that goes wrong with one call. ``accepted``: Slack does what was asked all the same.

    ``drop`` ends the connection without an answer, ``cut`` ends the answer half-way, ``body`` is
    sent in place of the answer, ``hang`` never answers, ``latency`` is in seconds.
    """

    status: int = 200
    error: str = ""
    retry_after: str = ""
    drop: bool = False
    cut: bool = False
    body: bytes | None = None
    hang: bool = False
    latency: float = 0.0
    accepted: bool = False

    @property
    def silent(self) -> bool:
        """Return whether it only takes its time."""
        return self == replace(SLOW, latency=self.latency)


SLOW = Fault(accepted=True)


def slow(seconds: float) -> Fault:
    """Answer as ever, but that much later."""
    return replace(SLOW, latency=seconds)


def rate_limited(retry_after: str = "1") -> Fault:
    """HTTP 429 with whatever text in ``Retry-After``; none if it is empty."""
    return Fault(status=429, error="ratelimited", retry_after=retry_after)


def server_error(status: int = 503, *, accepted: bool = False) -> Fault:
    """HTTP 5xx with a page for browsers."""
    return Fault(status=status, body=HTML, accepted=accepted)


def refused(error: str, *, accepted: bool = False) -> Fault:
    """Answer with one of Slack's error names."""
    return Fault(error=error, accepted=accepted)


def dropped(when: Literal["before", "after"]) -> Fault:
    """End the connection before or after the call was taken; no answer comes."""
    return Fault(drop=True, accepted=when == "after")


def not_json(*, accepted: bool = False) -> Fault:
    """Answer 200 with a page for browsers."""
    return Fault(body=HTML, accepted=accepted)


def truncated() -> Fault:
    """Do what was asked and send half of the answer, as if it were whole."""
    return Fault(cut=True, accepted=True)


def hanging(*, accepted: bool = False) -> Fault:
    """Never answer; the connection stays open."""
    return Fault(hang=True, accepted=accepted)


class Script:
    """The faults that are to come, in a queue for each method."""

    def __init__(self) -> None:
        """Begin with nothing going wrong."""
        self._lock = threading.Lock()
        self._next: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}

    def fail_next(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method go wrong so; ``None`` lets one pass."""
        with self._lock:
            self._next[method].extend(faults)

    def fail_always(self, method: str, fault: Fault) -> None:
        """Let every call of a method go wrong so, once its queue is used up."""
        with self._lock:
            self._always[method] = fault

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._next.clear()
            self._always.clear()

    def take(self, method: str) -> Fault | None:
        """Return what goes wrong with this call, if anything."""
        with self._lock:
            queue = self._next.get(method)
            return queue.popleft() if queue else self._always.get(method)
