"""One help counts once, however often the same conversation thanks for it or goes on about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coaching.detection.window import ANSWER, Event, Line

SAME_TALK = 3600.0
"""Seconds within which help of one kind between the same two people is one help."""
_SAME_TALK_LINES = 60
"""The same where lines have no time."""


def once(events: Iterable[Event], lines: Sequence[Line]) -> list[Event]:
    """Return ``events`` with those of one help made one, the first, as sure as the surest."""
    kept: list[Event] = []
    newest: dict[tuple[str, str, str], tuple[int, int]] = {}
    for event in events:
        pair = (event.helper, event.helped, event.kind)
        place, line = newest.get(pair, (-1, -1))
        if place >= 0 and _same_talk(lines, line, event.line):
            if event.confidence > kept[place].confidence:
                kept[place] = replace(kept[place], confidence=event.confidence)
        else:
            place = len(kept)
            kept.append(event)
        newest[pair] = (place, event.line)
    return kept


def favors(events: Iterable[Event], lines: Sequence[Line]) -> list[Event]:
    """Return one event for each help, the surest, whichever kinds show it: what a ledger counts.

    An answer and the thanks for it are one favor, not two. What somebody answers whom they are
    helped by, such as a question back, is none where the help is surer.
    """
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (-event.confidence, event.line)):
        pair = (event.helper, event.helped)
        told = event.kind == ANSWER
        if not any(
            (
                (other.helper, other.helped) == pair
                or (told and (other.helped, other.helper) == pair)
            )
            and _same_talk(lines, *sorted((other.line, event.line)))
            for other in kept
        ):
            kept.append(event)
    return sorted(kept, key=lambda event: event.line)


def _same_talk(lines: Sequence[Line], first: int, second: int) -> bool:
    one, two = lines[first], lines[second]
    if one.thread is not None and one.thread == two.thread:
        return True
    if one.at is not None and two.at is not None:
        return two.at - one.at <= SAME_TALK
    return second - first <= _SAME_TALK_LINES
