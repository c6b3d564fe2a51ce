"""Activities as the messages that Teams makes of them (pure)."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.teams.outbound.calls import Activity


def apart(activities: Iterable[Activity]) -> list[Activity]:
    """Return activities that are one message each, in the order in which they are read.

    Teams splits a text with a card into two messages by itself, and then tells the id of neither:
    they could not be changed any more.
    """
    return [part for activity in activities for part in _parts(activity)]


def _parts(activity: Activity) -> list[Activity]:
    if not (activity.get("text") and activity.get("attachments")):
        return [activity]
    words = {name: value for name, value in activity.items() if name != "attachments"}
    card = {name: value for name, value in activity.items() if name not in _OF_WORDS}
    return [words, card]


_OF_WORDS = frozenset({"text", "textFormat", "entities"})
"""Mentions (``entities``) stand for places in the text."""
