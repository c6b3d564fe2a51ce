"""Takes out of a text, before a language model sees it, whatever may name or tell somebody.

What stays is everyday words and punctuation. All else is replaced by marks, ``{{P1}}``, ``{{P2}}`` …:
names, numbers, addresses, links, mentions, and every word that is not on a list of everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coaching.names import fold
from coaching.plain_words import is_plain

MARK = re.compile(r"\{\{P([1-9][0-9]{0,2})\}\}")
MOST_MARKS = 60
_PIECE = re.compile(r"\S+")
_AROUND = re.compile(r"^([\"'“”‘’(]*)(.*?)([\"'“”‘’),.;:!?…]*)$", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_DASHES = frozenset("-–—…")
_ENDS = frozenset(".!?:…")
_NO_NAMES = frozenset(
    {
        *("a", "an", "and", "at", "by", "de", "for", "from", "i", "in", "it", "my", "no", "of"),
        *("on", "or", "the", "to", "we", "with", "you", "your"),
    }
)
"""Words that tell nobody's name even where they are a part of one."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text with marks, and what each of them stands for, ``{{P1}}`` first."""

    text: str
    words: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the marks in their order."""
        return tuple(f"{{{{P{number}}}}}" for number in range(1, len(self.words) + 1))


def hide(text: str, names: Iterable[str], *, typed: bool = False) -> Hidden:
    """Return ``text`` with a mark in place of all but everyday words; ``names`` go in any spelling.

    What a person ``typed`` freely is looked at more strictly than what NetLead worded.
    """
    known = {part for name in names for part in fold(name).split()} - _NO_NAMES
    pieces = list(_pieces(text, known, typed=typed))
    words: list[str] = []
    out: list[str] = []
    at = 0
    for start, end in _merged(pieces, text):
        words.append(text[start:end])
        out.append(f"{text[at:start]}{{{{P{len(words)}}}}}")
        at = end
    return Hidden("".join([*out, text[at:]]), tuple(words))


def put_back(text: str, hidden: Hidden) -> str:
    """Return ``text`` with what its marks stand for; unknown marks stay."""

    def word(found: re.Match[str]) -> str:
        number = int(found[1])
        return hidden.words[number - 1] if number <= len(hidden.words) else found[0]

    return MARK.sub(word, text)


def _pieces(text: str, known: set[str], *, typed: bool) -> Iterator[tuple[int, int]]:
    """Yield where the parts to be hidden stand."""
    begins = True
    for piece in _PIECE.finditer(text):
        around = _AROUND.match(piece[0])
        before, core, after = around.groups() if around else ("", piece[0], "")
        start = piece.start() + len(before)
        if core and not set(core) <= _DASHES and not _may_stay(core, known, begins, typed=typed):
            yield start, start + len(core)
        begins = bool(set(after) & _ENDS) or (begins and not core)


def _may_stay(core: str, known: set[str], begins: bool, *, typed: bool) -> bool:  # noqa: FBT001 a plain fact
    if not _WORD.fullmatch(core) or not known.isdisjoint(fold(core.replace("-", " ")).split()):
        return False
    bare = re.sub("['’]s$", "", core)
    return fold(bare) not in known and is_plain(core, begins=begins, typed=typed)


def _merged(pieces: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts with those put together between which there is only space."""
    open_at: tuple[int, int] | None = None
    for start, end in pieces:
        if open_at and not text[open_at[1] : start].strip():
            open_at = (open_at[0], end)
            continue
        if open_at:
            yield open_at
        open_at = (start, end)
    if open_at:
        yield open_at
