"""Detection: from a window of lines to who helped whom in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaching.detection.crediting import credited
from coaching.detection.gratitude import gratitude
from coaching.detection.naming import names
from coaching.detection.once import once
from coaching.detection.saying import read
from coaching.detection.talk import Talk
from coaching.detection.window import THANKS, Event, Line


def detect(lines: Sequence[Line]) -> list[Event]:
    """Return the events of help that ``lines``, in their order, show."""
    return once(_events(lines), lines)


def _events(lines: Sequence[Line]) -> Iterator[Event]:
    known = names(lines)
    bots = {line.author for line in lines if line.bot}
    talk = Talk()
    for number, line in enumerate(lines):
        said = read(number, line, known)
        if not line.bot and line.author:
            for cue in gratitude(said.words):
                for helper, confidence in credited(cue, said, talk, known, bots):
                    yield Event(helper, line.author, THANKS, confidence, number)
        talk.add(said)
