"""How names and notes are cleaned, compared and found again when they are spelt a little wrong."""

from __future__ import annotations

import difflib
import heapq
import re
import unicodedata
from collections.abc import Iterable, Iterator

from coaching.messages import UsageError

LONGEST_NAME = 80
_MOST_TYPED = 1000  # characters of a name before cleaning, invisible ones included
MOST_MARKS = 4  # combining marks in a row; no living script needs more on one letter

_ZWNJ, _ZWJ, _EMOJI_STYLE = "\u200c", "\u200d", "\ufe0f"
# Letters and symbols that show nothing at all: Hangul fillers, the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
# Embeddings, overrides and isolates of the writing direction.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT_CONTROLS = "\n\t"
_CONTROLS = {code: None for code in range(0x20) if chr(code) not in _KEPT_CONTROLS}
_VIRAMA = 9  # canonical combining class of the sign after which a joiner shapes Indic letters
# Letters that Unicode does not take apart but people type without their stroke.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})

# What most names are made of, and what needs neither cleaning nor folding beyond lower case.
_SIMPLE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


def clean_name(text: str) -> str:
    """Return ``text`` as a name may be stored: composed (NFC), one line, nothing invisible.

    `UsageError` if nothing visible is left, if it is longer than 80 characters, has more than 4
    combining marks in a row, or is broken text (half of a surrogate pair).
    """
    if len(text) <= LONGEST_NAME and _SIMPLE.fullmatch(text):
        return text
    _refuse_broken(text)
    if len(text) > _MOST_TYPED:
        raise _too_long(text)
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c for i, c in enumerate(composed) if _stays(composed, i))
    name = unicodedata.normalize("NFC", " ".join(kept.split()))
    if not any(unicodedata.category(c)[0] in "LNPS" for c in name):
        body = (
            "A name needs at least one letter that can be seen. Type it like this: add Ada Lovelace"
        )
        raise UsageError(body)
    if len(name) > LONGEST_NAME:
        raise _too_long(name)
    if _marks_in_a_row(name) > MOST_MARKS:
        body = "That name has too many accents on one letter. Please type it without them."
        raise UsageError(body)
    return name


def clean_text(text: str) -> str:
    """Return a note without control characters other than line breaks and tabs, else unchanged.

    `UsageError` for half of a surrogate pair, which no database can store.
    """
    _refuse_broken(text)
    return text.translate(_CONTROLS)


def storable(text: str) -> str:
    """Return ``text`` as every database can hold it: no control characters, nothing half."""
    return text.encode("utf-8", "replace").decode().translate(_CONTROLS)


def fold(name: str) -> str:
    """Return ``name`` for matching: no case, accents, invisible characters or punctuation.

    A name of nothing but punctuation stays as it is, so that two such names still differ.
    """
    if _SIMPLE.fullmatch(name):
        return name.lower()
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    parts = unicodedata.normalize("NFD", wide.translate(_PLAIN))
    letters = "".join(_letter(c) for c in parts if not _is_accent(c))
    folded = " ".join(unicodedata.normalize("NFC", letters).split())
    return folded or " ".join(wide.split())


def clip(text: str, limit: int = 40) -> str:
    """Return the beginning of ``text`` on one line, fit to be quoted in an answer."""
    whole = text[: limit * 2].encode(errors="replace").decode()
    line = _harmless(" ".join(whole.translate(_CONTROLS).split()))
    return line if len(line) <= limit and len(text) <= limit * 2 else line[: limit - 1] + "…"


def closest(word: str, words: Iterable[str], count: int = 3) -> list[str]:
    """Return up to ``count`` of ``words`` that look most like ``word``, the best first."""
    wanted = word[:LONGEST_NAME].lower()
    known = list(dict.fromkeys(words))
    begun = [w for w in known if len(wanted) > 1 and w.lower().startswith(wanted)]
    alike = difflib.get_close_matches(wanted, [w.lower() for w in known], n=count + len(begun))
    by_lower = {w.lower(): w for w in reversed(known)}
    return list(dict.fromkeys(begun + [by_lower[w] for w in alike]))[:count]


def near(folded: str, candidates: Iterable[str], count: int = 5) -> list[str]:
    """Return up to ``count`` of ``candidates`` that may be meant by ``folded``, the best first.

    Both sides are names as `fold` returns them. Finds typing slips, swapped letters, a missing
    or an additional last name, and names run together. Pairs of letters sift the many; the few
    that are left are compared word by word.
    """
    wanted = folded[:LONGEST_NAME]
    pairs = _pairs(wanted)
    sifted = heapq.nlargest(
        8 * count,
        ((_shared(pairs, _pairs(c)), c) for c in dict.fromkeys(candidates)),
        key=lambda pair: pair[0],
    )
    scored = sorted(
        ((_likeness(wanted, c), c) for s, c in sifted if s > 0), key=lambda p: (-p[0], p[1])
    )
    return [c for score, c in scored if score >= _LIKE_ENOUGH][:count]


# Below this, names have no more in common than any two names do (tried on the slips in the tests).
_LIKE_ENOUGH = 0.6


def _too_long(name: str) -> UsageError:
    body = (
        f"“{clip(name)}” is too long for a name; {LONGEST_NAME} characters is the most. "
        "To add a note, put a colon after the name: met Ada: coffee"
    )
    return UsageError(body)


def _refuse_broken(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        body = "Part of that text arrived broken (half of an emoji, perhaps). Please type it again."
        raise UsageError(body) from error


def _stays(text: str, i: int) -> bool:
    """Tell whether the character at ``i`` can be seen, separates words, or shapes its neighbours."""
    char = text[i]
    category = unicodedata.category(char)
    if category == "Cc":
        return char.isspace()
    if char in (_ZWJ, _ZWNJ):
        return 0 < i < len(text) - 1 and _joins(text[i - 1], char, text[i + 1])
    return category != "Cf" and char not in _BLANK


def _joins(before: str, joiner: str, after: str) -> bool:
    if unicodedata.combining(before) == _VIRAMA:
        return True
    if joiner == _ZWJ:
        toned = "\U0001f3fb" <= before <= "\U0001f3ff"
        return (toned or before == _EMOJI_STYLE or _is_emoji(before)) and _is_emoji(after)
    return all(unicodedata.bidirectional(c) == "AL" for c in (before, after))


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) == "So"


def _harmless(line: str) -> str:
    """Return ``line`` without what turns it round or piles up on one letter."""
    if line.isascii():
        return line
    runs = _runs_of_marks(line)
    return "".join(
        c for c, run in zip(line, runs, strict=True) if run <= MOST_MARKS and c not in _TURNING
    )


def _marks_in_a_row(text: str) -> int:
    return max(_runs_of_marks(text), default=0)


def _runs_of_marks(text: str) -> Iterator[int]:
    """Yield for each character how many combining marks in a row end with it."""
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        yield run


def _is_accent(char: str) -> bool:
    """Tell accents and vowel points from the marks that make another letter (Indic, kana, Thai).

    By canonical combining class: 10 to 36 Hebrew, Arabic and Syriac points, 200 up accents.
    """
    kind = unicodedata.combining(char)
    return 10 <= kind <= 36 or kind >= 200  # noqa: PLR2004 - explained in the docstring


def _letter(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Cs") or char in _BLANK or char == _EMOJI_STYLE:
        return ""
    if category == "Cc":
        return " " if char.isspace() else ""
    return " " if category[0] in "PZ" else char


def _pairs(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


def _shared(some: set[str], others: set[str]) -> float:
    """Return how much of the smaller set of pairs is in the other one, the fuller match first."""
    both = len(some & others)
    return both / min(len(some), len(others)) + both / (len(some) + len(others))


def _likeness(wanted: str, candidate: str) -> float:
    """Return 0 to 1: how well the words of one name are found in the other."""
    ours, theirs = wanted.split(), candidate[:LONGEST_NAME].split()
    whole = _alike("".join(ours), "".join(theirs))
    unsaid = 0.02 * max(0, len(theirs) - len(ours))
    return max(whole, _found(ours, theirs) - unsaid, 0.8 * _found(theirs, ours))


def _found(words: list[str], among: list[str]) -> float:
    total = sum(len(w) for w in words)
    if not total or not among:
        return 0.0
    return sum(len(w) * max(_alike(w, other) for other in among) for w in words) / total


def _alike(some: str, other: str) -> float:
    """Return 1 for equal words, 0.9 for a beginning of two letters or more, less for slips."""
    if some == other:
        return 1.0
    if len(some) > 1 and other.startswith(some):
        return 0.9
    return 1 - _slips(some, other) / max(len(some), len(other))


def _slips(some: str, other: str) -> int:
    """Count letters wrong, missing, too many or swapped (optimal string alignment distance)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(some, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and some[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
