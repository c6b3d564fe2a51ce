"""Whom a thank-you names: the names that belong to it, not every name in the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from coaching.detection.gratitude import Thanks
from coaching.detection.naming import WORDS, Named, Names

_MOST = 50
"""Names of one line that are looked at."""
_ENDS = re.compile(r"[.!?\n](?=\s|$)")
_FILLERS = re.compile(
    r"(?:\W|\b(?:so|very|much|a|lot|lots|ton|tons|bunch|million|heap|heaps|again|you|u|to|both|dear|man|mate|bro|sir"
    r"|guys|folks|all|there|also|really|kindly|everyone|especially|and|big|for|the|your|this|that|it|help|info|hint"
    r"|tip|tips|answer|answers|explanation|anyway|anyways|though|out)\b)*"
)
_JOINS = re.compile(
    r"(?:\s|[,&/+:]|\band\b|\bas well\b|\bplus\b|\balso\b|\bor\b|\bboth\b|\bto\b|\bthanks?\b)*"
)
_CALLED = """
mate bro dude sir buddy pal friend alot lots anyway anyways again both folks team though man but and
too very much kindly dear boss chief bud bruh brother sister hun heaps tons loads
a i u x y k
"""
_NO_NAMES = frozenset(_CALLED.split())
_AFTER_CUE = re.compile(
    r"\W{0,3}(?:(?:a lot|so much|very much|again|you|u|man|to|mate),? ){0,3}([a-z][\w-]{2,30})\b"
)
_IN_FRONT = re.compile(r"\W{0,3}([a-z][\w-]{2,30})\s?[:,]")
_FOR_ONE = re.compile(r" for [^.!?\n]{1,60}?(?:,|\band\b|&|\+)\s?(?:also |thanks )?(?:to )?")
_FOR = re.compile(r"\W{0,3}(?:so much |a lot |very much |again |you |u |all |guys ){0,3}for\b")
_TOLD_OF = re.compile(
    r"\b(?:ask|asked|asking|ping|pinged|cc|tell|told|dm|pm|contact|check with|talk to|talk with|wait for|waiting for"
    r"|from|than|fyi|see|like|follow|message|with|by|of|about|loop in|hey|hi|maybe|or)[\s:,@]{0,3}$"
)
_VERB = re.compile(
    r"\s+(?:do|try|check|be|have|see|look|give|test|read|get|let|make|take|use|go|keep|update|report)\b"
)


def thanked(cue: Thanks, words: str, named: Iterable[Named]) -> list[str] | None:
    """Return whom ``cue`` in ``words`` thanks by name, ``None`` if it names nobody.

    The names right after the cue, else those the line starts with, else one further on in what
    the thanks are for, else one in the sentence before the cue, else one after it that is not
    asked something.
    """
    every = [n for n in islice(named, _MOST) if not words.startswith("'s", n.end)]
    ended = _ENDS.search(words, cue.end)
    end = ended.end() if ended else len(words)
    after = [n for n in every if cue.end <= n.start < end and _stands(n, cue, words)]
    before = [n for n in every if n.end <= cue.start and _stands(n, cue, words)]
    if after and _FILLERS.fullmatch(words, cue.end, after[0].start):
        return _run(after, words)
    led = _leading(before, words)
    if led:
        return led
    after = [n for n in after if n.known]
    if after and _FOR.match(words, cue.end):
        return _run(after, words)
    sentence = [n for n in before if n.known and not _ENDS.search(words, n.end, cue.start)]
    if sentence:
        return [sentence[-1].author]
    return _afterwards(every, words, end)


def nearly_named(cue: Thanks, words: str, names: Names, spoke: Sequence[str]) -> list[str] | None:
    """Return who among those who ``spoke`` goes by a longer or shorter form of the name thanked."""
    for match in (_AFTER_CUE.match(words, cue.end), _IN_FRONT.match(words)):
        if match and match[1] not in WORDS and match[1] not in _NO_NAMES:
            found = names.nearly(match[1], spoke)
            if found is not None:
                return [found]
    return None


def _stands(name: Named, cue: Thanks, words: str) -> bool:
    """Tell whether ``name`` can be somebody thanked: no word that is a name too, nobody told of."""
    told_of = _TOLD_OF.search(words, max(0, name.start - 20), name.start) is not None
    if name.marked:
        return not told_of
    word = words[name.start : name.end]
    if word in _NO_NAMES or _FILLERS.fullmatch(word):
        return False
    if word in WORDS and (name.start - cue.end > 1 or _VERB.match(words, name.end)):
        return False
    return not told_of


def _run(found: Sequence[Named], words: str) -> list[str]:
    """Return the names of ``found`` that follow each other with nothing but "and" between."""
    run = [found[0]]
    for name in found[1:]:
        one_each = _FOR_ONE.fullmatch(words, run[-1].end, name.start) and _FOR.match(
            words, name.end
        )
        if not one_each and not _JOINS.fullmatch(words, run[-1].end, name.start):
            break
        run.append(name)
    return list(dict.fromkeys(name.author for name in run))


def _leading(before: Sequence[Named], words: str) -> list[str]:
    if before and not words[: before[0].start].strip(" \n@"):
        return _run(before, words)
    return []


def _afterwards(every: Sequence[Named], words: str, end: int) -> list[str] | None:
    """Return whom a line names right after its sentence of thanks: "Thanks! @ana"."""
    later = [name for name in every if name.start >= end and name.marked]
    if later and not words[end : later[0].start].strip(" \n@") and "?" not in words[end:]:
        return _run(later, words)
    return None
