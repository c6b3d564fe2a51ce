"""What a frame of something that happened says: with whom, what about, on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coaching.entries import CUES
from coaching.understanding import doubts
from coaching.understanding.frames import Frame, may_fit
from coaching.understanding.lines import (
    Line,
    Moment,
    bare,
    entry_line,
    gift_line,
    listed,
    shared_line,
    shown,
    with_purpose,
)
from coaching.understanding.sentence import Sentence
from coaching.understanding.understood import NOTHING, Understood
from coaching.understanding.words import ADVERBIAL

_CALLED = {
    "called": "call",
    "phoned": "call",
    "rang": "call",
    "skyped": "call",
    "facetimed": "call",
    "texted": "message",
    "messaged": "message",
    "pinged": "message",
    "emailed": "email",
    "e-mailed": "email",
    "wrote": "wrote",
    "wrote to": "wrote",
    "visited": "visit",
}
_SAME = {
    "coffees": "coffee",
    "line": "wrote",
    "postcard": "postcard",
    "dm": "message",
    "mail": "email",
}
_HANDS = re.compile(
    r"(?:(?:a|some|my|great|big|much|really|any|of|lot|lots|bit|helping) )*(?:help|hand|assistance|assist) "
)
_NONE = re.compile(r"(?:no|nothing|none|zero|hardly|barely|not|neither|little|few)\b")
_FREE = frozenset({"helped", "got", "shared"})
_FILL = re.compile(r"(?:to me|for me|for us|to us) ")
_HELPED_ME = re.compile(
    r"(?:(?:help|assist|support) (?:me|us) (?:out )?"
    r"|(?:give|lend) (?:me|us) (?:(?:a|some) )?(?:help|hand|helping hand) )"
)
_MINE = re.compile(r"\b(?:me|my|us|our|mine)\b")
_ASKED = {
    "met": "Shall I note that you met {}?",
    "helped": "Shall I note that you helped {}?",
    "got": "Shall I note that {} helped you?",
    "thanks": "Shall I note that you thanked {}?",
    "shared": "Shall I note that you shared something with {}?",
}


VAGUE = "Which day was that? If you do not say, I take today."
"""The question about a day that is only hinted at: "the other day", "in May"."""


MORE = "I read more than one thing in that, and I note one at a time."


@dataclass(frozen=True, slots=True)
class _Telling:
    """One frame laid over one sentence."""

    frame: Frame
    said: Sentence
    text: str
    match: re.Match[str]
    more: str

    @property
    def verb(self) -> str:
        return self.frame.verb.partition(" ")[0]

    def words(self, name: str) -> str:
        """Return the words of a group as they were typed."""
        if name not in self.match.re.groupindex or self.match[name] is None:
            return ""
        return self.said.said(self.text, *self.match.span(name))

    def plain(self, name: str) -> str:
        if name not in self.match.re.groupindex:
            return ""
        return self.match[name] or ""

    def names(self) -> tuple[str, ...]:
        spans = [
            self.match.span(name)
            for name in ("who", "who2")
            if name in self.match.re.groupindex and self.match[name]
        ]
        only = spans if self.verb in ("met", "helped") else spans[:1]
        return tuple(n for span in only for group in self.said.groups(*span) for n in group.names)

    def unsure(self) -> bool:
        groups = self.said.groups(0, len(self.said.line))
        return any(group.unsure for group in groups if set(group.names) & set(self.names()))


def told(
    said: Sentence, frames: Sequence[Frame], text: str, moment: Moment, more: str = ""
) -> Understood | None:
    """Return what the first frame that fits says; None if none does.

    ``more`` are the sentences that follow; they go with the note.
    """
    line = said.line
    words = frozenset(line.split())
    for frame in frames:
        match = frame.match(line) if may_fit(frame.says, words) else None
        if match:
            telling = _Telling(frame, said, text, match, more)
            found = _understood(telling, moment)
            if found is not None:
                return found
    return None


def _understood(telling: _Telling, moment: Moment) -> Understood | None:
    rest = telling.plain("tail") + telling.plain("thing") + telling.plain("clause")
    names = telling.names()
    if doubts.undone(rest):
        return NOTHING
    if telling.plain("tail").startswith("'s ") and telling.verb != "thanks":
        return NOTHING  # "I saw Ana's talk"
    if _NONE.match(telling.plain("thing") or telling.plain("gift")):
        return NOTHING  # "shared nothing with Ana"
    if not names or (telling.verb == "got" and _unkind(telling)):
        return None
    line = _line(telling, names, moment)
    if line is None:
        day = telling.said.day
        return Understood(ask=day.problem) if day and day.problem else None
    ask = _doubt(telling, rest)
    return Understood(
        command=line.text,
        lasting=line.lasting,
        verb=telling.verb,
        who=line.who,
        on=line.on,
        ask=ask,
    )


def _doubt(telling: _Telling, rest: str) -> str | None:
    people = listed([shown(name) for name in telling.names()])
    if doubts.two_deeds(rest):
        ask = _ASKED[telling.verb].format(people)
        return f"{MORE} {ask}"
    if doubts.vague_day(rest):
        return f"{VAGUE} {_ASKED[telling.verb].format(people)}"
    sure = telling.frame.sure and not telling.said.thought and not telling.unsure()
    if sure and not doubts.unclear(telling.plain("tail")) and not _strange(telling):
        return None
    return _ASKED[telling.verb].format(people)


def _strange(telling: _Telling) -> bool:
    """Tell whether the words right after the name fit no way of going on ("met Ada flurb")."""
    first = telling.plain("tail").partition(" ")[0]
    if first == "@":
        return True
    if telling.verb in _FREE or not first.isalpha() or telling.frame.note.count("{") > 1:
        return False
    known = first in CUES or first in ADVERBIAL or first.endswith(("ly", "ing"))
    return "{tail}" in telling.frame.note and not known


def _unkind(telling: _Telling) -> bool:
    """Tell whether what was given is no favor ("gave me a headache")."""
    if telling.frame.verb == "got gift":
        return doubts.unkind(telling.plain("gift") + telling.plain("mid") + telling.plain("tail"))
    return bool(telling.plain("did")) and doubts.unkind(telling.plain("tail"))


def _line(telling: _Telling, names: Sequence[str], moment: Moment) -> Line | None:
    day = telling.said.day
    if telling.verb == "shared":
        tail = bare(telling.words("tail"))
        tail = f"({tail})" if tail.startswith("and ") else tail
        thing = f"{bare(telling.words('thing'))} {tail}"
        return shared_line(thing, names, day, moment)
    if telling.frame.verb == "got gift":
        gift = f"{telling.words('gift')} {telling.words('mid')} {telling.words('tail')}"
        return _gift(telling, gift, names, moment) or entry_line("got", names, gift, day, moment)
    note = _note(telling)
    if note is None:
        return None
    if telling.more:
        note = f"{bare(note)}. {telling.more}" if bare(note) else telling.more
    return entry_line(telling.verb, names, note, day, moment)


def _gift(telling: _Telling, gift: str, names: Sequence[str], moment: Moment) -> Line | None:
    parts = telling.frame.says.endswith("{WHO}{TAIL}")
    if not parts:
        return gift_line(gift, names, telling.said.day, moment)
    thing = bare(f"{telling.words('gift')} {telling.words('mid')}")
    tail = bare(telling.words("tail"))
    return gift_line(f"{thing} {tail}".strip(), names, telling.said.day, moment)


def _note(telling: _Telling) -> str | None:
    """Return the note as the frame makes it; None if the frame does not fit after all."""
    form = telling.frame.note
    if form == "{vp}":
        tail = telling.words("tail")
        return (
            bare(tail) if telling.plain("tail").startswith((":", "-")) else with_purpose(bare(tail))
        )
    if form == "{hand}":
        gift = telling.plain("gift")
        tail = telling.words("tail")
        return tail if _HANDS.fullmatch(gift) else f"with {telling.words('gift')} {tail}"
    if form == "{deed}":
        return _kindness(telling)
    first, _, else_ = form.partition("|")
    note = bare(_filled(first, telling))
    return note or bare(_filled(else_, telling))


def _filled(form: str, telling: _Telling) -> str:
    called = telling.plain("way").strip()
    values = {name: telling.words(name) for name in telling.match.re.groupindex}
    values["called"] = _CALLED.get(called, "")
    values["moved"] = telling.words("did").removesuffix(" for")
    values["toforme"] = ""
    values["way"] = _SAME.get(called, values.get("way", ""))
    lowered = values.get("did", "")
    values["did"] = lowered[:1].lower() + lowered[1:]
    if "what" in values:
        values["what"] = values["what"][:1].lower() + values["what"][1:]
    values["moved"] = values["moved"][:1].lower() + values["moved"][1:]
    values["way"] = values["way"][:1].lower() + values["way"][1:]
    return form.format_map(values)


def _kindness(telling: _Telling) -> str | None:
    """Return what somebody was kind enough to do, if it was done for the speaker."""
    tail = telling.plain("tail")
    helped = _HELPED_ME.match(tail)
    if helped:
        start = telling.match.start("tail") + helped.end()
        rest = telling.said.said(telling.text, start, telling.match.end("tail"))
        return with_purpose(bare(rest))
    return telling.words("tail") if _MINE.search(tail) else None
