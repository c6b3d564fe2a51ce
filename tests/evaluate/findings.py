"""What detection finds in recorded chats, line by line, beside what people marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coaching.detection.answering import Answers
from coaching.detection.learned import Learned
from coaching.detection.naming import names
from coaching.detection.saying import read
from tests.evaluate.chats import Chat


@dataclass(frozen=True)
class Finding:
    """One marked line: ``chance`` that it answers whom it was found to answer, 0 if nobody.

    ``right``: people marked that it does; ``answers``: they marked that it answers somebody.
    """

    chance: float
    right: bool
    answers: bool


@dataclass(frozen=True)
class Score:
    """Counts of what was found rightly, found wrongly, and missed."""

    hits: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is so."""
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """Return the share of what is so that was found."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)


def findings(chats: Iterable[Chat], learned: Learned) -> list[Finding]:
    """Return what is found in the marked lines that people, not bots, wrote."""
    found = []
    for chat in chats:
        known, answers = names(chat.lines), Answers(learned)
        for number, line in enumerate(chat.lines):
            answer = answers.hear(read(number, line, known))
            if number in chat.answers and not line.bot:
                truth = chat.answers[number]
                likely = answer if answer is not None and answer.likely else None
                chance = likely.chance if likely else 0.0
                right = likely is not None and likely.asker in truth
                found.append(Finding(chance, right, bool(truth)))
    return found


def by_line(found: Sequence[Finding]) -> Score:
    """Return how well lines are told apart that answer somebody, and lines that do not."""
    return Score(
        hits=sum(one.chance > 0 and one.answers for one in found),
        false=sum(one.chance > 0 and not one.answers for one in found),
        missed=sum(one.chance <= 0 and one.answers for one in found),
    )


Pair = tuple[str, str]


def by_pair(chats: Iterable[Chat], find: Callable[[Chat], set[Pair]]) -> Score:
    """Return how well ``find`` tells who answered whom in whole windows."""
    hits = false = missed = 0
    for chat in chats:
        truth = {
            (chat.lines[number].author, who)
            for number, asked in chat.answers.items()
            for who in asked
            if not chat.lines[number].bot
        }
        found = find(chat)
        hits += len(found & truth)
        false += len(found - truth)
        missed += len(truth - found)
    return Score(hits, false, missed)
