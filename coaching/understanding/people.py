"""Which words of a sentence are people: mentions, capitals, and first names in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from coaching.first_names import is_first_name, may_be_first_name
from coaching.names import fold
from coaching.understanding.wording import Word
from coaching.understanding.words import (
    AND,
    DETERMINERS,
    KIND_WORDS,
    MONTHS_AS_NAMES,
    NO_NAMES,
    PARTICLES,
    ROLES,
    TIME_LEADS,
)

_LONGEST = 4  # words of a name
_AFTER_NAMES = frozenset(
    [
        "and",
        "gave",
        "sent",
        "was",
        "has",
        "had",
        "met",
        "taught",
        "showed",
        "did",
        "lent",
        "wrote",
        "called",
        "told",
        "came",
        "'s",
        ",",
        "is",
    ]
)
_PREFIXES = frozenset({"van", "von", "de", "di", "del", "della", "el", "bin", "ibn", "ten", "ter"})
_LAST = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii"})


@dataclass(frozen=True, slots=True)
class Group:
    """Words ``start`` to ``stop`` of a sentence, which name one or several people.

    ``unsure`` where a name is one only by the capital that every sentence begins with.
    """

    start: int
    stop: int
    names: tuple[str, ...]
    unsure: bool = False


class Names:
    """Reads the names in one sentence."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        known: AbstractSet[str] = frozenset(),
        common: AbstractSet[str] = frozenset(),
    ) -> None:
        """Read ``words`` of ``text``; ``known`` are folded names, ``common`` words that are none."""
        self._text, self._words = text, words
        self._known, self._common = known, common
        self._loud = text.isupper() and len(text) > len("HELLO SAM")

    def groups(self) -> list[Group]:
        """Return the groups of names, in their order."""
        found: list[Group] = []
        i = 0
        while i < len(self._words):
            group = self._group(i)
            if group:
                found.append(group)
                i = group.stop
            else:
                i += 1
        return found

    def _group(self, start: int) -> Group | None:
        names: list[str] = []
        unsure = False
        i = self._past_role(start)
        while one := self._name(i):
            stop, doubt = one
            names.append(self._shown(i, stop))
            unsure |= doubt
            end = stop
            i = self._past_joint(stop)
            if i == stop:
                break
        return Group(start, end, tuple(names), unsure) if names else None

    def _shown(self, start: int, stop: int) -> str:
        return self._text[self._words[start].start : self._words[stop - 1].end]

    def _plain(self, i: int) -> str:
        return self._words[i].plain if i < len(self._words) else ""

    def _past_joint(self, i: int) -> int:
        """Return where the next name would begin, after "," and "and"; ``i`` if there is none."""
        j = i
        while j < len(self._words) and j - i < len((",", "and")) and self._plain(j) in AND:
            j += 1
        after = self._past_role(j)
        return after if j > i and self._name(after) else i

    def _past_role(self, i: int) -> int:
        """Return ``i`` behind "my old friend" and the like where a name follows, else ``i``."""
        j = i
        if self._plain(j) in DETERMINERS:
            j += 1
        while self._plain(j) in KIND_WORDS:
            j += 1
        if self._plain(j) not in ROLES or (j == i and i):
            return i
        while self._plain(j) in ROLES:
            j += 1
        j += self._plain(j) == ","
        return j if self._name(j) else i

    def _name(self, i: int) -> tuple[int, bool] | None:
        """Return where the name that begins at ``i`` ends, and whether it may be none."""
        if i >= len(self._words):
            return None
        word = self._words[i]
        if word.kind in ("quoted", "mention", "number"):
            stop = self._marked(i, word)
            return (stop, False) if stop else None
        longest = self._known_name(i)
        if longest:
            return longest, False
        if word.kind != "word" or not self._begins(i):
            return None
        stop = self._further(i)
        return stop, self._doubtful(i, stop)

    def _marked(self, i: int, word: Word) -> int:
        """Return where a name ends that is marked as one; 0 where it is none, such as "<!here>"."""
        said = word_text(self._text, word)
        if word.kind == "quoted":
            return i + 1 if 0 < len(said.split()) <= _LONGEST else 0
        return 0 if said.startswith(("<!", "<#")) else self._after_mention(i)

    def _after_mention(self, i: int) -> int:
        # "@Ana Lopez": the last name stands without a mark of its own.
        at = self._text[self._words[i].start] == "@"
        return self._further(i) if at else i + 1

    def _known_name(self, i: int) -> int:
        if not self._known:
            return 0
        for stop in range(min(i + _LONGEST, len(self._words)), i, -1):
            if all(w.kind == "word" for w in self._words[i:stop]):
                folded = fold(self._shown(i, stop))
                if folded in self._known and folded not in self._common:
                    return stop
        return 0

    def _begins(self, i: int) -> bool:
        """Tell whether a name begins with the word at ``i``."""
        word = self._words[i]
        shown = self._text[word.start : word.end]
        if word.plain in _PREFIXES and (self._starts(i) or shown[0].isupper()):
            return self._goes_on(i + 1 + (self._plain(i + 1) in PARTICLES))
        if word.plain in NO_NAMES or not shown[0].isalpha():
            return shown[:1].isalpha() and self._also_name(i, shown)
        if self._loud or not shown[0].isupper():
            return self._is_small_name(word, shown)
        if word.plain in MONTHS_AS_NAMES and self._plain(i - 1 if i else i) in TIME_LEADS:
            return False
        if shown.isupper() and len(shown) > 1:
            return is_first_name(shown)
        return not self._starts(i) or not self._is_common(word)

    def _is_small_name(self, word: Word, shown: str) -> bool:
        parts = shown.split("-")
        known = is_first_name if len(parts) == 1 else may_be_first_name
        return all(map(known, parts)) and word.plain not in self._common

    def _also_name(self, i: int, shown: str) -> bool:
        """Tell "Will helped me" and "I met May" from "Will you" and "in May"."""
        if not shown[0].isupper() or not may_be_first_name(shown):
            return False
        after = self._plain(i + 1)
        goes_on = after in PARTICLES or self._goes_on(i + 1)
        return not self._starts(i) or goes_on or after.endswith("ed") or after in _AFTER_NAMES

    def _is_common(self, word: Word) -> bool:
        """Tell whether the first word of a sentence is an everyday word in spite of its capital."""
        return word.plain in self._common and fold(word.plain) not in self._known

    def _starts(self, i: int) -> bool:
        return i == 0 or self._words[i - 1].plain in (".", "!", "?", ":", "-", "–", "—")

    def _further(self, i: int) -> int:
        """Return where the words of a name end: capitals, initials, "van der"."""
        j = i + 1
        while j < len(self._words) and j - i < _LONGEST:
            k = j
            while self._plain(k) in PARTICLES and k - j < len(("van", "der")):
                k += 1
            if not self._goes_on(k):
                break
            j = k + 1
        return j

    def _goes_on(self, i: int) -> bool:
        if i >= len(self._words) or self._words[i].kind != "word":
            return False
        word = self._words[i]
        shown = self._text[word.start : word.end]
        if word.plain in _LAST:
            return True
        return (
            shown[0].isupper()
            and word.plain not in NO_NAMES
            and not self._loud
            and (not shown.isupper() or len(shown) <= len("R."))
        )

    def _doubtful(self, i: int, stop: int) -> bool:
        word = self._words[i]
        if not self._starts(i) or "-" in word.plain or "'" in word.plain or "." in word.plain:
            return False
        if stop - i > 1:  # "Imagine Tom": the name may begin later
            return not may_be_first_name(word.plain) and is_first_name(self._words[i + 1].plain)
        return not may_be_first_name(word.plain)


def word_text(text: str, word: Word) -> str:
    """Return a word as it was typed, without the quotation marks around it."""
    return text[word.start : word.end].strip('+"“”')
