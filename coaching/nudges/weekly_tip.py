"""Nothing in the network needs a word more than the person needs an idea: a tip, once a week."""

from __future__ import annotations

from datetime import date, datetime

from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Network
from coaching.nudges.base import NudgeKind, Suggestion
from coaching.phrasing import dated, several

_KIND = "weekly_tip"
_PRIORITY = 0.15
_EVERY_DAYS = 7


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a tip if there was none in the last seven days."""
    seen = glance(network, now)
    last = seen.kinds.get(_KIND)
    if last is not None and (seen.today - last).days < _EVERY_DAYS:
        return ()
    return (_suggestion(last, len(seen.people), seen.today),)


def _suggestion(last: date | None, people: int, today: date) -> Suggestion:
    year, week, _ = today.isocalendar()
    known = several(people, "person", "people")
    since = f"It has been {(today - last).days} days since the last tip. " if last else ""
    return Suggestion(
        kind=_KIND,
        priority=_PRIORITY,
        title="A tip for this week",
        reason=f"{since}I have one that fits your network of {known} today. It takes a minute.",
        evidence=(
            f"Last tip: {dated(last)}" if last else "No weekly tip yet",
            f"In your network: {known}",
        ),
        key=f"{_KIND}:{year}W{week:02}",
        extra=(Button(label="Show me the tip", command="tip", keeps=True, primary=True),),
    )


KIND = NudgeKind(
    name=_KIND,
    label="A tip",
    source=(
        "Inbal Nahum-Shani and others, 2018, Just-in-Time Adaptive Interventions in Mobile Health "
        "(Annals of Behavioral Medicine)"
    ),
    suggest=suggest,
    example=_suggestion(date(2026, 2, 24), 42, date(2026, 3, 5)),
)
