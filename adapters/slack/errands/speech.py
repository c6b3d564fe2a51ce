"""What people type in Slack, in plain words: links as addresses, mentions as tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adapters.slack.cards.escape import unescaped

_ANGLED = re.compile(r"<([^<>\s][^<>]*)>")
_PERSON = re.compile(r"@([UW][A-Z0-9]{1,31})(?:\|([^<>]*))?")
MOST_MENTIONS = 10
"""People who are looked up for one line; whoever is named beyond goes by the name that was typed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A person picked by mention: the text that stands for them, the user, and the label if any."""

    text: str
    user: str
    label: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, and whom it mentions."""

    text: str
    tokens: tuple[Token, ...]


def read_speech(text: str, bot_user: str = "") -> Speech:
    """Return ``text`` as it was meant; mentions of the app itself (``bot_user``) are left out."""
    parts: list[str] = []
    tokens: dict[str, Token] = {}
    at = 0
    for found in _ANGLED.finditer(text):
        parts.append(unescaped(text[at : found.start()]))
        at = found.end()
        person = _PERSON.fullmatch(found[1])
        if person is None:
            parts.append(_meant(found[1], found[0]))
        elif person[1] != bot_user:
            label = unescaped(person[2] or "")
            if found[0] not in tokens and len(tokens) == MOST_MENTIONS:
                parts.append(label or found[0])
                continue
            tokens[found[0]] = Token(found[0], person[1], label)
            parts.append(found[0])
    parts.append(unescaped(text[at:]))
    return Speech("".join(parts).strip(), tuple(tokens.values()))


def _meant(inner: str, whole: str) -> str:
    """Return what stands for a link, a channel or a date; a group's token stays as it is."""
    target, _, label = inner.partition("|")
    if target.startswith("#"):
        return f"#{unescaped(label)}" if label else whole
    if target.startswith("!date"):
        return unescaped(label) or whole
    if target.startswith(("!", "@")):
        return whole
    for scheme in ("mailto:", "tel:"):
        target = target.removeprefix(scheme)
    return unescaped(target)
