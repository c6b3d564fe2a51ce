"""Whether what a language model made of a draft may be shown: else the draft stays as it was."""

from __future__ import annotations

import re

from coaching.hiding import MARK, Hidden, put_back
from coaching.plain_words import bases, is_plain

_LONGER, _AT_LEAST = 2, 80
"""A reworded draft may be twice as long, and a short one up to so many characters."""
_SHORTER = 2
"""Nor may it be shorter than half."""
_CHARACTERS = re.compile(r"[A-Za-z ,.;:!?'’\"“”()–—…-]*")
_QUOTED = re.compile(r"[\"“](.*)[\"”]")
_ADDRESS = re.compile(r"[A-Za-z][.:][A-Za-z]")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:…])[\s\"“'‘(]*$")
_NO = frozenset(
    {"no", "not", "never", "none", "nobody", "nothing", "nor", "neither", "cannot", "without"}
)
_LONG_AGO = frozenset({"haven't", "hasn't"})
"""As in "we haven't talked in a while", which denies nothing."""
_KEPT = 0.2
"""Of the draft's words other than the smallest, how many must be found again, in any form."""
_SMALL = 3


def fit(output: str, hidden: Hidden) -> str:
    """Return the reworded draft with everything put back that was hidden; empty if it will not do.

    It will not do when it is no text of everyday words, on one line, of about the draft's length
    and matter, with each mark in it once: no links, no numbers, no names, no signs, nothing denied
    that the draft does not deny.
    """
    text = " ".join(output.split(" ")).strip()
    quoted = _QUOTED.fullmatch(text)
    text = quoted[1].strip() if quoted else text
    if not _has_right_length(text, hidden.text) or sorted(_marks(text)) != sorted(hidden.marks):
        return ""
    spoken = MARK.sub(" ", text)
    if not _CHARACTERS.fullmatch(spoken) or _ADDRESS.search(spoken):
        return ""
    if not _is_everyday(text, hidden.text) or not _keeps_matter(spoken, hidden.text):
        return ""
    return put_back(text, hidden)


def _marks(text: str) -> list[str]:
    return [found[0] for found in MARK.finditer(text)]


def _has_right_length(text: str, draft: str) -> bool:
    return len(draft) / _SHORTER <= len(text) <= max(_LONGER * len(draft), _AT_LEAST)


def _is_everyday(text: str, draft: str) -> bool:
    """Return whether each word is an everyday one, and none has a capital like a name."""
    known = set(_WORD.findall(MARK.sub(" ", draft)))
    for found in _WORD.finditer(MARK.sub(lambda mark: "_" * len(mark[0]), text)):
        begins = bool(_SENTENCE_ENDS.search(text[: found.start()]))
        if found[0] not in known and not is_plain(found[0], begins=begins):
            return False
    return True


def _keeps_matter(spoken: str, draft: str) -> bool:
    said, meant = _words(spoken), _words(MARK.sub(" ", draft))
    if len(_denied(said)) > len(_denied(meant)):
        return False
    forms = {form for word in said for form in bases(word.partition("'")[0])}
    content = {word for word in meant if len(word) > _SMALL}
    found = [word for word in content if not forms.isdisjoint(bases(word))]
    return len(found) >= _KEPT * len(content)


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _denied(words: list[str]) -> list[str]:
    denied = (word for word in words if word in _NO or word.endswith("n't"))
    return [word for word in denied if word not in _LONG_AGO]
