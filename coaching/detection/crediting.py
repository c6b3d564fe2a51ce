"""Who is credited by a thank-you: whom it names, else who helped its author last."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coaching.detection.addressing import nearly_named, thanked
from coaching.detection.gratitude import Thanks
from coaching.detection.naming import Names
from coaching.detection.saying import Said
from coaching.detection.talk import Talk, others
from coaching.ledger import EMOJI_ONLY, THANKS_INFERRED, THANKS_WITH_MENTION

_BOTH = 2
_MOST = 8
"""People whom one thank-you to everybody credits at most."""


def credited(
    cue: Thanks, said: Said, talk: Talk, names: Names, bots: Collection[str]
) -> list[tuple[str, float]]:
    """Return whom ``cue`` in ``said`` credits, with how sure that is; nobody if none can be told."""
    me = said.line.author
    lines = talk.around(said)
    if (cue.asks or cue.patience) and not _was_helped(me, lines):
        return []
    spoke = list(others(lines, me))
    named = _named(cue, said, names, spoke)
    if named is not None:
        return [(who, THANKS_WITH_MENTION) for who in named if who != me and who not in bots]
    if cue.causal and not cue.crowd:
        return []
    weight = EMOJI_ONLY if cue.faint else THANKS_INFERRED
    return [(who, weight) for who in _helpers(cue, me, spoke)]


def _named(cue: Thanks, said: Said, names: Names, spoke: Sequence[Said]) -> list[str] | None:
    named = thanked(cue, said.words, names.named(said.words, said.line.text))
    if named is None and said.line.mentions:
        return list(said.line.mentions)
    if named is None and not cue.crowd:
        return nearly_named(cue, said.words, names, [s.line.author for s in spoke])
    return named


def _helpers(cue: Thanks, me: str, spoke: Sequence[Said]) -> list[str]:
    """Return who helped ``me`` among those who ``spoke`` (newest first), as many as are meant."""
    to_me = list(dict.fromkeys(s.line.author for s in spoke if me in s.to))
    last = list(dict.fromkeys(s.line.author for s in spoke))
    if cue.crowd == "both":
        return list(dict.fromkeys([*to_me, *last]))[:_BOTH]
    if cue.crowd == "all" and to_me:
        return to_me[:_MOST]
    return (to_me or last)[:1]


def _was_helped(me: str, lines: Sequence[Said]) -> bool:
    """Tell whether anybody spoke to ``me`` since they first spoke, or right after them."""
    mine = [s.number for s in lines if s.line.author == me]
    if not mine:
        return False
    return any(
        s.number > mine[0] and (me in s.to or s.number - 1 in mine) for s in others(list(lines), me)
    )
