"""Writing a command line for what was understood, so that the command reads it in the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coaching.dates import find_when, read_when
from coaching.entries import CUES, read_entry
from coaching.messages import UsageError
from coaching.understanding.days import Day
from coaching.understanding.words import ADVERBIAL

_EDGE = " ,;:.!?…-–—"
_SHORT_WITH = re.compile(r"^w/ ?")
_COLON = re.compile(r"^(re|regarding|about):(?= )", re.IGNORECASE)
_OPENS = {"met": "met", "helped": "helped", "got": "got help from", "thanks": "thanks"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The sentence's "now": the instant and the zone of who speaks."""

    now: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A command line and what it says; ``lasting`` has its day as a date."""

    text: str
    lasting: str = ""
    who: tuple[str, ...] = ()
    on: date | None = None
    by: date | None = None


def listed(names: Sequence[str]) -> str:
    """Return "Ana, Bo and Cy"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))


def bare(note: str) -> str:
    """Return a note without the marks and blanks around it."""
    if note.count("(") != note.count(")"):
        note = note.replace("(", "").replace(")", "")
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
    note = _COLON.sub(r"\1", _SHORT_WITH.sub("with ", bare(note)))
    opens = _OPENS[verb]
    ways = [
        (f"{opens} {who}{joint}{note}", f" {who}{joint}{note}")
        for who in _named(names)
        for joint in _joints(note)
    ]
    return _first_read(ways, names, day, moment, noted=bool(note))


def shared_line(thing: str, names: Sequence[str], day: Day | None, moment: Moment) -> Line | None:
    """Return the line that notes something passed on, or None."""
    return _around("shared", bare(thing), "with", names, day, moment)


def gift_line(thing: str, names: Sequence[str], day: Day | None, moment: Moment) -> Line | None:
    """Return the line that notes something received, or None."""
    if " from " in f" {thing} ":
        return None
    return _around("got", bare(thing), "from", names, day, moment)


def _around(
    verb: str, thing: str, joint: str, names: Sequence[str], day: Day | None, moment: Moment
) -> Line | None:
    if not thing:
        return None
    ways = [(f"{verb} {thing} {joint} {who}", who) for who in _named(names)]
    return _first_read(ways, names, day, moment, noted=False)


def _first_read(
    ways: Sequence[tuple[str, str]],
    names: Sequence[str],
    day: Day | None,
    moment: Moment,
    *,
    noted: bool,
) -> Line | None:
    """Return the first way of writing a line that is read with these names and this day.

    A way is the line, and the part of it that is read as an entry.
    """
    if day is None:
        who = tuple(map(shown, names))
        fits = next(
            (way for way, part in ways if _reads(part, names, None, moment, noted=noted)), None
        )
        return Line(fits, fits, who) if fits else None
    if day.problem:
        return None
    dated = f"on {day.on.isoformat()}"
    for way, part in ways:
        said = [
            f"{way} {when}"
            for when in (day.text, dated)
            if _reads(f"{part} {when}", names, day.on, moment, noted=noted)
        ]
        if said:
            return Line(said[0], said[-1], tuple(map(shown, names)), day.on)
    return None


def _named(names: Sequence[str]) -> tuple[str, str]:
    return listed(names), listed([_quoted(name) for name in names])


def _joints(note: str) -> tuple[str, ...]:
    if not note:
        return ("",)
    return (" ", ": ") if note.partition(" ")[0] in CUES else (": ",)


def _reads(
    part: str, names: Sequence[str], on: date | None, moment: Moment, *, noted: bool
) -> bool:
    """Tell whether the command reads this part of its line as it is meant."""
    try:
        entry = read_entry(part, moment.now, moment.zone)
    except UsageError:
        return False
    read = [span.text for span in entry.names]
    return (
        read == [shown(name) for name in names]
        and not any(span.doubtful for span in entry.names)
        and (entry.when.on if entry.when else None) == on
        and (bool(entry.what) or not noted)
    )


def shown(name: str) -> str:
    """Return a name without the marks that it may be typed with."""
    return name.lstrip("+@").strip('"“”') if name[:1] in '+@"“' else name


def _quoted(name: str) -> str:
    return name if name[:1] in '<"“#@+' else f'"{name}"'


def ahead_line(template: str, day: Day | None, moment: Moment) -> Line | None:
    """Return ``template`` with the day to come at its end, as it was said or as a date."""
    text = " ".join(template.replace("{day}", "").split())
    if day is None:
        return Line(text, text)
    if day.problem:
        return None
    verb = text.partition(" ")[0]
    if verb == "pause" and day.said not in _UNTIL:
        day = replace(day, on=day.on + timedelta(days=1))  # "no nudges today": until tomorrow
    preposition = {"promise": "by", "remind": "on"}.get(verb, "until")
    said = [
        f"{text} {when}"
        for when in (day.text, f"{preposition} {day.on.isoformat()}")
        if _falls(f"{text} {when}", verb, when, day.on, moment)
    ]
    return Line(said[0], said[-1], by=day.on) if said else None


_UNTIL = frozenset({"until", "till", "for"})
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
