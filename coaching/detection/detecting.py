"""Detection: from a window of lines to who helped whom in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaching.detection.answering import Answer, Answers
from coaching.detection.confirming import CONFIRMED, confirmation
from coaching.detection.crediting import Room, credited
from coaching.detection.learned import learned
from coaching.detection.naming import names
from coaching.detection.once import once
from coaching.detection.saying import Said, read
from coaching.detection.talk import Talk, others
from coaching.detection.window import ANSWER, SHARE, THANKS, Event, Line
from coaching.ledger import LINK_ON_REQUEST

_BOTS = ("USLACKBOT", "slackbot")
"""Slack's own, which need not have spoken to be known."""


def detect(lines: Sequence[Line]) -> list[Event]:
    """Return the events of help that ``lines``, in their order, show.

    Each help is there once for each kind that shows it: an answer that was thanked for is there as
    an answer and as thanks. `coaching.detection.once.favors` makes one of them. What a new line
    shows, with those before it as its window, are the events whose ``line`` it is.
    """
    return once(events(lines), lines)


def events(lines: Sequence[Line]) -> Iterator[Event]:
    """Yield what each line shows, line by line, also of help that an earlier line showed."""
    answered: dict[int, str] = {}
    bots = frozenset({*_BOTS, *(line.author for line in lines if line.bot)})
    room = Room(Talk(), names(lines), bots, answered)
    answers = Answers(learned())
    for number, line in enumerate(lines):
        said = read(number, line, room.names)
        if line.author:
            answer = answers.hear(said)
            if not line.bot:
                yield from _shown(said, answer, room)
            if answer is not None and answer.likely:
                answered[number] = answer.asker
        room.talk.add(said)


def _shown(said: Said, answer: Answer | None, room: Room) -> Iterator[Event]:
    author, number = said.line.author, said.number
    thanked: dict[str, float] = {}
    for cue in said.thanks:
        for helper, sure in credited(cue, said, room):
            thanked[helper] = max(sure, thanked.get(helper, 0.0))
    for helper, sure in thanked.items():
        yield Event(helper, author, THANKS, sure, number)
    if not said.thanks:
        yield from _confirmed(said, room)
    if answer is not None and answer.shared:
        yield Event(author, answer.asker, SHARE, LINK_ON_REQUEST, number)
    if answer is not None and answer.likely:
        yield Event(author, answer.asker, ANSWER, learned().sureness(answer.chance), number)


def _confirmed(said: Said, room: Room) -> Iterator[Event]:
    """Yield the answer of which ``said`` tells that it worked."""
    cue = confirmation(said.words)
    if cue is None:
        return
    spoke = others(room.talk.around(said), said.line.author)
    me = said.line.author
    helpers = {s.line.author for s in spoke if room.answered.get(s.number) == me}
    for helper, _ in credited(cue, said, room)[:1]:
        if helper in helpers:
            yield Event(helper, me, ANSWER, CONFIRMED, said.number)
