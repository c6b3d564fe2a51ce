"""A sentence cut into words, each with its plain form and its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from coaching.understanding.slips import corrected

LONGEST = 4000
"""Characters of a sentence that are looked at; nobody says more in one."""
MOST_WORDS = 160
"""Words of which a sentence is made at most; what is longer is a story, and read as no command."""

# Unlike a name in an entry line, a mark such as the stop or the bracket ends a word here.
_PIECE = re.compile(
    r'(?P<quoted>\+?(?:"[^"\n]{1,200}"|“[^“”\n]{1,200}”))'
    r"|(?P<mention><at>[^<>]{1,200}</at>|<[^<>\s][^<>]{0,200}>|@[^\W\d_][\w-]{0,80}(?:\.\w[\w-]{0,80}){0,3})"
    r"|(?P<number>\#[0-9]{1,9}(?!\w))"
    r"|(?P<link>https?://[^\s<>]{1,2000})"
    r"|(?P<emoji>(?<!\w):[a-z0-9_+\-]{2,30}:|[:;]-?[)(DP](?!\w)|[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]{1,50})"
    r"|(?P<word>w/|[0-9]{1,2}:[0-9]{1,2}|[0-9]+(?:[./-][0-9]+)*(?:st|nd|rd|th|am|pm)?(?!\w)"
    r"|(?:[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|[Jj]r|[Ss]r|[Ss]t|[A-Z])\.(?=\s+[A-Z])"
    r"|\w+(?:['-]\w+|(?<=\w)\.(?=\w)\w+)*(?:'(?=\s|\Z))?)"
    r"|(?P<mark>'s(?!\w)|[^\s\w])"
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " "})
_SPLIT = {
    "can't": "can not",
    "cannot": "can not",
    "cant": "can not",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "w/": "with",
    "w": "with",
    "@": "at",
    "didnt": "did not",
    "dont": "do not",
    "havent": "have not",
    "wasnt": "was not",
    "isnt": "is not",
    "hasnt": "has not",
    "doesnt": "does not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "wouldnt": "would not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "whats": "what is",
    "thx": "thanks",
    "thnx": "thanks",
    "tnx": "thanks",
    "thanx": "thanks",
    "ty": "thanks",
    "pls": "please",
    "plz": "please",
    "favour": "favour",
    "&": "and",
    "+": "and",
    "dm'd": "messaged",
    "dmed": "messaged",
    "dm'ed": "messaged",
    "u": "you",
    "convo": "conversation",
    "meeting's": "meeting is",
    "lemme": "let me",
    "gimme": "give me",
    "dunno": "do not know",
    "tmrw": "tomorrow",
}
_ENDINGS = {"n't": "not", "'ve": "have", "'ll": "will", "'m": "am", "'re": "are", "'d": "'d"}
_IS = frozenset({"it", "that", "what", "who", "there", "here", "how", "where", "when", "why"})
_PRONOUNS = frozenset({"he", "she"})
_SPOKEN_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: its plain form, its kind, and its place in the text.

    ``plain`` is in lower case and whole: "I've" is the two words "i" and "have". ``kind`` tells
    words from marks, mentions, quoted names; a "part" is one of several words at one place.
    """

    plain: str
    kind: str
    start: int
    end: int


def wording(text: str) -> tuple[str, list[Word]]:
    """Return the text with common slips put right, and its words.

    Smileys and pictures are left out; they say nothing that could be noted.
    """
    text = corrected(unicodedata.normalize("NFC", text[:LONGEST]).translate(_QUOTES))
    words: list[Word] = []
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup or "mark"
        if kind != "emoji":
            words += _words(piece[0], kind, piece.start(), piece.end())
        if len(words) > MOST_WORDS:
            break
    return text, words


def _words(said: str, kind: str, start: int, end: int) -> list[Word]:
    low = said.lower()
    if kind not in ("word", "mark"):
        return [Word(low if kind == "link" else "", kind, start, end)]
    if low in _SPLIT:
        return [Word(part, "part", start, end) for part in _SPLIT[low].split()]
    for ending, full in _ENDINGS.items():
        if low.endswith(ending) and len(low) > len(ending):
            stem = low.removesuffix(ending)
            cut = start + len(stem)
            return [Word(stem, "word", start, cut), Word(full, "mark", cut, end)]
    if kind == "word" and (low.endswith("'s") or (low.endswith("s'") and len(low) > len("xs'"))):
        return _possessive(low, start, end)
    return [Word(low, kind, start, end)]


def _possessive(low: str, start: int, end: int) -> list[Word]:
    """Return "it is" for "it's", and the name and its mark for "Ana's" and "James'"."""
    cut = end - 2 if low.endswith("'s") else end - 1
    stem = low[: cut - start]
    if stem in _IS or stem in _PRONOUNS:
        full = "is" if stem in _IS else "'s"
        return [Word(stem, "word", start, end), Word(full, "word", start, end)]
    return [Word(stem, "word", start, cut), Word("'s", "mark", cut, end)]


def sentences(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words of each sentence, with the mark that ends it."""
    found: list[list[Word]] = [[]]
    for i, word in enumerate(words):
        found[-1].append(word)
        after = words[i + 1].plain if i + 1 < len(words) else ""
        if word.kind == "mark" and word.plain in _SPOKEN_ENDS and after not in _SPOKEN_ENDS:
            found.append([])
    return [part for part in found if any(word.kind != "mark" for word in part)]
