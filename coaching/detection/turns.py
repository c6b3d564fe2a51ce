"""A conversation followed turn by turn: who asked what, and what happened since."""

from __future__ import annotations

from dataclasses import dataclass, field

from coaching.detection.saying import Said
from coaching.detection.signs import MARKED, PERHAPS, Lexicon, Signs, question, signs

_OPEN = 15
"""Turns within which what only begins like a question does not take a question's place."""
_LISTENING = 6
"""People, the last to speak, whose open questions a line may be about."""


@dataclass(slots=True)
class Turn:
    """One line at its place ``number`` in the conversation.

    ``asks`` is as of `signs.question`, ``heard`` counts the lines of others that followed it.
    """

    said: Said
    number: int
    asks: int
    tokens: list[str]
    heard: int = 0
    _signs: Signs | None = None

    def signs(self, lexicon: Lexicon) -> Signs:
        """Return the signs of the line, worked out when they are first asked for."""
        if self._signs is None:
            self._signs = signs(self.said.words, self.tokens, lexicon)
        return self._signs


@dataclass(slots=True)
class Speaker:
    """What one person did in the conversation.

    ``since`` counts their lines and ``named_since`` who named them since their ``question``;
    ``named`` how often they named whom.
    """

    last: Turn
    question: Turn | None = None
    since: int = 0
    named_since: int = 0
    lines: int = 0
    questions: int = 0
    named: dict[str, int] = field(default_factory=dict)


class Conversation:
    """Who said what so far. ``recent`` has the speakers, who spoke last at the end."""

    def __init__(self) -> None:
        """Begin with silence."""
        self.speakers: dict[str, Speaker] = {}
        self.recent: list[str] = []
        self.turns = 0
        self.naming = 0
        self.newest = -1

    def turn(self, said: Said) -> Turn:
        """Return ``said`` as the turn that comes next."""
        tokens = [t for t in said.tokens if t not in said.called] if said.called else said.tokens
        return Turn(said, self.turns, question(tokens), tokens)

    def take(self, turn: Turn) -> None:
        """Let ``turn`` have been spoken."""
        author = turn.said.line.author
        for who in self.recent[-_LISTENING:]:
            open_one = self.speakers[who].question
            if open_one is not None and who != author:
                open_one.heard += 1
        speaker = self._speaker(author, turn)
        for who in turn.said.to:
            speaker.named[who] = speaker.named.get(who, 0) + 1
            if who in self.speakers:
                self.speakers[who].named_since += 1
        if _is_new_question(turn, speaker):
            speaker.question, speaker.since, speaker.named_since = turn, 0, 0
            speaker.questions += turn.asks == MARKED
            self.newest = turn.number
        else:
            speaker.since += 1
        self.turns += 1
        self.naming += bool(turn.said.to)

    def _speaker(self, author: str, turn: Turn) -> Speaker:
        speaker = self.speakers.get(author)
        if speaker is None:
            speaker = self.speakers[author] = Speaker(turn)
        else:
            self.recent.remove(author)
        self.recent.append(author)
        speaker.last = turn
        speaker.lines += 1
        return speaker


def _is_new_question(turn: Turn, speaker: Speaker) -> bool:
    """Tell whether ``turn`` takes the place of the speaker's open question."""
    before = speaker.question
    if turn.asks == PERHAPS and before is not None and before.asks == MARKED:
        return turn.number - before.number >= _OPEN
    return turn.asks > 0
