"""``why``: what a nudge rests on, how it was chosen, and how to get fewer like it."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.feed_notices import KIND as FEED
from coaching.hours import say_days, say_hours
from coaching.messages import Button, Card, Field, UsageError
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.pacing import SAME_PERSON_DAYS
from coaching.phrasing import listed, several
from coaching.repository.choices import Choice, choice_of
from coaching.repository.nudges import Nudge
from coaching.subjects import Subject, read_subject

_NEXT = 3
_CERTAIN = 0.995
_ONLY_YOURS = (
    "Your own entries alone: people, touches, promises, and the nudges you got. "
    "I read no messages and no calendar for it, and nobody else sees it."
)


def run(turn: Turn) -> Card:
    """Explain a nudge or a move."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people)
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    suggestion = subject.suggestion
    if suggestion is None:
        name = subject.person.name if subject.person else "that"
        raise UsageError(
            f"Nothing is suggested about {name} right now, so there is nothing to explain.",
            buttons=(Button(label="Today", command="today"),),
        )
    kind = kinds().get(suggestion.kind)
    fields = (
        Field("What I saw", "\n".join(suggestion.evidence)),
        Field("How it was chosen", _chosen(turn, subject, suggestion)),
        Field("Research behind it", kind.source if kind else ""),
        Field("What I used", _ONLY_YOURS),
    )
    return Card(
        title=f"Why: {suggestion.title}" if suggestion.title else "Why",
        body=suggestion.reason,
        fields=tuple(field for field in fields if field.value),
        buttons=_less(turn, suggestion),
    )


def _chosen(turn: Turn, subject: Subject, suggestion: Suggestion) -> str:
    if suggestion.kind == FEED:
        return "You asked me to read it; what becomes of that is outside the weekly count."
    if suggestion.promised:
        return "You set this time yourself; your own promises are outside the weekly count."
    if subject.nudge is None:
        return "It stands among your best moves at this moment. I did not send it as a nudge."
    choice = choice_of(turn.repository.rows, subject.nudge.number)
    return f"{_among(turn, subject.nudge, choice)} {_pacing(turn)}"


def _among(turn: Turn, nudge: Nudge, choice: Choice) -> str:
    count = len(choice.eligible)
    if not count:
        return "It was what fitted at that moment."
    mine = (nudge.suggestion.kind, nudge.suggestion.contact)
    others = [item for item in choice.eligible if item[:2] != mine]
    if not others:
        return "It was the one move that fitted at that moment."
    place = next((i for i, item in enumerate(choice.eligible) if item[:2] == mine), 0) + 1
    drawn = (
        f" It was drawn with a chance of {choice.probability:.0%}."
        if choice.probability < _CERTAIN
        else ""
    )
    names = {number: name for number, _, name in turn.repository.contacts.names()}
    told = listed([_said(kind, names.get(contact, "")) for kind, contact, _ in others[:_NEXT]])
    return f"It stood {_ordinal(place)} of {several(count, 'move')} then.{drawn} Others: {told}."


def _said(kind: str, name: str) -> str:
    label = kinds()[kind].label if kind in kinds() else kind
    return f"“{label}” ({name})" if name else f"“{label}”"


def _ordinal(place: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(place, f"number {place}")


def _pacing(turn: Turn) -> str:
    schedule = turn.schedule
    hours = f"{say_days(schedule.weekdays)} {say_hours(schedule.opens, schedule.closes)}"
    return (
        f"You get at most {schedule.daily} a day and {schedule.weekly} a week, within {hours}, "
        f"and nobody twice within {SAME_PERSON_DAYS} days."
    )


def _less(turn: Turn, suggestion: Suggestion) -> tuple[Button, ...]:
    if suggestion.promised:
        return ()
    kind, weekly = suggestion.kind, turn.schedule.weekly
    if kind in turn.me.muted_kinds:
        first = Button(label="Have this kind again", command=f"settings unmute {kind}")
    else:
        first = Button(label="None of this kind", command=f"settings mute {kind}")
    fewer = Button(label="Fewer nudges", command=f"settings weekly {weekly - 1}")
    return (first, fewer) if weekly > 1 else (first, Button(label="Pause", command="pause"))


COMMAND = Command(
    name="why",
    group="Answering a nudge",
    usage=("why", "why <number>", "why <who>"),
    summary="Shows what a nudge rests on, how it was chosen, and the research behind it.",
    examples=("why", "why 42"),
    run=run,
    aliases=("why this", "why me"),
)
