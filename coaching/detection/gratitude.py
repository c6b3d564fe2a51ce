"""Whether a line thanks somebody for something, by its own words alone.

The rule D2 of the measurements (a wide list of words minus thanks in advance), and beside it what
looks like thanks and is none: refusals, sarcasm, thanks reported or advised, "thanks to" for
causes, pleasantries. Only short pieces beside a cue are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from coaching.detection import cues

_BEFORE, _AFTER = 60, 90
"""Characters beside a cue that decide what it means."""
_MOST = 6
"""Cues of one family that are looked at in a line."""
_FEW_WORDS = 12
"""A line of at most so many words that says "cheers" thanks; a longer one signs off with it."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """One cue that holds.

    ``start`` and ``end`` are its place in the line's own words. ``crowd`` is "both", "all" or
    empty. ``causal``: it says "thanks to", so that only a person or a crowd makes it thanks.
    ``asks``: a question comes before it, so that it is in advance unless help came before.
    ``patience`` is what is thanked for, which is help only from somebody who was helped.
    ``faint``: an emoji alone.
    """

    start: int
    end: int
    crowd: str = ""
    causal: bool = False
    asks: bool = False
    patience: bool = False
    faint: bool = False


def gratitude(words: str) -> list[Thanks]:
    """Return the cues of thanks in ``words`` (`speech.own_words`) that hold, in their order."""
    if cues.HINTS.search(words) is None or cues.EYES_ROLLED.search(words):
        return []
    found = sorted(_found(words), key=lambda cue: cue.start)
    return [cue for i, cue in enumerate(found) if not i or cue.start >= found[i - 1].end]


def _found(words: str) -> Iterator[Thanks]:
    for pattern, holds in _FAMILIES:
        for match in islice(pattern.finditer(words), _MOST):
            before = words[max(0, match.start() - _BEFORE) : match.start()]
            after = words[match.end() : match.end() + _AFTER]
            if holds(match[0], before, after):
                yield _thanks(words, match.start(), match.end(), after)
    if cues.EMOJI.search(words) and cues.EMOJI_ONLY.fullmatch(words):
        yield Thanks(0, len(words), faint=True)


def _thanks(words: str, start: int, end: int, after: str) -> Thanks:
    crowd = "both" if cues.BOTH.match(after) else "all" if cues.ALL.match(after) else ""
    return Thanks(
        start,
        end,
        crowd,
        causal=cues.CAUSAL.match(after) is not None,
        asks=cues.ASKS.search(words, 0, start) is not None,
        patience=cues.PATIENCE.match(after) is not None,
    )


def _is_thanked(cue: str, before: str, after: str) -> bool:
    """Tell whether "thanks", "thank you" and their like mean it."""
    return not (
        cues.IN_ADVANCE.match(after)
        or cues.FOR_ANY.match(after)
        or cues.NOT_HELP.match(after)
        or cues.NOT_TO_SOMEBODY.match(after)
        or cues.SARCASM.match(after)
        or cues.BUT_NO.match(after)
        or cues.TURNED_SOUR.search(after)
        or cues.AND_YOU.match(after)
        or _is_taken_back(cue, before, after)
    )


_THE_END = re.compile(
    r"(?:\W|\b(?:a lot|so much|very much|guys|all|everyone|for (?:your|the) (?:help|time)|again|<@[^<>]{1,80}>)){0,12}"
)
_BARE = re.compile(r"th?a+n+k+")
_I_SAY = re.compile(
    r"\b(?:i|i'?ll|i'?d|just|never got to|let me|wanna|to)(?: (?:just|would|also))? say\W"
)


def _is_taken_back(cue: str, before: str, after: str) -> bool:
    """Tell whether what stands before the cue makes it refused, asked for, or somebody else's."""
    if cues.ADVANCE_BEFORE.search(before) or cues.YEAH_RIGHT.search(before):
        return True
    declined = cues.REFUSED.search(before) or cues.FINE.search(before)
    if declined and not cues.FOR_THE_HELP.match(after):
        return True
    if cues.REQUESTS.search(before) and _THE_END.fullmatch(after):
        return True
    if _BARE.fullmatch(cue):
        return _is_advised(before, after)
    return cues.REMINDED.search(before) is not None or _is_wished(before)


def _is_advised(before: str, after: str) -> bool:
    """Tell whether the verb "thank" speaks of thanking instead of doing it: "you should thank"."""
    if cues.PRONOUN.match(after):
        return True
    if cues.WANT_TO.search(before):
        return False
    denied = cues.NEGATED.search(before) and not cues.NEGATED_STILL.search(before)
    return cues.ADVISED.search(before) is not None or bool(denied)


def _is_wished(before: str) -> bool:
    """Tell whether thanks are only wished for, missed, or told of others."""
    if cues.SAID_HOW.search(before):
        return True
    if cues.WANT_TO.search(before):
        return False
    if cues.WOULD.search(before) or cues.WITHOUT.search(before) or cues.OF_THANKS.search(before):
        return True
    return cues.REPORTED.search(before) is not None and not _I_SAY.search(before)


def _is_short_thanks(cue: str, before: str, after: str) -> bool:
    """Tell whether "ty", "ta" or "tack" stands where thanks stands: it is also a name and a word."""
    starts = _CLAUSE_STARTS.search(before) is not None
    return (
        starts
        and (_CLAUSE_ENDS.match(after) is not None or (cue == "ty" and not _A_NAME.match(after)))
        and _is_thanked(cue, before, after)
    )


_CLAUSE_STARTS = re.compile(
    r"(?:^|[.,!?;:)\n>-]|\b(?:o+k+|okay|k|kk|great|cool|nice|awesome|perfect|ah|oh|and|do|it|that|sweet|yes"
    r"|yep|yeah|aha|alright|done|got|worked|works|now|right|lol|haha|super|so|good|excellent|though))\s*$"
)
_A_NAME = re.compile(
    r"\s?(?:[=().:/\[]\S|'s|(?:is|was|are|has|had|said|says|and|or|in|to|does|did|can|would|will(?! do| try| check))\b)"
)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|[,!;:)\n<(^~]|\.(?!\w)|[🙏🙂😀😊👍♥❤-]|@|\b(?:so much|very much|sir|man|mate|guys|all|everyone|both|bro|dude|for|again"
    r"|much|that|it|i|will|folks|lots|kindly|a lot|dear|friend|buddy|muchly)\b)"
)


def _is_foreign_thanks(cue: str, before: str, after: str) -> bool:
    return not _A_THING.match(after) and _is_thanked(cue, before, after)


def _is_cheers(cue: str, before: str, after: str) -> bool:
    """Tell whether "cheers" thanks, and neither toasts nor signs off a long message."""
    short = len(before.split()) + len(after.split()) <= _FEW_WORDS
    starts = len(before.split()) <= 1
    if _A_THING.match(after) or _TOAST.search(after):
        return False
    return (short or starts) and _is_thanked(cue, before, after)


_A_THING = re.compile(r" (?:is|are|was|were|has|package|library|project)\b")
_TOAST = re.compile(r"🍻|🍺|🥂|:beers?:|:clinking|:champagne:|^ to\b|^ from\b")


def _is_valued(cue: str, before: str, after: str) -> bool:
    """Tell whether something is appreciated that was done, not something that would be."""
    if cues.IN_ADVANCE.match(after) or cues.FOR_ANY.match(after):
        return False
    if cues.NEGATED.search(before) or (
        cues.WOULD.search(before) and not cues.WANT_TO.search(before)
    ):
        return False
    if cue in {"grateful", "thankful"}:
        return cues.SO_GRATEFUL.search(before) is not None and _THAT.match(after) is None
    if cue == "appreciated":
        clause = re.split(r"[.!?;\n]", before)[-1]
        return cues.OF_HELP.search(clause) is None and _MUCH.search(before) is not None
    return (
        cues.WE_VALUE.search(before) is not None
        and cues.VALUED.match(after) is not None
        and _SOMETHING.search(after) is None
    )


_THAT = re.compile(r" (?:that|to (?:have|be)|when|if)\b")
_MUCH = re.compile(
    r"(?:^|[\s,.!])(?:much|greatly|really|very|so|highly|well|super|truly|very much) ?$|(?:^|[,.!:;\n])\W{0,3}$"
)
_SOMETHING = re.compile(r"^ (?:it|this|that)? ?(?:if|when)\b")


def _is_praise(_cue: str, before: str, after: str) -> bool:
    return not (
        cues.NEGATED.search(before)
        or cues.WOULD.search(before)
        or _IF.search(before)
        or _PRAISE_OF_THINGS.search(after[:20])
    )


_IF = re.compile(r"\b(?:if|when|because|since|hope|think|wish|until|that)(?: \w+)? ?$")
_PRAISE_OF_THINGS = re.compile(r"^ (?:script|tool|feature|plugin|function|package|app)\b")


def _is_kudos(_cue: str, before: str, after: str) -> bool:
    return _KUDOS_FOR_HELP.search(after) is not None and not cues.NEGATED.search(before)


_KUDOS_FOR_HELP = re.compile(
    r"^.{0,3}(?: ?to)? .{0,60}\bfor (?:\w{1,15} ){0,3}?(?:help|answer|explain|fix|point|debug|support|review|assist|sav|teach|walk|show|guid|patien|tak|spend|unblock|pair)"
)

_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[str, str, str], bool]], ...] = (
    (cues.THANK, _is_thanked),
    (cues.ABROAD, _is_foreign_thanks),
    (cues.SHORT, _is_short_thanks),
    (cues.CHEERS, _is_cheers),
    (cues.VALUE, _is_valued),
    (cues.PRAISE, _is_praise),
    (cues.KUDOS, _is_kudos),
)
