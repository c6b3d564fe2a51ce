"""What a line looks like from outside: a question, an answer, advice, a complaint, small talk."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaching.detection.speech import LINK_MARK


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WH = _words("what how why where who which when whats what's how's hows whose")
_VERBS = _words(
    """is are does do did can could would should will has have any anyone anybody someone somebody
    was were isn't doesn't am may"""
)
_ADVICE = _words(
    """try use you should need run check install type just can go look see read add edit set open
    click put make change might probably maybe could sudo apt-get you'll you're your remove works
    means because"""
)
_SELF = _words("i my i'm i've me im mine i'd ive we our")
_YES_NO = _words("yes no yeah yep nope yea yup nah sure ya not never correct exactly")
_TROUBLE = _words(
    """error problem issue can't doesn't cant doesnt fails failed trouble wrong help trying wont
    won't stuck broken cannot"""
)
_EMPTY = _words(
    """the a an and or but if is it in on of to for you i me my we us he she they this that with as
    at by be do so no not ok all any can will just like from get got use when what why how who where
    yes thanks hi hey have has had did does am are was were there here it's i'm don't then than now
    out up about your some would should could need want know try"""
)
_SHORTEST = 3
MARKED, PERHAPS = 2, 1
"""How sure a question is: it has a question mark; it only begins like one."""

AS_ANSWER = (
    *("begins with wh", "begins with a verb", "words", "advice", "self", "yes or no"),
    *("trouble", "link", "likely", "likely start"),
)
"""The names of `Signs.as_answer`."""
AS_QUESTION = (
    *("q asks", "q begins with wh", "q begins with a verb", "q words", "q advice", "q self"),
    *("q trouble", "q likely", "q likely start"),
)
"""The names of `Signs.as_question`."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How much oftener words stand in answers, and in questions that get one: log odds.

    A word with ``^`` in front stands for one that a line begins with, two for the first two.
    """

    answers: Mapping[str, float]
    questions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one line, as an answer and as a question; ``content``: the words of substance."""

    as_answer: list[float]
    as_question: list[float]
    content: frozenset[str]


def question(tokens: Sequence[str]) -> int:
    """Return whether a line of ``tokens`` asks: `MARKED`, `PERHAPS` or 0."""
    if "?" in tokens:
        return MARKED
    if len(tokens) > _SHORTEST and not (
        _WH.isdisjoint(tokens[:3]) and _VERBS.isdisjoint(tokens[:2])
    ):
        return PERHAPS
    return 0


def signs(words: str, tokens: Sequence[str], lexicon: Lexicon) -> Signs:
    """Return the signs of a line's own ``words``; ``tokens`` are they without names."""
    said = [word for word in tokens if word != "?"]
    every = frozenset(said)
    size = math.log1p(len(said))
    asks = len(said) < len(tokens)
    wh, verb = not _WH.isdisjoint(said[:3]), not _VERBS.isdisjoint(said[:2])
    advice, own, trouble = len(_ADVICE & every), len(_SELF & every), len(_TROUBLE & every)
    return Signs(
        as_answer=[
            *(wh, verb, size, advice, own),
            *(not _YES_NO.isdisjoint(said[:2]), trouble, LINK_MARK in words),
            *_odds(lexicon.answers, said, every),
        ],
        as_question=[
            *(asks, wh, verb, size, advice, own, trouble),
            *_odds(lexicon.questions, said, every),
        ],
        content=frozenset(word for word in every - _EMPTY if len(word) >= _SHORTEST),
    )


def starts(said: Sequence[str]) -> tuple[str, ...]:
    """Return the entries of a lexicon for how a line of tokens ``said`` begins."""
    return tuple("^" + " ".join(said[:n]) for n in (1, 2) if len(said) >= n)


def _odds(
    lexicon: Mapping[str, float], said: Sequence[str], every: frozenset[str]
) -> tuple[float, float]:
    whole = math.fsum(map(lexicon.__getitem__, every & lexicon.keys()))
    return whole / (2 + len(every)), sum(lexicon.get(start, 0.0) for start in starts(said))
