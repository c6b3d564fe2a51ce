"""What goes wrong when it is told to: answers lost, late, broken, or not Microsoft's at all."""

from __future__ import annotations

import json
import threading
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

HTML = b"<!doctype html><title>Bad gateway</title><h1>We are looking into it</h1>"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that goes wrong with one call. ``accepted``: what was asked is done all the same.

    ``drop`` ends the connection without an answer, ``cut`` ends the answer half-way, ``body`` is
    sent in place of the answer, ``hang`` never answers, ``latency`` is in seconds. ``status`` 0:
    the answer is as ever.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    drop: bool = False
    cut: bool = False
    hang: bool = False
    latency: float = 0.0
    accepted: bool = False


def slow(seconds: float) -> Fault:
    """Answer as ever, but that much later."""
    return Fault(latency=seconds, accepted=True)


def rate_limited(retry_after: str = "1") -> Fault:
    """429 with whatever text in ``Retry-After``; none if it is empty."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return answered(429, "TooManyRequests", headers=headers)


def answered(
    status: int, code: str, *, headers: dict[str, str] | None = None, accepted: bool = False
) -> Fault:
    """Answer with a status and one of Teams' error names."""
    body = json.dumps({"error": {"code": code, "message": f"{code}, says Teams."}}).encode()
    return Fault(status=status, body=body, headers=headers or {}, accepted=accepted)


def gateway(status: int = 502, *, accepted: bool = False) -> Fault:
    """Answer with a page for browsers, of a status of 500 or so."""
    return Fault(status=status, body=HTML, accepted=accepted)


def dropped(when: Literal["before", "after"]) -> Fault:
    """End the connection before or after the call was done; no answer comes."""
    return Fault(drop=True, accepted=when == "after")


def not_json(*, accepted: bool = False) -> Fault:
    """Answer 200 with a page for browsers."""
    return Fault(status=200, body=HTML, accepted=accepted)


def empty(status: int = 200, *, accepted: bool = True) -> Fault:
    """Answer with a status and nothing else."""
    return Fault(status=status, body=b"", accepted=accepted)


def truncated() -> Fault:
    """Do what was asked and send half of the answer, as if it were whole."""
    return Fault(cut=True, accepted=True)


def hanging(*, accepted: bool = False) -> Fault:
    """Never answer; the connection stays open."""
    return Fault(hang=True, accepted=accepted)


class Script:
    """The faults that are to come, in a queue for each kind of call."""

    def __init__(self) -> None:
        """Begin with nothing going wrong."""
        self._lock = threading.Lock()
        self._next: defaultdict[str, deque[Fault | None]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}

    def fail_next(self, name: str, *faults: Fault | None) -> None:
        """Let the next calls of a kind go wrong so; ``None`` lets one pass."""
        with self._lock:
            self._next[name].extend(faults)

    def fail_always(self, name: str, fault: Fault) -> None:
        """Let every call of a kind go wrong so, once its queue is used up."""
        with self._lock:
            self._always[name] = fault

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._next.clear()
            self._always.clear()

    def take(self, name: str) -> Fault | None:
        """Return what goes wrong with this call, if anything."""
        with self._lock:
            queue = self._next.get(name)
            return queue.popleft() if queue else self._always.get(name)
