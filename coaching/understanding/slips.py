"""Slips of the finger in the words that carry a sentence: "hepled", "yesterdy", "cofee"."""

from __future__ import annotations

import re

_CARRYING = (
    "about advice afternoon article assisted because breakfast bumped called caught chatted "
    "coffee colleague contact contacts could dinner emailed evening feedback forwarded friday "
    "grabbed helped helping holiday introduce introduced lunch meeting mentored messaged "
    "monday month morning network nudge nudges passed please promise promised received "
    "recommended remember remind reminder reviewed saturday shared should spoke sunday "
    "supported talked texted thank thanked thanks thursday today tomorrow tonight tuesday "
    "vacation visited wednesday weekend would yesterday "
)
# Words of the language that are one slip away from a carrying one and are meant as they stand.
_MEANT = (
    "abort abut advise afternoons articled articles breakfasts bummed bumper burped cabled "
    "calked caller calmed calved catted celled chanted charted chattel chatter coffees coffer "
    "cold colleagues contract contracts culled diner dinker dinned dinners dunner evenings "
    "forwarder frida gabbed grabber grubbed heaped heaping helper helpings holidays "
    "introduces launch lurch lynch massaged meetings melting message messages meting moaning "
    "mont monte months monty mooning mornings moth mourning mouth networks notwork nude nudes "
    "nudged parsed passe passel passer passes pasted paused pissed pleas pleased pleases "
    "premise premised promises rebind receive receiver receives recommenced remainder remand "
    "remembers reminded reminders reminds reviewer rewind scared seared shaded shamed shaped "
    "shard share sharen sharer shares sharked sharped shaved sheared shored shred smoke "
    "snared soared spake spared spike spoken spokes spore stared stoke sunay sundae sundry "
    "supporter tacked talker tank tanked tanks tasked tented tested than thane thanes thanh "
    "think thinks thunk thunks toady toddy tomorrows vacations vocation weekends wold world "
    "woulds wound yesterdays "
)
_SHORT = {
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tmw": "tomorrow",
    "yday": "yesterday",
    "ystrday": "yesterday",
    "thx": "thanks",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "nad": "and",
    "wiht": "with",
    "wtih": "with",
    "whit": "with",
    "mte": "met",
    "hlep": "help",
    "hepl": "help",
    "abotu": "about",
    "wih": "with",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "tomorow": "tomorrow",
    "wednsday": "wednesday",
    "wendsday": "wednesday",
    "yeserday": "yesterday",
    "recieved": "received",
    "cought": "caught",
}
_BY_START: dict[str, list[str]] = {}
for _word in _CARRYING.split():
    _BY_START.setdefault(_word[0], []).append(_word)
_AS_THEY_STAND = frozenset(_CARRYING.split()) | frozenset(_MEANT.split())
_SHORTEST = 5
_WORD = re.compile(r"(?<![\w@#<:/.'-])[A-Za-z][a-z]{2,11}(?![\w@>:/'-])")


def corrected(text: str) -> str:
    """Return ``text`` with the carrying words spelt right, capitals kept.

    A word inside the text that begins with a capital may be a name and stays as it is.
    """
    return _WORD.sub(_put_right, text.replace("y'day", "yesterday"))


def _put_right(found: re.Match[str]) -> str:
    said = found[0]
    low = said.lower()
    if said != low and found.start():
        return said
    right = _SHORT.get(low) or _carrying(low)
    return right.capitalize() if said != low else right


def _carrying(low: str) -> str:
    if len(low) < _SHORTEST or low in _AS_THEY_STAND:
        return low
    return next((w for w in _BY_START.get(low[0], ()) if one_slip(low, w)), low)


def one_slip(some: str, other: str) -> bool:
    """Tell whether one letter is wrong, missing, too many, or swapped with the next."""
    if abs(len(some) - len(other)) > 1 or some == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(some, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(some) > len(other):
        return some[start + 1 :] == other[start:]
    if len(some) < len(other):
        return some[start:] == other[start + 1 :]
    swapped = some[start : start + 2] == other[start : start + 2][::-1]
    return some[start + 1 :] == other[start + 1 :] or (
        swapped and some[start + 2 :] == other[start + 2 :]
    )
