"""When the next nudge can come, in words, and the two figures that settle it."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from coaching.calendar_days import next_open
from coaching.due import say_due
from coaching.network import Network
from coaching.pacing import allowance

QUIET = timedelta(minutes=30)
"""How long after an entry a person is left in peace: not while she is still typing."""
_FOR_GOOD = timedelta(days=365 * 50)


def spread_of(workspace_id: int, user_id: int) -> float:
    """Return a person's own place (0 to 1) in the hours, so that not all are nudged at once."""
    digest = blake2b(f"{workspace_id}.{user_id}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def say_next(network: Network, now: datetime, spread: float, *, waiting: bool) -> str:
    """Return when the next coaching nudge can come, or why none will, as a whole sentence.

    ``waiting`` tells whether one is on its way already.
    """
    schedule = network.person.schedule
    if waiting:
        return "One is on its way to you."
    if not (schedule.weekly and schedule.daily):
        return "None will come, as you asked. `settings weekly 2 daily 1` brings them back."
    if schedule.paused_until is not None and schedule.paused_until - now > _FOR_GOOD:
        return "None will come until you say `resume`."
    if next_open(schedule, now) is None:
        return "Your hours and days leave no room for one. `settings` shows them."
    moment = now + QUIET
    allowed = allowance(network, moment, spread)
    at = moment if allowed.allowed else allowed.next_look
    return f"It can come {say_due(at, schedule).replace(', ', ', about ', 1)}."
