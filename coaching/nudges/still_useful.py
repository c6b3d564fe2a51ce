"""Three nudges in a row were no use: ask once whether to go on, and then be silent."""

from __future__ import annotations

from datetime import date, datetime

from coaching import pacing
from coaching.messages import Button
from coaching.network import Network
from coaching.nudges.base import NudgeKind, Suggestion
from coaching.phrasing import dated, several


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest the question when pacing asks for it."""
    if not pacing.must_ask(network, now):
        return ()
    streak = pacing.ignored_streak(network, now)
    ignored = [
        nudge
        for nudge in network.nudges
        if not nudge.promised and now - nudge.sent >= pacing.IGNORED_AFTER
    ]
    first = network.person.schedule.local(ignored[streak - 1].sent).date()
    return (_suggestion(streak, first, network.today(now)),)


def _suggestion(streak: int, first: date, today: date) -> Suggestion:
    return Suggestion(
        kind=pacing.STILL_USEFUL,
        priority=1.0,
        title="Is this still useful to you?",
        reason=(
            f"Since {dated(first)} I have sent you {several(streak, 'nudge')} that you left alone. "
            "Shall I go on? If you say nothing, I will stay silent. You can wake me any time."
        ),
        evidence=(f"Nudges left alone since {dated(first)}: {streak}",),
        key=f"{pacing.STILL_USEFUL}:{today.isoformat()}",
        extra=(
            Button(label="Keep going", command="resume", primary=True),
            Button(label="Fewer", command="settings weekly 1"),
            Button(label="Stop", command="pause"),
        ),
        own_buttons=True,
    )


KIND = NudgeKind(
    name=pacing.STILL_USEFUL,
    label="Still useful?",
    source=(
        "Inbal Nahum-Shani and others, 2018, Just-in-Time Adaptive Interventions in Mobile Health "
        "(Annals of Behavioral Medicine)"
    ),
    suggest=suggest,
    example=_suggestion(3, date(2026, 2, 18), date(2026, 3, 5)),
)
