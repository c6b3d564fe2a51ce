"""Frames: the shapes of sentences, written over plain words, with people as ``@``.

A frame is a regular expression over one line in which every word is followed by one blank:
"i met @ about rust ". ``{NAMES}`` in capitals stand for the macros below.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

_ADV = (
    "just finally really also actually only already recently lately even quickly briefly very so"
    " totally definitely happily gladly kindly literally spontaneously unexpectedly personally"
    " gratefully quietly again apparently sincerely then well luckily randomly"
)
_FINE = (
    "a an the my our another some nice good great lovely quick short brief long longer proper very"
    " really interesting useful productive little bit of big huge regular weekly monthly yearly"
    " first second two three annual fun wonderful amazing fantastic pleasant friendly working"
    " virtual impromptu spontaneous informal casual late early intense deep honest helpful super"
    " cup pint round couple few glass bite minute minutes min hour hours half full whole 10 15 20 30"
    " 45 60 90 30-minute 15-minute 45-minute hour-long hourlong one two-hour"
)
MEETING_NOUNS = (
    "coffee chat|coffee catch-up|coffee break|coffee meeting|lunch meeting|breakfast meeting|phone chat"
    "|planning session|status meeting|review meeting|kick-off|kickoff|coffee|coffees|tea|lunch|breakfast|brunch|dinner|supper|drink|drinks|beer|beers|wine|pint"
    "|bite to eat|bite|meal|walk|phone call|video call|zoom call|teams call|conference call"
    "|skype call|zoom|call|chat|talk|conversation|catch-up|catchup|catch up|meeting|1:1|1-1|1on1"
    "|one-on-one|one on one|one-to-one|sync|sync-up|session|interview|visit|meetup|hangout"
    "|get-together|ice cream|run|hike|stroll|discussion|check-in|stand-up|standup|brainstorm"
    "|brainstorming session|workshop|playdate|pizza|game of tennis|round of golf|weekly|bi-weekly"
)
_MACROS = {
    "WHO": r"(?:both |all of |all three of )?(?P<who>@) ",
    "WHO2": r"(?P<who2>@) ",
    "TAIL": r"(?P<tail>.*)",
    "S": r"(?:(?:i|we) )?",
    "I": r"(?:i|we) ",
    "ME": r"(?:me|us|(?:my|our) team) ",
    "MY": r"(?:my|our) ",
    "HAVE": r"(?:have |had |'d (?!have ))?",
    "WAS": r"(?:was |were |have been |had been |am |got )",
    "HAS": r"(?:has |have |had |'s )?",
    "ADV": rf"(?:(?:{'|'.join(_ADV.split())}) ){{0,4}}",
    "FINE": rf"(?:(?:{'|'.join(_FINE.split())}) (?:, )?){{0,7}}",
    "NOUN": rf"(?P<way>{MEETING_NOUNS}) ",
    # "a strategy session": words of any kind before the noun, where a verb such as "had" stands.
    "SOMEWHAT": r"(?:(?!no |not |never |nothing |to |cancel|missed |skip|postpon|resched|chance |offer |invitation |plan |idea |dream |wish )[\w'&/-]+ ){0,3}?",
    "QUAL": r"(?:(?!\w+(?:ed|en|ing) |no |not |cancel|missed |skip|next |postpon|resched|future |upcoming |every |forgot"
    r"|wanted |need |to |be |or |if |will |would |should |could |can |may |might |must |shall |let )[a-z][\w-]+ )?",
    "BACK": r"(?:back |up )?",
    "LONG": r"(?:at length |briefly |again |for a bit |a bit |a while |quickly |directly |personally |in person |online )?",
    "FROM": r"(?:, (?:who|my|our|from|a|the|an) [^,]{1,60}, )?(?:, )?(?:\( ?)?(?:(?:from|in|at|of|over at|over in) "
    r"(?:the |our )?(?:@|[\w-]+) (?:(?:department|team|office) )?)?(?:\) )?(?:, )?",
    "THING": r"(?P<thing>\S+(?: \S+){0,30}?) ",
    "SOME": r"(?:(?:a|an|the|some|my|our|lots of|a lot of|a bit of|plenty of|a few|few|much|much-needed"
    r"|such|really|very|good|great|big|small|a little|useful|helpful|real|huge|quick|lot|of|any|more"
    r"|two|three|valuable|solid|honest|detailed|excellent|brilliant|amazing|practical|fantastic|"
    r"kind|generous|warm) ){0,6}",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One shape of sentence.

    ``verb`` is the command it stands for, ``says`` the pattern, ``note`` how the note is made
    from the pattern's groups (their words as they were typed) where it is not the tail alone.
    """

    verb: str
    says: str
    note: str = "{tail}"
    sure: bool = True

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match of the whole of ``line``."""
        return compiled(self.says).fullmatch(line)


@cache
def compiled(says: str) -> re.Pattern[str]:
    """Return the pattern with its macros filled in."""
    return re.compile(_filled(says))


@cache
def literal_words(says: str) -> frozenset[str]:
    """Return the words that a pattern is made of, macros left out."""
    return frozenset(_WORD.findall(says))


@cache
def telling_words(says: str) -> frozenset[str]:
    """Return the words of which every line that fits has one at least."""
    filled = _filled(says)
    found = set(_WORD.findall(filled))
    for word in _MAYBE.finditer(filled):  # "tips?" is "tip" as well
        found.add(word[1])
    if "'s" in filled:
        found.add("'s")
    return frozenset(found) - _EVERYWHERE


def may_fit(says: str, words: AbstractSet[str]) -> bool:
    """Tell whether a line of ``words`` can fit at all; most frames are passed over so."""
    return not telling_words(says).isdisjoint(words)


def _filled(says: str) -> str:
    return re.sub(r"\{([A-Z0-9]+)\}", lambda m: _MACROS[m[1]], says)


_WORD = re.compile(r"(?<![\\\w<'-])[a-z0-9@][\w:'-]*")
_MAYBE = re.compile(r"(?<![\\\w<'-])([a-z][a-z'-]*)[a-z]\?")
_EVERYWHERE = frozenset(
    [
        "i",
        "we",
        "a",
        "an",
        "the",
        "to",
        "with",
        "and",
        "of",
        "for",
        "my",
        "our",
        "me",
        "us",
        "have",
        "had",
        "@",
        "s",
        "S",
        "b",
        "w",
    ]
)
