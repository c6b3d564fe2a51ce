"""Command lines as they are: what one says, and whether it says it beyond doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from coaching.commands import phrases, route
from coaching.commands.base import Command
from coaching.dates import LiesAhead, When, find_when, when_at_end
from coaching.entries import Entry, NameSpan, read_entry
from coaching.first_names import is_first_name
from coaching.looking_up import search_for
from coaching.messages import UsageError
from coaching.names import clip
from coaching.promised import split_promise
from coaching.understanding.lines import Moment, shown
from coaching.understanding.understood import LEFT, Understood

DEEDS = frozenset({"met", "helped", "got", "thanks", "shared"})
_NAMED = frozenset(
    {"add", "forget", "rest", "edit", "note", "draft", "merge", "ledger", "who", "skip", "snooze"}
)
_NOBODY = frozenset({"to", "that", "i", "i'd", "i'll", "we", "the", "a", "an", "it", "them"})
_ASKED_WHY = (
    "did",
    "do",
    "is ",
    "is",
    "are",
    "was",
    "were",
    "would",
    "should",
    "can",
    "could",
    "has",
    "not",
)
_IDLE = frozenset({"cares", "cares?", "knew", "knows?"})
_NEED = frozenset({"i need", "need"})
_NO_NEED = frozenset(
    {"to", "you", "more", "it", "that", "this", "coffee", "sleep", "food", "him", "her"}
)
_REMINDED = frozenset({"me", "to", "about", "of", "that", "myself"})
_DUE = frozenset({"promise", "remind", "snooze", "rest", "pause"})
# A word with one of these ends is hardly a name: "got promoted", "met expectations".
_NO_NAME_ENDS = ("ed", "ing", "ly", "ions", "ion", "ment", "ments", "ness", "ties", "able", "ful")
_BEGINNING = frozenset({"start", "begin", "onboarding"})
# "thank you so much", "got help": nobody is named; the command answers by itself.
_ADDRESSING = frozenset({"a", "lot", "so", "much", "very", "you", "again", "netlead", "help"})
_BARE = frozenset({"met", "helped", "shared", "saw"})


_MARKED = re.compile(
    r'[A-Z][\w-]+(?: [A-Z][\w-]+)?(?::|$| (?:about|with|for|and)\b| (?:yesterday|today)$)|[#"<]'
)
_OTHER_DEEDS = frozenset(
    {
        "met",
        "helped",
        "thanked",
        "shared",
        "sent",
        "saw",
        "called",
        "gave",
        "got",
        "promised",
        "owe",
    }
    | {"spoke", "talked", "emailed", "introduced", "reviewed", "had", "then"}
)
_TURNING = frozenset(
    {
        "no",
        "not",
        "never",
        "nobody",
        "nothing",
        "none",
        "but",
        "if",
        "unless",
        "should",
        "would",
        "could",
        "might",
        "may",
        "maybe",
        "perhaps",
        "will",
        "me",
        "tomorrow",
        "wish",
        "almost",
        "nearly",
        "cancelled",
        "canceled",
        "i",
    }
)


def read_plain(text: str, moment: Moment) -> Understood | None:
    """Return what ``text`` says as a command line; None if it begins with no command.

    A line whose names the command will ask about has no ``command`` and an ``ask``.
    """
    line = " ".join(text.split())
    if line.lower().startswith("/netlead"):
        line = line[len("/netlead") :].strip()
    command, phrase, rest = route(line)
    if command is None or not text.strip():
        return Understood(as_typed=True) if command else None
    said = Understood(command=line or command.name, verb=command.name, as_typed=True)
    if command.name == "start" and phrase not in _BEGINNING:
        return replace(said, command=None, verb=None)  # a greeting; the coach greets back
    try:
        if command.name in DEEDS:
            return _deed(said, command, phrase, rest, moment)
        return _line(said, command, phrase, rest, moment)
    except LiesAhead:
        return replace(said, command=None, left=True)
    except UsageError as error:
        return replace(said, command=None, ask=error.card.body, left=True)


def _line(said: Understood, command: Command, phrase: str, rest: str, moment: Moment) -> Understood:
    who = _who(command, rest, moment)
    if _says_nothing(command, phrase, rest, who):
        return replace(
            said, command=None, as_typed=command.name not in ("promise", "ask"), left=True
        )
    return replace(said, who=who, by=_by(command, rest, moment))


def is_bare(text: str) -> bool:
    """Tell whether a line is no more than a command's word and what follows it.

    Such a line ("met Ada: planning") is not read as a sentence at all.
    """
    words = text.lower().split()
    return (
        len(words) > 1
        and words[0] in DEEDS
        and _MARKED.match(text.split(None, 1)[1]) is not None
        and _TURNING.isdisjoint(words)
        and _OTHER_DEEDS.isdisjoint(words[1:])
        and "n't" not in text
        and "n’t" not in text
        and not text.rstrip().endswith("?")
    )


def _deed(said: Understood, command: Command, phrase: str, rest: str, moment: Moment) -> Understood:
    words = rest.lower().strip(" !.,").split()
    if not words or _ADDRESSING.issuperset(words):
        return replace(said, command=None) if command.name != "met" else said
    head, when = _behind(command.name, phrase, rest, moment)
    entry = read_entry(head, moment.now, moment.zone)
    doubtful = next((span for span in entry.names if span.doubtful), None)
    if doubtful:
        ask = f"Is “{clip(doubtful.text)}” somebody’s name?"
        return replace(said, command=None, ask=ask, left=True)
    if any(_hardly_a_name(span, phrase) for span in entry.names):
        return LEFT
    day = entry.when or when
    return replace(said, who=_names(entry), on=day.on if day else None)


def _behind(name: str, phrase: str, rest: str, moment: Moment) -> tuple[str, When | None]:
    """Return the part of a line in which the names stand, and the day said before it."""
    joint = {"shared": " with " if " with " in f" {rest}" else " to ", "got": " from "}.get(name)
    what, found, who = f" {rest}".rpartition(joint) if name == "shared" and joint else ("", "", "")
    if name == "got" and not phrase.endswith(" from"):
        what, found, who = f" {rest}".partition(" from ")
    if not found:
        return rest, None
    return who, when_at_end(what, moment.now, moment.zone, future=False)


def _hardly_a_name(span: NameSpan, phrase: str) -> bool:
    """Tell whether a word in small letters is none that anybody is called by."""
    if span.literal or span.new or span.number or not span.text[:1].islower():
        return False
    word = span.text.split()[0].lower()
    if is_first_name(word):
        return False
    return phrase not in _BARE or word.endswith(_NO_NAME_ENDS) or (len(span.text.split()) > 1)


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(span.text for span in entry.names)


def _who(command: Command, rest: str, moment: Moment) -> tuple[str, ...]:
    if command.name == "promise":
        return _promised_to(rest, moment) if rest.strip() else ()
    named = command.name in _NAMED and rest.strip()
    if not named or (command.name == "who" and search_for(rest, moment.now.date())):
        return ()
    entry = read_entry(rest.rstrip("?! "), moment.now, moment.zone, future=True)
    return tuple(span.text for span in entry.names if _is_name(span))


def _promised_to(rest: str, moment: Moment) -> tuple[str, ...]:
    when = find_when(rest, moment.now, moment.zone, future=True)
    text = rest[: when.start] + rest[when.end :] if when else rest
    who, _ = split_promise(text, frozenset())
    names = (shown(name.strip()) for name in who.replace(" and ", ",").split(","))
    return tuple(name for name in names if name and name.lower() not in ("me", "myself"))


def _is_name(span: NameSpan) -> bool:
    if span.doubtful:
        return False
    small = span.text[:1].islower() and not (span.literal or span.new)
    return not small or is_first_name(span.text.split()[0])


def _says_nothing(command: Command, phrase: str, rest: str, who: tuple[str, ...]) -> bool:
    """Tell whether the command would only answer that it cannot do that with this rest.

    "help Bo", "remind Ana to call me", "who won the game", "promised to introduce them".
    """
    words = rest.lower().split()
    if not words:
        return False
    first = words[0]
    nothing = {
        "help": " ".join(words) not in phrases() and first not in phrases(),
        "remind": first not in _REMINDED and rest[0].isupper(),
        "who": not who
        and (len(words) > 1 or first in _IDLE)
        and search_for(rest, date.min) is None,
        "note": not who,
        "instead": first == "of",
        "ask": phrase in _NEED and first in _NO_NEED,
        "why": first.startswith(_ASKED_WHY),
        "promise": bool(who) and who[0].split()[0].lower() in _NOBODY,
    }
    return nothing.get(command.name, False)


def _by(command: Command, rest: str, moment: Moment) -> date | None:
    if command.name not in _DUE or not rest.strip():
        return None
    text = f"in {rest[4:]}" if command.name == "pause" and rest.startswith("for ") else rest
    when = find_when(text, moment.now, moment.zone, future=True)
    return when.on if when else None
