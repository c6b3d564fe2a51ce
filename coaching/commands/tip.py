"""``tip``: the tip that fits the network today, its source, and a way to try it this week."""

from __future__ import annotations

from datetime import date, timedelta

from coaching.calendar_days import is_working_day
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field
from coaching.network import Schedule
from coaching.tip_turn import take_tip
from coaching.tips import load_tips, tip_reason, topics

_WEEK = 7
_CHIPS = 2
_BUTTON_TOPICS = 8


def run(turn: Turn) -> Card:
    """Show a tip, or the topics."""
    topic = _topic(turn.rest)
    if topic in ("topics", "topic", "list"):
        return _topics()
    network = turn.repository.network(turn.now)
    tip = take_tip(turn.repository.account, network, turn.now, topic)
    by = _week_ahead(turn.schedule, turn.today).isoformat()
    chips = [name for name in tip.topics if name != topic][:_CHIPS]
    return Card(
        title=tip.title,
        body=tip.text,
        fields=(
            Field("In a minute", tip.minute),
            Field("Why this one now", tip_reason(tip, network, turn.now)),
            Field("Source", tip.source),
        ),
        buttons=(
            Button(
                label="Try it this week",
                command=f"remind me to {tip.promise} on {by}",
                primary=True,
            ),
            Button(label="Another tip", command=f"tip {topic}".strip(), keeps=True),
            *(Button(label=f"About {name}", command=f"tip {name}", keeps=True) for name in chips),
            Button(label="All topics", command="tip topics", keeps=True),
        ),
    )


def _topic(text: str) -> str:
    topic = " ".join(text.lower().split()).strip("?!. ")
    for fill in ("about ", "on ", "for ", "please"):
        topic = topic.removeprefix(fill)
    return topic


def _topics() -> Card:
    known = topics(load_tips())
    return Card(
        title="What the tips are about",
        body=", ".join(known) + ".\nType `tip` and a topic, as in `tip asking`.",
        buttons=tuple(
            Button(label=name.capitalize(), command=f"tip {name}", keeps=True)
            for name in known[:_BUTTON_TOPICS]
        ),
    )


def _week_ahead(schedule: Schedule, today: date) -> date:
    """Return the first working day a week from now."""
    ahead = (today + timedelta(days=_WEEK + more) for more in range(_WEEK))
    return next(
        (day for day in ahead if is_working_day(schedule, day)), today + timedelta(days=_WEEK)
    )


COMMAND = Command(
    name="tip",
    group="Every day",
    usage=("tip", "tip <topic>", "tip topics"),
    summary="Gives you the tip that fits your network today, with its source.",
    examples=("tip", "tip thanks", "tip topics"),
    run=run,
    aliases=("tips", "advice"),
)
