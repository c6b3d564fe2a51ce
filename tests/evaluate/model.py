"""What a language model would see: names that stay in a text, and how much of it does.

Nobody is known as a contact here: whoever is known is hidden in any spelling. Two sets: the
labelled sentences, whose names are filled in, and a chat room, where people are addressed by nicknames
that anybody chose for himself. Baselines: nothing hidden, and words with a capital hidden, as
recognisers of names mostly go by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from coaching.hiding import MARK, hide
from tests.bench.sides import Goal, say
from tests.evaluate import reference, sentences

IRC = "irc_ubuntu_dev.jsonl.gz"
_PARTS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST_NICK = 2
"""Nicknames of up to so many letters are any word at all."""

Spoken = tuple[str, Sequence[str]]
"""A text, and the names in it."""
Hider = Callable[[str], str]


def nothing(text: str) -> str:
    """Hide nothing."""
    return text


def capitals(text: str) -> str:
    """Hide every word with a capital but the first."""
    return re.sub(r"(?<=\s)[A-Z]\S*", " ", text)


def everyday(text: str) -> str:
    """Hide as NetLead does what somebody typed."""
    return MARK.sub(" ", hide(text, (), typed=True).text)


HIDERS: dict[str, Hider] = {"nothing": nothing, "capitals": capitals, "NetLead": everyday}


def main() -> list[Goal]:
    """Print both tables; the goal is that no name of a labelled sentence stays."""
    labelled = [
        (case.text, case.who) for half in ("train", "test") for case in sentences.cases(half)
    ]
    stayed = _table("labelled sentences", [spoken for spoken in labelled if spoken[1]])
    _table("nicknames in #ubuntu", list(_addressed()))
    return [Goal("% of names in labelled sentences that would be seen", stayed, 0, at_least=False)]


def _table(name: str, texts: Sequence[Spoken]) -> float:
    say(f"\n  {name}: {len(texts):,} texts")
    say(f"  {'hidden':12}{'names seen':>12}{'words seen':>12}")
    seen = 0.0
    for title, hider in HIDERS.items():
        seen, words = _seen(texts, hider)
        say(f"  {title:12}{seen:11.2f}%{words:11.1f}%")
    return seen


def _seen(texts: Sequence[Spoken], hider: Hider) -> tuple[float, float]:
    """Return how many percent of names, and of the other words, are still there."""
    names = kept = words = left = 0
    for text, who in texts:
        shown = _words(hider(text))
        said = {part for name in who for part in _words(name)}
        names += len(who)
        kept += sum(not set(_words(name)).isdisjoint(shown) for name in who)
        others = [word for word in _words(text) if word not in said]
        words += len(others)
        left += sum(word in shown for word in others)
    return 100 * kept / names, 100 * left / words


def _words(text: str) -> list[str]:
    return [word.lower() for word in _PARTS.findall(text)]


def _addressed() -> Iterator[Spoken]:
    """Yield what was said in the room with the nicknames of others who wrote there in it."""
    told = list(reference.lines(IRC))
    nicks = {line["n"].lower() for line in told if len(line["n"]) > _LONGEST_NICK}
    for line in told:
        first, colon, _ = line["x"].partition(":")
        # Whoever is addressed is named first; elsewhere a nickname may be the word that it is.
        if colon and first.strip().lower() in nicks:
            yield line["x"], (first.strip(),)
