"""Whose question a line answers, and whether with a link, conversation by conversation."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.detection.learned import Learned
from coaching.detection.pairs import asked
from coaching.detection.saying import Said
from coaching.detection.sharing import shares
from coaching.detection.turns import Conversation, Turn


@dataclass(frozen=True, slots=True)
class Answer:
    """A line by ``helper`` that may answer ``asker``.

    ``chance`` is the forest's, ``likely`` whether it is enough; ``shared``: with a link that was
    asked for.
    """

    helper: str
    asker: str
    chance: float
    likely: bool
    shared: bool


class Answers:
    """Follows the channel and each of its threads, line by line."""

    def __init__(self, learned: Learned) -> None:
        """Begin with silence, deciding by ``learned``."""
        self._learned = learned
        self._talks: dict[str | None, Conversation] = {None: Conversation()}
        self._opened: dict[str, Said] = {}

    def hear(self, said: Said) -> Answer | None:
        """Take in the next line; return what it likeliest answers, if that is likely enough.

        A link that was asked for is enough at half the chance.
        """
        talk = self._talk(said)
        turn = talk.turn(said)
        found = None if said.line.bot else self._found(turn, talk)
        talk.take(turn)
        if said.line.key:
            self._opened.setdefault(said.line.key, said)
        return found

    def _found(self, turn: Turn, talk: Conversation) -> Answer | None:
        chances = [
            (self._learned.forest.chance(signs, self._learned.least / 2), who)
            for who, signs in asked(turn, talk, self._learned.lexicon)
            if not talk.speakers[who].last.said.line.bot
        ]
        chance, who = max(chances, default=(0.0, ""))
        if not chance:
            return None
        asker = talk.speakers[who]
        shared = shares(turn.said, (asker.question or asker.last).said)
        likely = chance >= self._learned.least
        return (
            Answer(turn.said.line.author, who, chance, likely, shared) if likely or shared else None
        )

    def _talk(self, said: Said) -> Conversation:
        """Return the conversation of ``said``; a thread begins with the line that opened it."""
        thread = said.line.thread
        talk = self._talks.get(thread)
        if talk is None:
            talk = self._talks[thread] = Conversation()
            first = self._opened.get(thread or "")
            if first is not None:
                talk.take(talk.turn(first))
        return talk
