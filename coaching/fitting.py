"""Which of these titles fit which of these interests, and by which words.

The ranking is BM25 over stemmed words, by SQLite's full-text index, which lives in memory for as long
as the question takes: the same wherever the rows themselves are kept. Stemming is for English.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

APART = 2
"""Words that may stand between those of one interest: "payroll software" fits "software for payroll"."""
SHORT = 3
"""Letters up to which a name only counts where it is written as one: Go, not "go"; AI, IT."""
_VERBS = frozenset({"go"})
"""What is meant as a name even where it was not written as one."""
_BEST_FOR_ONE = 3
_MOST_WORDS = 8
_TABLE = """create virtual table titles using fts5(
    title, tokenize = "porter unicode61 remove_diacritics 2 tokenchars '+#'")"""
_ASK = """select rowid, highlight(titles, 0, char(2), char(3)), bm25(titles)
    from titles where titles match ? order by rank"""
_PLACES = "select rowid from titles where titles match ?"
_SCATTERED = 0.8
"""What it counts where the words of an interest stand in another order or apart."""
_HIT = re.compile("\x02([^\x02\x03]*)\x03")
_WORD = re.compile(r"[^\W_][\w+#]*[+#]*")
_NOTHING = frozenset(
    [
        "a",
        "an",
        "and",
        "about",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "good",
        "her",
        "his",
        "how",
        "i",
        "in",
        "is",
        "it",
        "its",
        "kinds",
        "kind",
        "like",
        "likes",
        "lots",
        "my",
        "new",
        "of",
        "on",
        "or",
        "other",
        "our",
        "some",
        "stuff",
        "that",
        "the",
        "their",
        "them",
        "things",
        "this",
        "to",
        "very",
        "what",
        "with",
        "you",
        "your",
    ]
)


@dataclass(frozen=True, slots=True)
class Interest:
    """What one contact likes, needs or knows; ``said`` is how it was put: "likes", "knows about"."""

    contact: int
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The title at ``place`` fits an interest: by these ``words``, as they stand in the title.

    ``score`` is 0 to 2: how exactly the words stand there, then how well they rank.
    """

    contact: int
    place: int
    because: Interest
    words: tuple[str, ...]
    score: float


def fits(titles: Sequence[str], interests: Iterable[Interest]) -> list[Fit]:
    """Return what fits whom: for each contact and title once, up to three titles for an interest.

    All words of an interest have to stand in the title, near each other.
    """
    best: dict[tuple[int, int], Fit] = {}
    answers: dict[str, list[tuple[int, tuple[str, ...], float]]] = {}
    with closing(_index(titles)) as index:
        for interest in interests:
            if interest.words not in answers:
                answers[interest.words] = _asked(index, interest.words)
            for place, words, score in answers[interest.words]:
                fit = Fit(interest.contact, place, interest, words, score)
                key = (fit.contact, place)
                if key not in best or best[key].score < score:
                    best[key] = fit
    return sorted(best.values(), key=lambda fit: (fit.contact, -fit.score, fit.place))


def _index(titles: Sequence[str]) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute(_TABLE)
    index.executemany("insert into titles (rowid, title) values (?, ?)", enumerate(titles))
    return index


def _asked(index: sqlite3.Connection, said: str) -> list[tuple[int, tuple[str, ...], float]]:
    words = [word for word in _WORD.findall(said) if _tells(word)][:_MOST_WORDS]
    if not words:
        return []
    quoted = " ".join(f'"{word}"' for word in words)
    query = f"NEAR({quoted}, {APART * (len(words) - 1)})" if words[1:] else quoted
    phrase = {row[0] for row in index.execute(_PLACES, (" + ".join(quoted.split()),))}
    found = []
    for place, shown, rank in index.execute(_ASK, (query,)):
        hits = tuple(dict.fromkeys(_HIT.findall(shown)))
        if all(_as_written(word, hits) for word in words):
            exact = sum(_exactness(word, hits) for word in words) / len(words)
            if place not in phrase:
                exact *= _SCATTERED
            # The rank lies beyond 0 without a bound; here it only tells the equally exact apart.
            found.append((place, hits, exact + rank / (rank - 1)))
    return sorted(found, key=lambda item: -item[2])[:_BEST_FOR_ONE]


def _exactness(word: str, hits: tuple[str, ...]) -> float:
    """Return 1 for a word that stands in the title as it was said, less for another case or form.

    A stem may be shared by two words ("parenting", "parent company"); a name is often a word, too.
    """
    if word in hits or (word == word.lower() and word in [hit.lower() for hit in hits]):
        return 1.0
    return 0.5 if word.lower() in [hit.lower() for hit in hits] else 0.0


def _tells(word: str) -> bool:
    """Tell whether a word of an interest has to stand in a title: "IT" has, "it" has not."""
    return word.lower() not in _NOTHING or (len(word) > 1 and word.isupper())


def _as_written(word: str, hits: tuple[str, ...]) -> bool:
    """Tell whether a short name stands in the title as one; whatever else was said may be bent."""
    name = word != word.lower() or word in _VERBS
    if len(word) > SHORT or not word.isalpha() or not name:
        return True
    written = (word, word.upper(), word.capitalize())
    return any(hit in written and hit != hit.lower() for hit in hits)
