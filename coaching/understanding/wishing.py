"""What a frame of something asked of the coach says, as a command line with its day to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.commands import phrases, route
from coaching.understanding.days import Day
from coaching.understanding.frames import may_fit
from coaching.understanding.lines import Moment, ahead_line, bare, listed, shown
from coaching.understanding.sentence import Sentence
from coaching.understanding.understood import NOTHING, Understood
from coaching.understanding.wish import Wish

_DUE = frozenset({"promise", "remind"})
_DAYLESS = frozenset({"add", "forget", "merge", "edit", "ask", "offer", "goal", "settings", "note"})
"""Commands that take no day: one that is said is a part of what they keep."""
_WHEN = {"promise": "By when?", "remind": "When shall I remind you?"}
_INTRO = (
    "I cannot make introductions yet. Shall I remind you to introduce them? "
    "Type for example `remind me to introduce {} tomorrow 9am`"
)
_TO_WHOM = "To whom did you promise that? Say it like this: `promise Ada: introduce Bo by Friday`"
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|likes?|loves?|works?|lives?|starts?)\b")


def wished(
    said: Sentence, whole: Sentence, wishes: Sequence[Wish], text: str, moment: Moment
) -> Understood | None:
    """Return what the first wish that fits says; None if none does.

    ``said`` is the sentence without its day, ``whole`` with it, for wishes that take no day.
    """
    words = frozenset(whole.line.split())
    for wish in wishes:
        if not may_fit(wish.says, words):
            continue
        part = whole if wish.verb in _DAYLESS else said
        match = wish.match(part.line) or wish.match(part.line.removesuffix(" "))
        if part.items and match and not (wish.dated and part.day is None):
            found = _understood(wish, match, part, text, moment)
            if found is not None:
                return found
    return None


def _understood(
    wish: Wish, match: re.Match[str], said: Sentence, text: str, moment: Moment
) -> Understood | None:
    form = _available(wish.line)
    names = _names(match, said)
    if not names and "{who}" in form:
        return None
    filled = _filled(form, match, said, text, names)
    if filled is None:
        return Understood(ask=_TO_WHOM)
    if form.startswith("intro "):
        return _introduction(filled, said, match)
    line = ahead_line(filled, said.day if "{day}" in form else None, moment)
    if line is None:
        day = said.day
        return Understood(ask=day.problem) if day and day.problem else None
    command, _, _ = route(line.text)
    verb = command.name if command else None
    day = said.day if "{day}" in form else None
    everybody = _everybody(match, said) if verb in _DUE else names
    missing = _missing(verb or "", day) if "{day}" in form else None
    ask = missing or (None if wish.sure and not said.thought else _shall(line.text))
    return Understood(
        command=line.text,
        lasting=line.lasting,
        verb=verb,
        who=tuple(map(shown, everybody)),
        by=line.by,
        ask=ask,
    )


def _available(lines: str) -> str:
    """Return the first of the lines, parted by a bar, whose command there is."""
    ways = lines.split("|")
    return next((way for way in ways if way.split(" ")[0] in phrases()), ways[-1])


def _missing(verb: str, day: Day | None) -> str | None:
    return _WHEN.get(verb) if day is None else None


def _shall(line: str) -> str:
    return f"Shall I take that as `{line}`?"


def _names(match: re.Match[str], said: Sentence) -> tuple[str, ...]:
    if "who" not in match.re.groupindex or match["who"] is None:
        return ()
    spans = [match.span(name) for name in ("who", "who2") if name in match.re.groupindex]
    return tuple(name for span in spans for group in said.groups(*span) for name in group.names)


def _everybody(match: re.Match[str], said: Sentence) -> tuple[str, ...]:
    """Return the people of a promise, or of all that one is reminded of."""
    names = _names(match, said)
    if names:
        return names
    return tuple(name for group in said.groups(*match.span()) for name in group.names)


def _filled(
    form: str, match: re.Match[str], said: Sentence, text: str, names: tuple[str, ...]
) -> str | None:
    values = {
        name: bare(said.said(text, *match.span(name)))
        for name in match.re.groupindex
        if match[name] is not None
    }
    if form.startswith("note ") and "what" in values:
        values["what"] = _of_whom(values["what"])
    values |= {"who": listed(names), "pair": ", ".join(names), "day": "{day}"}
    values["apart"] = _apart(match, said, " to ")
    values["couple"] = _apart(match, said, ", ")
    if "do" in values:
        if _others(match["rest"] if "rest" in match.re.groupindex else ""):
            return None
        values["do"] = values["do"].removesuffix(" to").removesuffix(" for").removesuffix(" with")
        values["do"] = _whole(values["do"], match["do"], match["rest"])
    for name in re.findall(r"\{(\w+)\}", form):
        values.setdefault(name, "")
    return " ".join(form.format_map(values).split())


def _of_whom(what: str) -> str:
    """Return "is vegan" for the "'s vegan" after a name, "daughter is ill" for "'s daughter is ill"."""
    if not what.lower().startswith("'s "):
        return what
    rest = what[len("'s ") :]
    return rest if _VERB.search(rest) else f"is {rest}"


def _whole(do: str, plain: str, rest: str) -> str:
    """Keep "help" of "help Ana with the move", "with" included."""
    return do if rest or not plain.endswith("with ") else f"{do} with"


def _others(rest: str) -> bool:
    return "@" in (rest or "")


def _apart(match: re.Match[str], said: Sentence, joint: str) -> str:
    groups = said.groups(*match.span())
    names = [name for group in groups for name in group.names]
    return joint.join(names[:2])


def _introduction(line: str, said: Sentence, match: re.Match[str]) -> Understood:
    """Return the introduction if there is a command for it, else say what can be done."""
    names = tuple(name for group in said.groups(*match.span()) for name in group.names)
    if len(names) < len(("one", "another")):
        return NOTHING
    if "intro" in phrases():
        return Understood(command=bare(line), verb="intro", who=tuple(map(shown, names)))
    pair = " to ".join(map(shown, names[:2]))
    return Understood(who=tuple(map(shown, names)), ask=_INTRO.format(pair))
