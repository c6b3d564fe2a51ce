"""When the next nudge can come, in words, and the two figures that settle it."""

from __future__ import annotations

from datetime import datetime, timedelta

from coaching.calendar_days import next_open
from coaching.chance import steady_share
from coaching.due import say_due
from coaching.network import Network
from coaching.pacing import allowance
from coaching.repository import Repository
from coaching.repository.account import QUIET

_FOR_GOOD = timedelta(days=365 * 50)


def spread_of(workspace_id: int, user_id: int) -> float:
    """Return a person's own place (0 to 1) in the hours, so that not all are nudged at once."""
    return steady_share(f"{workspace_id}.{user_id}")


def say_next(repository: Repository, network: Network, now: datetime) -> str:
    """Return when the next coaching nudge can come, or why none will, as a whole sentence."""
    schedule = network.person.schedule
    if repository.nudges.waiting():
        return "One is on its way to you."
    if not (schedule.weekly and schedule.daily):
        return "None will come, as you asked. `settings weekly 2 daily 1` brings them back."
    if schedule.paused_until is not None and schedule.paused_until - now > _FOR_GOOD:
        return "None will come until you say `resume`."
    if next_open(schedule, now) is None:
        return "Your hours and days leave no room for one. `settings` shows them."
    moment = _next_look(repository, now)
    rows = repository.rows
    allowed = allowance(network, moment, spread_of(rows.workspace_id, rows.user_id))
    at = moment if allowed.allowed else allowed.next_look
    return f"It can come {say_due(at, schedule).replace(', ', ', about ', 1)}."


def _next_look(repository: Repository, now: datetime) -> datetime:
    """Return when the planner looks at the person next, once this unit of work is written."""
    looking: datetime | None = repository.account.row["next_look_at"]
    soon = now + QUIET
    if looking is None or repository.rows.changes:
        looking = min(looking or soon, soon)
    return max(looking, now)
