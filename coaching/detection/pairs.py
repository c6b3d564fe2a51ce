"""Whom a line may answer, and the signs that it does: what the learned trees decide by."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p

from coaching.detection.signs import AS_ANSWER, AS_QUESTION, MARKED, Lexicon
from coaching.detection.turns import Conversation, Speaker, Turn

NEAR = 30
"""Turns after which a question is no longer looked at, unless its asker is named."""
FAR = 120
"""Turns after which none is."""
MOST = 3
"""Askers that a line which names nobody may be answering."""
FEW = 5
"""People among whom anybody may be answered, whether they asked or only told of their trouble."""
_ASKS_TOO = 60
_NEVER = 6.0
_MOST_PEOPLE, _MOST_TURNS, _MOST_HEARD = 12, 40, 10

PAIR = (
    *("names asker", "rank", "age", "minutes", "asker silent for", "q to me", "q to another"),
    *("q is last", "last to me", "asker's lines since", "named since", "shared words"),
    *("share shared", "shared with last", "asks too", "silent for", "last to asker"),
    *("to asker so far", "asker to me so far", "asker's lines", "my lines", "asker's questions"),
    *("my questions", "spoke since", "candidates", "naming share", "people", "turns", "newest"),
    *("heard", "new here"),
)
"""The names of the signs of a pair: a line, and somebody whom it may answer."""
NAMES = (*PAIR, *AS_ANSWER, *AS_QUESTION)


def asked(turn: Turn, talk: Conversation, lexicon: Lexicon) -> Iterator[tuple[str, list[float]]]:
    """Yield whom ``turn``, the next of ``talk``, may answer, with the signs of it (`NAMES`).

    Those are whom it names, else who spoke last, where they asked something not long ago. A line
    that asks back answers nobody yet.
    """
    if turn.asks == MARKED:
        return
    found = _candidates(turn, talk)
    for rank, who in enumerate(found):
        yield who, [*_pair(turn, who, rank, len(found), talk, lexicon)]


def _candidates(turn: Turn, talk: Conversation) -> list[str]:
    if turn.said.to:
        named = [who for who in turn.said.to if _has_asked(who, FAR, turn, talk)]
        return sorted(named, key=lambda who: -talk.speakers[who].last.number)
    found = []
    few = len(talk.speakers) <= FEW
    me = turn.said.line.author
    for who in reversed(talk.recent):
        if who != me and (few or _has_asked(who, NEAR, turn, talk)):
            found.append(who)
            if len(found) == MOST:
                break
    return found


def _has_asked(who: str, within: int, turn: Turn, talk: Conversation) -> bool:
    speaker = talk.speakers.get(who)
    if speaker is None or speaker.question is None:
        return False
    return turn.number - speaker.question.number <= within


def _pair(
    turn: Turn, who: str, rank: int, candidates: int, talk: Conversation, lexicon: Lexicon
) -> list[float]:
    said, now = turn.said, turn.number
    asker = talk.speakers[who]
    last = asker.last
    question = asker.question or last
    content = turn.signs(lexicon).content
    shared = len(content & question.signs(lexicon).content)
    to_me = said.line.author in question.said.to
    return [
        who in said.to,
        rank,
        log1p(now - question.number),
        _minutes(question, turn),
        log1p(now - last.number),
        to_me,
        len(question.said.to) > to_me,
        last is question,
        said.line.author in last.said.to,
        asker.since,
        log1p(asker.named_since),
        shared,
        shared / (1 + len(content)),
        shared if last is question else len(content & last.signs(lexicon).content),
        *_between(turn, who, asker, question, talk),
        candidates,
        talk.naming / max(1, now),
        min(len(talk.speakers), _MOST_PEOPLE),
        min(now, _MOST_TURNS),
        question.number >= talk.newest,
        min(question.heard, _MOST_HEARD),
        said.line.author not in talk.speakers,
        *turn.signs(lexicon).as_answer,
        *question.signs(lexicon).as_question,
    ]


def _between(
    turn: Turn, who: str, asker: Speaker, question: Turn, talk: Conversation
) -> tuple[float, ...]:
    """Return the signs of what asker and author did with each other before."""
    author, now = turn.said.line.author, turn.number
    me = talk.speakers.get(author)
    theirs = (log1p(asker.named.get(author, 0)), log1p(asker.lines))
    if me is None:
        return 0.0, _NEVER, 0.0, 0.0, *theirs, 0.0, log1p(asker.questions), 0.0, 0.0
    mine = me.question
    asks_too = mine is not None and mine.asks == MARKED and now - mine.number < _ASKS_TOO
    return (
        asks_too,
        log1p(now - me.last.number),
        who in me.last.said.to,
        log1p(me.named.get(who, 0)),
        *theirs,
        log1p(me.lines),
        log1p(asker.questions),
        log1p(me.questions),
        me.last.number > question.number,
    )


def _minutes(first: Turn, second: Turn) -> float:
    one, two = first.said.line.at, second.said.line.at
    if one is None or two is None:
        return 0.0
    return log1p(max(0.0, two - one) / 60)
