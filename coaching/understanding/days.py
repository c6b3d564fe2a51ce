"""The days a sentence speaks of, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coaching.date_grammar import Grammar
from coaching.date_words import DAY_NAMES, FORWARD, MONTH_NAMES, Reading, Token, may_tell, tokens
from coaching.dates import BINDING

_LATE_ONLY = ("within", "later")
_NEVER_DUE = frozenset({"yesterday", "today", "last", "this", "earlier"})
_CAPITAL_ONLY = frozenset({"sun", "sat", "wed", "mon", "mar", "may"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day said in ``text``, preposition included; ``problem`` tells why it is none after all.

    ``start`` and ``end`` are its place in the sentence's text.
    """

    on: date
    start: int
    end: int
    text: str
    said: str
    shape: str
    problem: str = ""


def days_in(text: str, now: datetime, zone: str, *, future: bool) -> list[Day]:
    """Return the days in ``text``, in their order.

    A day that belongs to the words before it ("the plan for Friday", "about last week") is none.
    """
    if not may_tell(text, 0, len(text)):
        return []
    found = tokens(text, 0, len(text))
    grammar = Grammar(found, now.astimezone(ZoneInfo(zone)), future=future)
    days: list[Day] = []
    i = 0
    while i < len(found):
        reading = _reading(text, found, i, grammar, future=future)
        if reading is None:
            i += 1
            continue
        end = found[reading.stop - 1].end
        days.append(
            Day(
                reading.on,
                found[i].start,
                end,
                _small(text[found[i].start : end]),
                reading.said,
                reading.shape,
                reading.problem,
            )
        )
        i = reading.stop
    return days


def _small(said: str) -> str:
    """Return "yesterday" for the "Yesterday" that begins a sentence; Monday stays Monday."""
    first = said.split(maxsplit=1)[0]
    named = first.lower() in DAY_NAMES or first.lower() in MONTH_NAMES or said.isupper()
    return said if named else said[0].lower() + said[1:]


def _reading(
    text: str, found: Sequence[Token], i: int, grammar: Grammar, *, future: bool
) -> Reading | None:
    token = found[i]
    if token.kind == "mark" or text[token.start - 1 : token.start] in ("'", "-", "/", "#", "@"):
        return None
    reading = grammar.phrase(i)
    if reading is None or text[found[reading.stop - 1].end :][:1] in ("'", "-", "@"):
        return None
    before = found[i - 1].text.lower() if i else ""
    return reading if _counts(reading, token, before, future=future) else None


def _counts(reading: Reading, token: Token, before: str, *, future: bool) -> bool:
    if reading.shape == "month":
        return future and reading.said in ("until", "till")
    if reading.shape == "length":
        return future and reading.said == "for"
    if not future and (reading.shape in _LATE_ONLY or reading.said in FORWARD):
        return False
    if not future and before == "by" and token.text.lower() in _NEVER_DUE:
        return True  # "stopped by yesterday"
    if reading.said or not before or reading.shape == "within":
        return True
    small = token.text.lower()
    return before not in BINDING and not (small in _CAPITAL_ONLY and token.text == small)
