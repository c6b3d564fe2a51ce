"""Writing a command line for what was understood, so that the command reads it in the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coaching.dates import find_when, read_when
from coaching.entries import CUES, read_entry
from coaching.messages import UsageError
from coaching.understanding.days import Day

_EDGE = " ,;:.!?…-–—"
ADVERBIAL = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "his",
        "her",
        "their",
        "some",
        "this",
        "that",
        "these",
        "big",
        "so",
        "very",
        "again",
        "twice",
        "once",
        "quickly",
        "quite",
        "really",
        "lots",
        "tons",
        "enormously",
        "immensely",
        "tremendously",
        "hugely",
        "massively",
        "yesterday",
        "today",
        "and",
        "but",
        "though",
        "too",
        "much",
        "as",
        "out",
        "all",
        "no",
        "not",
        "just",
        "during",
        "right",
        "three",
        "four",
        "five",
        "six",
        "i",
        "he",
        "she",
        "it",
        "they",
        "we",
        "which",
        "where",
        "there",
        "here",
        "loads",
        "plenty",
        "countless",
        "several",
        "many",
        "few",
        "2",
        "3",
        "4",
        "5",
        "x",
        "until",
        "till",
        "since",
        "of",
    ]
)
_OPENS = {"met": "met", "helped": "helped", "got": "got help from", "thanks": "thanks"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The sentence's "now": the instant and the zone of who speaks."""

    now: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A command line and what it says."""

    text: str
    who: tuple[str, ...] = ()
    on: date | None = None
    by: date | None = None


def listed(names: Sequence[str]) -> str:
    """Return "Ana, Bo and Cy"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def bare(note: str) -> str:
    """Return a note without the marks and blanks around it."""
    return " ".join(note.strip(_EDGE).split())


def with_purpose(note: str) -> str:
    """Return "to debug his build" for what follows "helped Bo", unless it is no such verb."""
    first = note.partition(" ")[0].lower()
    plain = first.isalpha() and first not in ADVERBIAL and first not in CUES
    return f"to {note}" if plain and not first.endswith(("ing", "ly")) else note


def entry_line(
    verb: str, names: Sequence[str], note: str, day: Day | None, moment: Moment
) -> Line | None:
    """Return the line that notes a touch; None if no way of writing it is read as it is meant."""
    note = bare(note)
    if day and day.problem:
        return None
    for who in (listed(names), listed([_quoted(name) for name in names])):
        for joint in _joints(note):
            for when in _whens(day):
                text = " ".join(f"{_OPENS[verb]} {who}{joint}{note} {when}".split())
                rest = text.removeprefix(_OPENS[verb])
                if _reads(rest, names, note, day, moment):
                    return Line(text, tuple(map(shown, names)), day.on if day else None)
    return None


def shared_line(thing: str, names: Sequence[str], day: Day | None, moment: Moment) -> Line | None:
    """Return the line that notes something passed on, or None."""
    return _around("shared", bare(thing), "with", names, day, moment)


def gift_line(thing: str, names: Sequence[str], day: Day | None, moment: Moment) -> Line | None:
    """Return the line that notes something received, or None."""
    return (
        None
        if " from " in f" {thing} "
        else _around("got", bare(thing), "from", names, day, moment)
    )


def _around(
    verb: str, thing: str, joint: str, names: Sequence[str], day: Day | None, moment: Moment
) -> Line | None:
    if not thing or (day and day.problem):
        return None
    for who in (listed(names), listed([_quoted(name) for name in names])):
        for when in _whens(day):
            text = " ".join(f"{verb} {thing} {joint} {who} {when}".split())
            if _reads(f"{who} {when}".strip(), names, "", day, moment):
                return Line(text, tuple(map(shown, names)), day.on if day else None)
    return None


def _joints(note: str) -> tuple[str, ...]:
    if not note:
        return ("",)
    return (" ", ": ") if note.partition(" ")[0] in CUES else (": ",)


def _whens(day: Day | None) -> tuple[str, ...]:
    return (day.text, f"on {day.on.isoformat()}") if day else ("",)


def _reads(rest: str, names: Sequence[str], note: str, day: Day | None, moment: Moment) -> bool:
    """Tell whether the command reads the rest of its line as it is meant."""
    try:
        entry = read_entry(rest, moment.now, moment.zone)
    except UsageError:
        return False
    on = entry.when.on if entry.when else None
    said = [span.text for span in entry.names]
    return (
        said == [shown(name) for name in names]
        and not any(span.doubtful for span in entry.names)
        and on == (day.on if day else None)
        and (not note or bool(entry.what))
    )


def shown(name: str) -> str:
    """Return a name without the marks that it may be typed with."""
    return name.lstrip("+@").strip('"“”') if name[:1] in '+@"“' else name


def _quoted(name: str) -> str:
    return name if name[:1] in '<"“#@+' else f'"{name}"'


def ahead_line(template: str, day: Day | None, moment: Moment) -> str | None:
    """Return ``template`` with the day to come at its end, as it was said or as a date."""
    text = " ".join(template.replace("{day}", "").split())
    if day is None:
        return text
    if day.problem:
        return None
    verb = text.partition(" ")[0]
    ways = (day.text, *_dated(verb, day.on))
    for when in ways:
        line = f"{text} {when}".strip()
        if _falls(line, verb, when, day.on, moment):
            return line
    return None


def _dated(verb: str, on: date) -> tuple[str, ...]:
    preposition = {"promise": "by", "remind": "on"}.get(verb, "until")
    return (f"{preposition} {on.isoformat()}",)


_PAUSE = re.compile(r"(?:until|till|for) ")


def _falls(line: str, verb: str, when: str, on: date, moment: Moment) -> bool:
    """Tell whether the command reads its line as speaking of that day."""
    try:
        if verb == "pause":
            found = _PAUSE.match(when)
            if not found:
                return False
            said = when[found.end() :]
            said = f"in {said}" if when.startswith("for ") else said
            return read_when(said, moment.now, moment.zone, future=True).on == on
        rest = line.partition(" ")[2]
        read = find_when(rest, moment.now, moment.zone, future=True)
    except UsageError:
        return False
    return read is not None and read.on == on
