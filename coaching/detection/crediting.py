"""Who is credited by a thank-you: whom it names, else who helped its author last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coaching.detection.addressing import nearly_named, thanked
from coaching.detection.gratitude import Thanks
from coaching.detection.naming import Names
from coaching.detection.saying import Said
from coaching.detection.signs import MARKED, question
from coaching.detection.talk import Talk, others
from coaching.ledger import EMOJI_ONLY, THANKS_INFERRED, THANKS_WITH_MENTION

_BOTH = 2
_MOST = 8
"""People whom one thank-you to everybody credits at most."""
_NEWEST = 12
"""Lines, the newest, among which somebody else than who spoke last is looked for."""
_JUST_NOW = 1
"""Lines by which an answer may be older than the newest line and still be what is thanked for.

Measured on the logs of #ubuntu without their names: two conversations at once gain 1 in 100 by
it, single ones lose a third of that; more lines lose more than they gain.
"""


@dataclass(frozen=True, slots=True)
class Room:
    """What is known where a line is said: ``answered`` has by line whom it was found to answer."""

    talk: Talk
    names: Names
    bots: Collection[str]
    answered: Mapping[int, str]


def credited(cue: Thanks, said: Said, room: Room) -> list[tuple[str, float]]:
    """Return whom ``cue`` in ``said`` credits, with how sure that is; nobody if none can be told."""
    me = said.line.author
    lines = room.talk.around(said)
    if (cue.asks or cue.patience) and not _was_helped(me, lines, room.answered):
        return []
    spoke = list(others(lines, me))
    named = _named(cue, said, room.names, spoke)
    if named is not None:
        return [(who, THANKS_WITH_MENTION) for who in named if who != me and who not in room.bots]
    if cue.causal and not cue.crowd:
        return []
    weight = EMOJI_ONLY if cue.faint else THANKS_INFERRED
    meant = _meant(cue, said, _helpers(me, spoke, lines, room.answered))
    return [(who, weight) for who in meant]


def _named(cue: Thanks, said: Said, names: Names, spoke: Sequence[Said]) -> list[str] | None:
    named = thanked(cue, said.words, names.named(said.words, said.line.text))
    if named is None and said.line.mentions:
        return list(said.line.mentions)
    if named is None and not cue.crowd:
        return nearly_named(cue, said.words, names, [s.line.author for s in spoke])
    return named


@dataclass(frozen=True, slots=True)
class _Helpers:
    """Those who may be thanked, the likeliest first, and those who spoke to the thanker at all."""

    likeliest: list[str]
    to_me: list[str]


def _meant(cue: Thanks, said: Said, helpers: _Helpers) -> list[str]:
    """Return as many as are meant: one, two, or all who helped; in a thread all who answered."""
    if cue.crowd == "both":
        return list(dict.fromkeys([*helpers.to_me, *helpers.likeliest]))[:_BOTH]
    first = helpers.likeliest[:1]
    if cue.crowd == "all" or said.line.thread is not None:
        return list(dict.fromkeys([*first, *helpers.to_me]))[:_MOST]
    return first


def _helpers(
    me: str, spoke: Sequence[Said], lines: Sequence[Said], answered: Mapping[int, str]
) -> _Helpers:
    """Return who helped ``me`` among those who ``spoke``, the newest first.

    Who answered since I last spoke; else who named me last; else who answered just now; else who
    spoke last, unless that was to somebody else, thanks, or a newcomer's own question.
    """
    mine = [s.number for s in lines if s.line.author == me]
    last = mine[-1] if mine else -1
    answers = [s for s in spoke if answered.get(s.number) == me]
    to_me = [s for s in spoke if me in s.to or answered.get(s.number) == me]
    fresh = [s for s in answers if s.number > last]
    naming = [s for s in spoke if me in s.to]
    order = [*fresh, *naming] if fresh and naming and naming[0].number < last else naming
    if not order:
        newest = spoke[:_NEWEST]
        near = [s for s in newest if not _passed_over(s, last, newest)] or list(spoke)
        late = [s for s in answers if near and near[0].number - s.number <= _JUST_NOW]
        order = [*late, *near]
    thanks_before = _last_thanks(me, lines)
    return _Helpers(
        list(dict.fromkeys(s.line.author for s in order)),
        list(dict.fromkeys(s.line.author for s in to_me if s.number > thanks_before)),
    )


def _passed_over(said: Said, last: int, spoke: Sequence[Said]) -> bool:
    """Tell whether ``said`` is hardly what is thanked for; ``last`` is what the thanker said last."""
    if said.to or said.thanks:
        return True
    author = said.line.author
    if any(s.line.author == author and last < s.number < said.number for s in spoke):
        return False
    return question(said.tokens) == MARKED


def _last_thanks(me: str, lines: Sequence[Said]) -> int:
    """Return the number of the line by which ``me`` thanked before, -1 if none."""
    return next((s.number for s in reversed(lines) if s.line.author == me and s.thanks), -1)


def _was_helped(me: str, lines: Sequence[Said], answered: Mapping[int, str]) -> bool:
    """Tell whether anybody answered or named ``me``, or spoke right after them."""
    mine = {s.number for s in lines if s.line.author == me}
    return any(
        me in s.to or answered.get(s.number) == me or s.number - 1 in mine
        for s in others(list(lines), me)
    )
