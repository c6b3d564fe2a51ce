"""Whom a line names: by mention, by @name, or by a name that somebody in the window goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coaching.detection.window import Line

MENTION = re.compile(r"<@([^<>|\n]{1,80})(?:\|[^<>]{0,80})?>")
TOKEN = re.compile(r"<@[^<>\n]{1,160}>|[\w\[\]\\^{}|'-]+|\?")
_PARTS = re.compile(r"[\s._-]+")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SHORTEST = 3

_WORDS = """
the and for you all any can will may mark art bill rob pat grant frank chance guy hope
joy max rich help new root user test one two just like from get got use when what why
how who where yes thanks thank hey hello man well good work ever never nick guest anyone
someone everyone somebody anybody everybody nobody ubuntu linux drew dawn faith grace
summer iris ray jack sue ruby rust crystal sandy penny heather april june august sunny
dean earl duke miles wade lance chase hunter archer page paige robin jay skip rusty
dusty homer love rose lily violet amber jade olive basil ginger daisy pepper misty story
sky here there this that then than now out but not are was were has had have with about
some would should could need want know try see make look also does did again sure okay a
i u x python java docker admin null node code json git bash vim emacs react elm data server
web dev ops user api app bug team support random general slack google pip lambda haskell
"""
WORDS = frozenset(_WORDS.split())
"""Names that are words too: they name somebody only where a name must stand."""


_EVERYBODY = frozenset({"here", "channel", "everyone", "all", "team", "group"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a line's own words: whose, where it stands, and whether it was marked as one.

    Not ``known`` is what only an @ makes a name: it may as well be part of a program.
    """

    author: str
    start: int
    end: int
    marked: bool
    known: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """Who goes by which name in a window: from a word, and from an id, in lower case, to an author."""

    by_word: Mapping[str, str]
    by_id: Mapping[str, str]

    def called(self, tokens: Sequence[str], *, mentions: bool) -> set[str]:
        """Return which of a line's ``tokens`` are names: mentions, and words that are no others."""
        found = self.by_word.keys() & set(tokens)
        if found:
            found = {word for word in found if word not in WORDS or word == tokens[0]}
        if mentions:
            found.update(token for token in tokens if token.startswith("<@"))
        return found

    def whose(self, word: str) -> str:
        """Return whose name ``word``, one of `called`, is."""
        return self._mentioned(word) if word.startswith("<@") else self.by_word[word]

    def named(self, words: str, raw: str) -> Iterator[Named]:
        """Yield every name in ``words``, the own words of the line ``raw``, in their order."""
        for match in TOKEN.finditer(words):
            token, start = match[0], match.start()
            if token.startswith("<@"):
                yield Named(self._mentioned(token, raw), start, match.end(), marked=True)
            elif token in self.by_word or token.removesuffix("'s") in self.by_word:
                whose = self.by_word.get(token) or self.by_word[token.removesuffix("'s")]
                marked = words[start - 1 : start] == "@" or _is_capital(token, raw)
                yield Named(whose, start, match.end(), marked)
            elif words[max(0, start - 2) : start].lstrip() == "@" and token not in _EVERYBODY:
                yield Named(token, start, match.end(), marked=True, known=False)

    def nearly(self, word: str, authors: Iterable[str]) -> str | None:
        """Return the first of ``authors`` whose name begins like ``word`` or ``word`` like it."""
        close = {
            author
            for name, author in self.by_word.items()
            if len(name) >= _SHORTEST and (name.startswith(word) or word.startswith(name))
        }
        return next((author for author in authors if author in close), None)

    def _mentioned(self, mark: str, raw: str = "") -> str:
        """Return whom the mention ``mark``, in lower case, stands for; ``raw`` has its spelling."""
        key = mark[2:-1].partition("|")[0].strip()
        known = self.by_id.get(key) or self.by_word.get(key)
        return known or next((m for m in MENTION.findall(raw) if m.lower() == key), key)


def _is_capital(word: str, raw: str) -> bool:
    """Tell whether ``word``, also a name, is written as one: with a capital within a sentence."""
    return word in WORDS and re.search(rf"[^\s.!?] {word.capitalize()}\b", raw) is not None


def names(lines: Iterable[Line]) -> Names:
    """Return the names of the authors of ``lines``; who spoke last keeps a name that two share.

    An author goes by the whole name and by its first part, and by the id where there is no name.
    """
    owners = {(line.author, line.name): None for line in lines}
    named = {author for author, called in owners if called.strip()}
    whole: dict[str, str] = {}
    parts: dict[str, str] = {}
    for author, called in owners:
        if not called.strip() and author in named:
            continue
        name = (called.strip() or author).lower().lstrip("@")
        pieces = [piece for piece in _PARTS.split(name) if piece]
        for part in (_NO_LETTERS.sub("", name), *pieces[:1]):
            if len(part) >= _SHORTEST:
                parts[part] = author
        if not name.isdigit():
            whole[name] = author
    return Names({**parts, **whole}, {author.lower(): author for author, _ in owners})
