"""What an operator can list: who would get what and why not, and the newest nudges."""

from __future__ import annotations

from datetime import datetime

from bot.prepare import prepared
from bot.settings import Settings
from coaching.clock import SystemClock
from coaching.deliveries import Deliveries
from coaching.planner import Planner, Preview
from coaching.repository.nudge_log import Logged

NEWEST = 50
"""Nudges in the operator's list."""


def dry_run(settings: Settings, at: datetime) -> list[dict[str, object]]:
    """Return what everybody would get at ``at``, one row a person; nothing is written."""
    with prepared(settings) as (database, _):
        previews = Planner(database.transaction, SystemClock()).preview(at)
    return [_row(preview) for preview in previews]


def newest_nudges(settings: Settings) -> list[dict[str, object]]:
    """Return the newest nudges, one row each: whose, which kind, and what became of them."""
    with prepared(settings) as (database, _):
        found = Deliveries(database.transaction, SystemClock()).newest(NEWEST)
    return [_logged(nudge) for nudge in found]


def _logged(nudge: Logged) -> dict[str, object]:
    return {
        "who": nudge.person,
        "when": nudge.due,
        "kind": nudge.kind,
        "where": nudge.platform,
        "state": nudge.state,
        "answer": nudge.outcome,
    }


def _row(preview: Preview) -> dict[str, object]:
    chosen = preview.suggestion
    return {
        "who": preview.person,
        "when": preview.at if chosen else preview.next_look,
        "kind": chosen.kind if chosen else "",
        "contact": preview.contact,
        "reason": chosen.reason if chosen else "",
        "why_not": "" if chosen else preview.why,
    }
