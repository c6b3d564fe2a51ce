"""The shape of an entry line: who, what and when in "Ada and Bo: planning yesterday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from coaching.dates import LiesAhead, When, when_at, when_at_end
from coaching.first_names import is_first_name
from coaching.messages import UsageError

_CUES = (
    "about at for over in on to with during after before because by via re regarding from while"
    " who when"
)
CUES = tuple(_CUES.split())
LONGEST_HEAD = 1000  # characters in which the names must have ended
MOST_WORDS = 4  # more make a name doubtful

_TOKEN = re.compile(
    r'(?P<quoted>\+?(?:"[^"\n]*"|“[^“”„"\n]*”|„[^“”„"\n]*[“”]))'
    r"|(?P<mention><at>[^<>]*</at>|<[^<>]+>)"
    r"|(?P<number>#[0-9]{1,9}(?!\w))"
    r"|(?P<comma>[,;，、])"
    r"|(?P<space>\s+)"
    r"|(?P<word>(?<!\w):[a-z0-9_+\-]{2,30}:|[^\s,;，、:：]+)"
    r"|(?P<colon>[:：])"
)
_WORD = re.compile(r"[^\W\d_]+")
_VERB = re.compile(r"[^\s:]+(?:://\S*)?")
_BETWEEN = frozenset({"and", "&", "+"})
_DASHES = frozenset({"-", "–", "—"})
_LEADING = frozenset({"with", "to", "from"})  # "met with Ada", "thanks to Ada"
_ARTICLES = frozenset({"the", "a", "an", "my", "our", "your", "his", "her", "their", "some"})
_NOBODY = "this that him them me us everyone everybody someone somebody"
_VAGUE = _ARTICLES | frozenset(_NOBODY.split())
_VAN = "van von de da der den di bin ibn al la le du dos del ter ten zu y e"
_PARTICLES = frozenset(_VAN.split())
_BULLETS = " \t\r\n\u200b\ufeff-–—*•>"
# Words that show that a date to come was meant as part of the note: "will call tomorrow".
_LATER = "will ll shall going gonna to should must see next again wants want plan plans could would"
_TO_COME = frozenset(_LATER.split())


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name as it was typed, with its span in the text, marks such as ``@ + # "`` included.

    ``number`` is the 12 of ``#12``; ``literal`` was quoted; ``new`` had a plus before it;
    ``doubtful`` may be no person's name at all ("the team").
    """

    text: str
    start: int
    end: int
    number: int = 0
    literal: bool = False
    new: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Who, the note as it was typed (may be empty), and the date if one was said."""

    names: tuple[NameSpan, ...]
    what: str
    when: When | None


def read_entry(
    text: str, now: datetime, zone: str, *, cues: tuple[str, ...] = CUES, future: bool = False
) -> Entry:
    """Return what ``text``, the line after its verb, says.

    Names end at a colon, a dash between spaces, a date, or the first of ``cues`` in lower case.
    The date is taken from the very start, from the end of the names or from the end of the note.
    `UsageError` if there is no name, or if the date cannot be meant.
    """
    dated = partial(when_at, text, now=now, zone=zone, future=future)
    head = _Head(text, frozenset(cues), dated)
    head.read()
    if not head.names:
        body = (
            'I did not see a name. Put it first: Ada: coffee, or in quotation marks: "Ada Lovelace"'
        )
        raise UsageError(body)
    what, when = text[head.note :], head.when
    if when is None and (when := _last_date(text, head.note, now, zone, future=future)):
        before, after = text[head.note : when.start], text[when.end :]
        what = f"{before.rstrip(' ,;-–—')} {after.lstrip()}"
    return Entry(_judge(head.names), what.strip(), when)


def replace_span(text: str, span: NameSpan, replacement: str) -> str:
    """Return ``text`` with ``replacement`` where ``span`` stood."""
    return text[: span.start] + replacement + text[span.end :]


def find_verb(line: str) -> tuple[str, str]:
    """Return the first word in lower case without punctuation around it, and the rest.

    A leading ``/netlead`` and bullets are passed over. Both parts are empty for an empty line.
    """
    left = line.strip().lstrip(_BULLETS)
    first, *rest = left.split(maxsplit=1) or [""]
    if first.lower() in ("/netlead", "netlead"):
        left = "".join(rest).lstrip(_BULLETS)
    found = _VERB.match(left)
    if not found:
        return left[:1], left[1:].strip()
    word = found[0].lower()
    return word.rstrip(".,!?;…*") or word, left[found.end() :].removeprefix(":").strip()


class _Head:
    """Reads the names of one line from left to right; ``note`` is where the note begins."""

    def __init__(self, text: str, cues: frozenset[str], dated: Callable[..., When | None]) -> None:
        """Read ``text``; ``dated`` finds the date phrase at a place in it."""
        self.names: list[NameSpan] = []
        self.when = dated(pos=0, place="start")
        self.note = len(text)
        self._text, self._cues, self._dated = text, cues, dated
        self._open: tuple[int, int] | None = None  # the span of the plain words being read
        self._closed = False  # a whole name or a date has just ended

    def read(self) -> None:
        """Read names up to the note; `UsageError` if they do not end."""
        pos = self._leading(self.when.end if self.when else 0)
        limit = pos + LONGEST_HEAD
        while pos < self.note and (token := _TOKEN.match(self._text, pos)):
            pos = self._take(token)
            if pos > limit and pos < self.note:
                body = "I could not tell the names from the note. Put a colon between: Ada: coffee"
                raise UsageError(body)
        self._close()

    def _leading(self, pos: int) -> int:
        """Return where the names begin: after "with", and after the comma behind a date."""
        while found := _TOKEN.match(self._text, pos):
            skipped = found[0] in _LEADING or found.lastgroup in ("space", "comma")
            if not skipped or pos > LONGEST_HEAD:
                break
            pos = found.end()
        return pos

    def _take(self, token: re.Match[str]) -> int:
        """Take one token and return where to read on; at the note, set where it begins."""
        kind, word = token.lastgroup, token[0]
        if kind == "space":
            return token.end()
        if kind == "comma" or word.lower() in _BETWEEN:
            self._close()
            self._closed = False
            return token.end()
        named = bool(self._open or self.names)
        if named and word[0].isalnum() and (after := self._date(token)):
            return after
        if self._is_colon(token) or word in _DASHES or (named and word in self._cues):
            self.note = token.end()
        elif self._open and word in _ARTICLES:
            self.note = token.start()  # "Ada the deck"
        else:
            return self._name(token)
        return self.note

    def _name(self, token: re.Match[str]) -> int:
        kind, word = token.lastgroup, token[0]
        marked = len(word) > 1 and word[0] in "+@"
        if self._closed and kind == "word" and not marked:
            self.note = token.start()
            return self.note
        if kind == "mention" or marked or self._closed:
            self._close()
        whole = kind in ("quoted", "mention", "number")
        if self._open is None and whole:
            self.names.append(_whole_name(token))
            self._closed = True
        else:
            self._open = (self._open[0] if self._open else token.start(), token.end())
        return token.end()

    def _date(self, token: re.Match[str]) -> int | None:
        if self.when or not (when := self._dated(pos=token.start())):
            return None
        self._close()
        self.when, self._closed = when, True
        return when.end

    def _is_colon(self, token: re.Match[str]) -> bool:
        """Tell the colon after the names from the one in "9:30" and "https://"."""
        if token.lastgroup != "colon":
            return False
        before = self._text[token.start() - 1 : token.start()]
        after = self._text[token.end() : token.end() + 2]
        return after != "//" and not (before.isdigit() and after[:1].isdigit())

    def _close(self) -> None:
        if self._open:
            self.names.append(_plain_name(self._text, *self._open))
        self._open = None


def _whole_name(token: re.Match[str]) -> NameSpan:
    start, end, said = token.start(), token.end(), token[0]
    if token.lastgroup == "number":
        return NameSpan(said, start, end, number=int(said[1:]))
    if token.lastgroup == "mention":
        return NameSpan(said, start, end)
    return NameSpan(said.lstrip("+")[1:-1].strip(), start, end, literal=True, new=said[0] == "+")


def _plain_name(text: str, start: int, end: int) -> NameSpan:
    said = text[start:end]
    new, at = said[0] == "+", said[0] == "@"
    return NameSpan(said[new or at :].strip(), start, end, new=new)


def _judge(names: list[NameSpan]) -> tuple[NameSpan, ...]:
    """Return the names with ``doubtful`` set where a name is probably none."""
    capitals = any(n.text[:1].isupper() for n in names)
    return tuple(replace(n, doubtful=_is_doubtful(n, capitals=capitals)) for n in names)


def _is_doubtful(name: NameSpan, *, capitals: bool) -> bool:
    words = name.text.split()
    if name.literal or name.new or name.number or not words:
        return not words
    if (
        "<!" in name.text
        or words[0].lower() in _VAGUE
        or words[0] in CUES
        or len(words) > MOST_WORDS
    ):
        return True
    if all(w.isdigit() for w in words) or words[0].endswith(("'s", "’s")):
        return True
    small = [w for w in words if w[0].islower() and w not in _PARTICLES]
    return capitals and not all(is_first_name(w) for w in small)


def _last_date(text: str, note: int, now: datetime, zone: str, *, future: bool) -> When | None:
    """Return the date at the end of the note, unless the note speaks of what is to come."""
    try:
        return when_at_end(text, now, zone, future=future, floor=note)
    except LiesAhead:
        words = set(_WORD.findall(text[max(note, len(text) - LONGEST_HEAD) :].lower()))
        if words & _TO_COME:
            return None
        raise
