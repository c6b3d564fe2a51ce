"""A line as detection reads it: its own words, its tokens, and whom it is said to."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.detection.gratitude import Thanks, gratitude
from coaching.detection.naming import TOKEN, Names
from coaching.detection.speech import own_words
from coaching.detection.window import Line


@dataclass(slots=True)
class Said:
    """One line, read once.

    ``to`` are those it names, without its author, ``called`` the words it names them by; ``thanks``
    are its cues of thanks.
    """

    number: int
    line: Line
    words: str
    tokens: list[str]
    to: set[str]
    called: set[str]
    thanks: list[Thanks]


def read(number: int, line: Line, names: Names) -> Said:
    """Return ``line`` as it is read."""
    words = own_words(line.text)
    tokens = TOKEN.findall(words)
    called = names.called(tokens, mentions="<@" in words)
    to = {names.whose(word) for word in called}
    to.update(line.mentions)
    to.discard(line.author)
    return Said(number, line, words, tokens, to, called, gratitude(words))
