"""Whether what a language model read out of a sentence may be asked about: a command line, or nothing.

It is never carried out: the person is shown the line and says yes or no.
"""

from __future__ import annotations

import re

from coaching.commands import route
from coaching.hiding import MARK, Hidden, put_back

_FORMS = (
    "met <who>: <what> <when>",
    "helped <who> with <what> <when>",
    "got help from <who> with <what> <when>",
    "thanks <who> for <what>",
    "shared <what> with <who>",
    "promise <who>: <what> by <when>",
    "remind me to <what> <when>",
    "note <who>: <what>",
)
FORMS = "\n".join(_FORMS)
"""The command lines that a sentence may stand for. None takes anything away."""
_VERBS = frozenset({"met", "helped", "got", "thanks", "shared", "promise", "remind", "note"})
_OWN = frozenset(
    {
        *("met", "helped", "got", "help", "from", "thanks", "shared", "promise", "remind", "me"),
        *("note", "with", "for", "by", "to", "on", "and", "about"),
    }
)
"""Words of the forms: beside the sentence's own, all that a line may be made of."""
LONGEST = 400
"""Characters of a sentence that is worth asking about."""
FEWEST_WORDS = 4
_LINE_LONGER = 60
_CHARACTERS = re.compile(r"[A-Za-z ,.:;'’!?-]*")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_AROUND = "`\"“”' "


def may_ask(text: str) -> bool:
    """Return whether ``text`` is a sentence rather than a slip or a whole letter."""
    return len(text) <= LONGEST and len(text.split()) >= FEWEST_WORDS


def line_of(output: str, hidden: Hidden) -> str:
    """Return the command line with everything put back that was hidden; empty if it will not do.

    It will not do when it is no line of `FORMS`, names nobody, or says anything that the sentence
    does not say.
    """
    text = output.strip().strip(_AROUND)
    if len(text) > len(hidden.text) + _LINE_LONGER or not _CHARACTERS.fullmatch(MARK.sub("", text)):
        return ""
    marks = [found[0] for found in MARK.finditer(text)]
    if not marks or len(set(marks)) < len(marks) or not set(marks) <= set(hidden.marks):
        return ""
    if not _words(text) <= _words(hidden.text) | _OWN:
        return ""
    command, _, rest = route(text)
    return put_back(text, hidden) if command and command.name in _VERBS and rest else ""


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(MARK.sub(" ", text))}
