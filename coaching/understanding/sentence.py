"""One sentence as frames see it: a line of plain words, people as ``@``, politeness taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coaching.understanding.days import Day
from coaching.understanding.people import Group
from coaching.understanding.wording import Word

_END = r"(?:[,.!:;–—-] ){0,4}"
_GREETING = (
    r"(?:hi|hey|hello|yo|hiya|howdy|good morning|good afternoon|good evening|morning|evening)"
    r"(?: there| netlead| team| all| coach| bot| everyone| again| friend)? "
)
_FILLER = (
    r"(?:so|ok|okay|well|oh|ah|um|uh|uhm|hmm|also|and|anyway|anyways|btw|by the way|fyi|actually|just|yeah|yes"
    r"|yep|yup|please|kindly|then|hooray|yay|wow|phew|finally|luckily|fortunately|guess what|you know what"
    r"|honestly|to be honest|just so you know|so you know|for the record|note to self|quick note|quick update"
    r"|quick one|update|good news|great news|one more thing|another one|in other news|heads up|heads-up|sorry"
    r"|forgot to mention|forgot to say|i forgot to mention|i forgot to say|before i forget|for your information"
    r"|happy to report|i am happy to report|i am happy to say|it turns out|turns out|as a reminder|as an fyi|(?:just )?(?:a )?(?:quick |little |small )?(?:heads up|heads-up|note|update|reminder) that) "
)
_INTERJECTION = r"(?:(?:big|small|little|quick|good|great|nice|fun|team|win|wins|news|highlight|of|the|my|day|week|today|this|update) ){1,5}: |(?:no|great|cool|right|alright|nice|first|next|log|note|done|today|netlead|thanks|thank you|memo|journal|diary) [,.!:;–—-] "
_TELLING = (
    r"(?:(?:do you know|can you tell me|could you tell me|tell me|any idea|i wonder|i want to know|let me know)"
    r"(?= (?:who|what|when|how|where|why) )|i (?:just |only |also )?(?:want|wanted|need|would like|'d like) to (?:let you know|tell you|say|report|mention)"
    r"|just wanted to (?:say|note|mention|add|share|report|let you know)"
    r"|let (?:me|the record) (?:say|note|show|add|log|record)|you should know) (?:that |: )?"
)
_ASKING = r"(?:(?:could|can|would|will|may|might) (?:you|i|we) |would you mind |please |kindly |i (?:want|need|would like|'d like) (?:you )?to |let us |you can |make sure (?:to|you) |do )"
_NOTING = (
    r"(?:(?:please|kindly|just|quickly|also|maybe|perhaps) ){0,4}"
    r"(?:note|log|record|write down|jot down|put down|take note|take down|mark|register|track|add|remember|save"
    r"|keep in mind|make (?:a|another) note|make a record|keep a note|add a note|note down|capture|document|enter"
    r"|store|mention|write|put on record|noting|logging|recording)(?: of the fact| down| for me| somewhere)? "
)
_THAT = r"(?:(?:that|:|,|-|–|—) ){1,3}"
_NOTED = re.compile(
    rf"(?!add @ likes ){_ASKING}{{0,4}}{_NOTING}(?:{_THAT}|(?=(?:i|we|my|had|met) )|(?=(?:on|about|for) @ )|(?=@ (?:is|has|'s|likes|just|and i) ))"
    rf"|{_ASKING}{{0,4}}(?:(?:please|just) ){{0,3}}(?:log|record|note|register|add|put down|write down|track) (?=(?:a|an|my|another|lunch|coffee|tea|dinner|breakfast|brunch|drinks|meeting|call|chat) )"
)
_TOLD = re.compile(
    r"(?:did i (?:tell you|mention|say)|have i (?:told you|mentioned)) (?:that |about )?"
)
_THOUGHT = re.compile(
    r"(?:i (?:think|believe|guess|suppose|reckon|am (?:pretty |fairly |quite )?sure)|pretty sure|probably"
    r"|if i (?:remember|recall) (?:right|rightly|correctly)) (?:that )?(?:, )?"
)
_LEAD = re.compile(f"(?:{_GREETING}|{_FILLER}){_END}|{_INTERJECTION}|{_TELLING}")
_POLITE = re.compile(r"(?:could|can|would|will) you (?:please |kindly |maybe |perhaps |just ){0,4}")
_TRAIL = re.compile(
    r"(?:(?<= )please |(?<= )pretty please |, (?:thanks|thank you|ok|okay|lol|haha|btw|fyi|cheers|thanks a lot|ta"
    r"|thanks in advance|thank you very much|if you can|if you could|if possible|when you can|will you|would you"
    r"|could you|for the record|right|just so you know|you know|by the way|too|as well|yay|by the by|if that is ok"
    r"|if you do not mind|man|mate|haha) |(?<!say )(?<!give )(?<!send )(?<!my )(?<!many )(?<!and )(?<!about )(?<!on )(?<!for )(?<!of )(?<!with )(?<!as )(?<= )(?:thanks|thank you|cheers|ta) |(?<= )(?:btw|fyi|lol|haha|too|as well|by the way|for the record) )$"
)
# What may stand before a sentence; whether it stays a question, is to be noted, or only thought.
_PARTS = (
    (_TOLD, False, False, False),
    (_NOTED, False, True, False),
    (_THOUGHT, True, False, True),
    (_LEAD, True, False, False),
    (_POLITE, False, False, False),
)
BEFORE = f"{_GREETING} {_FILLER} {_TELLING} {_ASKING} {_NOTING}"
"""The patterns of what may stand before a sentence."""
_MARKS = frozenset(".!?,;:…-–—)")
# What follows one of these is what was given: "shared last week in numbers with Ada".
_TAKING = frozenset(
    {"shared", "share", "sent", "forwarded", "gave", "passed", "got", "received", "read", "had"}
)
_OPENERS = frozenset("(*•>-–—")


@dataclass(frozen=True, slots=True)
class Item:
    """A word of a sentence, or a group of people, with its place in the text."""

    plain: str
    start: int
    end: int
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence between its politeness.

    ``asked``: it is a question and no polite request. ``noted``: the coach is asked to write down
    what follows. ``thought``: the speaker is not certain. ``day`` was said and is taken out.
    """

    items: tuple[Item, ...]
    asked: bool = False
    noted: bool = False
    thought: bool = False
    day: Day | None = None

    @property
    def line(self) -> str:
        """Return the line that frames are laid over."""
        return "".join(f"{item.plain} " for item in self.items)

    def said(self, text: str, start: int, end: int) -> str:
        """Return the words that ``line[start:end]`` stands for, as they were typed in ``text``."""
        items = self._between(start, end)
        if not items:
            return ""
        begin, stop = items[0].start, items[-1].end
        if self.day and begin < self.day.start < stop:
            parts = (
                text[begin : self.day.start].rstrip(" ,"),
                text[self.day.end : stop].lstrip(" ,"),
            )
            return " ".join(part for part in parts if part)
        return text[begin:stop]

    def groups(self, start: int, end: int) -> tuple[Group, ...]:
        """Return the groups of people in ``line[start:end]``."""
        return tuple(item.group for item in self._between(start, end) if item.group)

    def _between(self, start: int, end: int) -> tuple[Item, ...]:
        line = self.line
        inside = end > start and line[end - 1] != " "
        return self.items[line[:start].count(" ") : line[:end].count(" ") + inside]

    def without(self, days: Sequence[Day]) -> Sentence:
        """Return the sentence with the day taken out that tells when it happened, if one is said."""
        if not self.items:
            return self
        first, last = self.items[0].start, self.items[-1].end
        inside = [day for day in days if first <= day.start and day.end <= last]
        day = self._telling(inside)
        if day is None:
            return self
        kept = tuple(i for i in self.items if not day.start <= i.start < day.end)
        return replace(trimmed(replace(self, items=kept)), day=day)

    def _telling(self, days: Sequence[Day]) -> Day | None:
        """Return the day at the end, else the one at the start, else the first inside."""
        if not days:
            return None
        ends = {item.end for item in self.items[-1:]}
        at_end = next((day for day in days if day.end in ends), None)
        starts = {item.start for item in self.items[:1]}
        at_start = next((day for day in days if day.start in starts), None)
        inner = (day for day in days if self._before(day) not in _TAKING)
        return at_end or at_start or next(inner, None)

    def _before(self, day: Day) -> str:
        """Return the word before a day."""
        earlier = [item.plain for item in self.items if item.end <= day.start]
        return earlier[-1] if earlier else ""


def sentence(words: Sequence[Word], offset: int, groups: Sequence[Group]) -> Sentence:
    """Return the sentence that ``words`` make; ``groups`` count words from ``-offset`` on."""
    items: list[Item] = []
    by_start = {group.start: group for group in groups}
    i = offset
    while i < offset + len(words):
        word = words[i - offset]
        group = by_start.get(i)
        if group:
            last = words[group.stop - 1 - offset]
            items.append(Item("@", word.start, last.end, group))
            i = group.stop
            continue
        items.append(Item(word.plain or "_", word.start, word.end))
        i += 1
    return trimmed(Sentence(tuple(items)))


def trimmed(said: Sentence) -> Sentence:
    """Return ``said`` without greetings, politeness and the marks at its ends."""
    said = _unmarked(said)
    for _ in range(8):
        line = said.line
        shorter = _shortened(said, line)
        if shorter is None:
            break
        said = _unmarked(shorter)
    return said


def _shortened(said: Sentence, line: str) -> Sentence | None:
    for pattern, asked, noted, thought in _PARTS:
        found = pattern.match(line)
        if found and 0 < found.end() < len(line):
            rest = replace(said, items=said.items[line[: found.end()].count(" ") :])
            return replace(
                rest,
                asked=said.asked and asked,
                noted=said.noted or noted,
                thought=said.thought or thought,
            )
    trail = _TRAIL.search(line)
    if trail and line[: trail.start()].count(" ") > 1:
        return replace(said, items=said.items[: line[: trail.start()].count(" ")])
    return None


def _unmarked(said: Sentence) -> Sentence:
    items = list(said.items)
    asked, called = said.asked, False
    while items and items[-1].plain in _MARKS:
        mark = items.pop().plain
        asked, called = asked or mark == "?", called or mark == "!"
    while items and items[0].plain in _OPENERS | _MARKS:
        items.pop(0)
    return replace(said, items=tuple(items), asked=asked and not called)
