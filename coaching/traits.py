"""What can be said of a contact in one line: "circle 15 outside knows pricing every 3 weeks"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coaching.dates import read_when
from coaching.messages import UsageError
from coaching.names import clean_name, clip, fold
from coaching.questions import TOGETHER, TRUST, WILLING, Question

Values = dict[str, Any]

CIRCLES = (5, 15, 50, 150)
SENIORITY = {"junior": 1, "peer": 2, "senior": 3}
FLAGS: dict[str, tuple[str, object]] = {
    "inside": ("side", "inside"),
    "outside": ("side", "outside"),
    "operational": ("kind", "operational"),
    "personal": ("kind", "personal"),
    "strategic": ("kind", "strategic"),
    **{word: ("seniority", rank) for word, rank in SENIORITY.items()},
}
MOST_WORDS, LONGEST_WORD = 20, 80
LONGEST_STORY = 500
_LONGEST_RHYTHM = 366 * 2
_RANKED = ("circle", "trust", "together", "willing")
_UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_LEAP_YEAR = datetime(2024, 12, 31, 12, tzinfo=UTC)

# A quoted text never reaches over another opening mark, so that reading stays linear.
_TOKEN = re.compile(r'[+-]?(?:"[^"\n]*"|“[^“”\n]*”)|\S+')


@dataclass(frozen=True, slots=True)
class Traits:
    """The columns that a line sets, and where in the line the first of them begins."""

    values: Values
    start: int


@dataclass(frozen=True, slots=True)
class _Clause:
    word: str
    text: str


def read_traits(text: str, now: Values | None = None) -> Traits:
    """Return what ``text`` says after the names at its beginning.

    Keywords count in lower case and outside quotation marks. ``now`` are the present columns,
    for lists that grow and shrink with ``+`` and ``-``. `UsageError` for a value that cannot be.
    """
    start, clauses = _clauses(text)
    values: Values = {}
    for clause in clauses:
        if clause.word in FLAGS:
            column, value = FLAGS[clause.word]
            values[column] = value
        else:
            values |= _READERS[clause.word](clause.text, {**(now or {}), **values})
    return Traits(values, start)


def changed(values: Values, row: Mapping[str, Any]) -> Values:
    """Return the columns of ``values`` that differ from ``row``."""
    return {name: value for name, value in values.items() if row[name] != value}


def words_of(text: str, *, joint: str = " and ") -> tuple[str, ...]:
    """Return the words of a list such as "pricing, rust and tea", each once."""
    parts = text.replace(joint, ",").split(",")
    words = [" ".join(part.strip(' "“”.;').split()) for part in parts]
    return each_once(word for word in words if word)


def each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those that only repeat an earlier one in other letters."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(fold(word), word)
    return tuple(found.values())


def _clauses(text: str) -> tuple[int, list[_Clause]]:
    """Return where the first clause begins, and the clauses."""
    found = list(_TOKEN.finditer(text))
    marks: list[int] = []
    for i, token in enumerate(found):
        # What follows "knows" is its text, whatever the word; no name begins with "circle 15".
        taken = i - 1 in marks[-1:] and _word(found[i - 1]) not in FLAGS
        if not taken and (i or _counted(token)) and _begins(found, i):
            marks.append(i)
    clauses = []
    for here, i in enumerate(marks):
        end = marks[here + 1] if here + 1 < len(marks) else len(found)
        stop = found[end].start() if end < len(found) else len(text)
        value = text[found[i].end() : stop].strip().rstrip(",;").rstrip()
        clauses.append(_Clause(_word(found[i]), value))
    return (found[marks[0]].start() if marks else len(text)), clauses


def _word(token: re.Match[str]) -> str:
    return token[0].rstrip(",;")


def _counted(token: re.Match[str]) -> bool:
    """Tell the keywords that no name begins with: a number follows them."""
    return _word(token) in _RANKED


def _begins(found: list[re.Match[str]], i: int) -> bool:
    """Tell a keyword from the same word in a name or a text: "senior" from "senior hiring"."""
    word = _word(found[i])
    after = _word(found[i + 1]) if i + 1 < len(found) else ""
    if word in FLAGS:
        closed = not after or found[i][0] != word
        return closed or after in FLAGS or after in _READERS
    if word in _RANKED:
        return after.isdigit() or not after
    if word == "every":
        return after.isdigit() or after.rstrip("s") in _UNITS
    return word in _READERS and bool(after)


def _circle(text: str, _: Values) -> Values:
    if text not in {str(circle) for circle in CIRCLES}:
        reason = (
            f"The circles are 5, 15, 50 and 150: the closest five, and so on outwards. “{clip(text)}” "
            "is none of them. For example: `circle 15`"
        )
        raise UsageError(reason)
    return {"circle": int(text)}


def _rank(question: Question) -> Callable[[str, Values], Values]:
    low, _, high = question.answers

    def read(text: str, _: Values) -> Values:
        if text not in {"1", "2", "3"}:
            reason = (
                f"{question.label} goes from 1 ({low}) to 3 ({high}). For example: "
                f"`{question.trait} 2`"
            )
            raise UsageError(reason)
        return {question.trait: int(text)}

    return read


def _every(text: str, _: Values) -> Values:
    count, _space, unit = " ".join(text.split()).rpartition(" ")
    days = _UNITS.get(unit.removesuffix("s"), 0)
    number = count or "1"
    if not days or not (number.isascii() and number.isdigit() and len(number) < len("1000")):
        reason = f"I could not read “every {clip(text)}”. For example: `every 3 weeks`"
        raise UsageError(reason)
    if not 1 <= int(number) * days <= _LONGEST_RHYTHM:
        reason = "A rhythm is between a day and two years. For example: `every 3 weeks`"
        raise UsageError(reason)
    return {"cadence_days": int(number) * days}


def _birthday(text: str, _: Values) -> Values:
    # Seen from the end of a leap year, so that 29 February is a day like others.
    day = read_when(_unquoted(text), _LEAP_YEAR, "UTC", future=False).on
    return {"birth_month": day.month, "birth_day": day.day}


def _list_in(column: str) -> Callable[[str, Values], Values]:
    def read(text: str, now: Values) -> Values:
        text = text.removeprefix("about ")
        said = _unquoted(text)
        sign = said[:1] if said[:1] in ("+", "-") else ""
        # What comes from a form is quoted: its words are told apart by commas alone.
        joint = " and " if said == text else ","
        words = words_of(said.removeprefix(sign), joint=joint)
        before: tuple[str, ...] = now.get(column, ())
        if said.lower() == "none":
            return {column: ()}
        if sign == "-":
            gone = {fold(word) for word in words}
            return {column: tuple(word for word in before if fold(word) not in gone)}
        if sign == "+":
            words = words_of(",".join((*before, *words)), joint=",")
        if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
            reason = (
                f"Up to {MOST_WORDS} words of up to {LONGEST_WORD} characters each, with commas "
                "between them. Longer things fit in a note: `note Ada: …`"
            )
            raise UsageError(reason)
        return {column: words}

    return read


def _story(text: str, _: Values) -> Values:
    said = _unquoted(text)
    if len(said) > LONGEST_STORY:
        reason = f"Up to {LONGEST_STORY} characters about how you met; more fits in a note."
        raise UsageError(reason)
    return {"how_met": said}


def _through(text: str, _: Values) -> Values:
    said = _unquoted(text)
    return {"introduced_by": "me" if said.lower() in ("me", "myself") else clean_name(said)}


def _name(text: str, _: Values) -> Values:
    return {"name": clean_name(_unquoted(text))}


def _unquoted(text: str) -> str:
    """Return a text without the quotation marks around all of it."""
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”':
        return text[1:-1].strip()
    return text


_READERS: dict[str, Callable[[str, Values], Values]] = {
    "circle": _circle,
    **{question.trait: _rank(question) for question in (TRUST, TOGETHER, WILLING)},
    "every": _every,
    "birthday": _birthday,
    "knows": _list_in("knows"),
    "likes": _list_in("likes"),
    "needs": _list_in("needs"),
    "tag": _list_in("tags"),
    "tags": _list_in("tags"),
    "met": _story,
    "through": _through,
    "via": _through,
    "name": _name,
}
