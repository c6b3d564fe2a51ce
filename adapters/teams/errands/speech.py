"""What people type in Teams, in plain words: the bot's own mention gone, people as tokens.

Teams hands over something like HTML: ``<at>NetLead</at>&nbsp;met <at>Bo Li</at>``, with the people
behind the names beside it. To the coach a person is a token that says by itself who is meant, so
that a button's command can carry it too: ``<@Bo Li|3e9e6235-…>``. The name comes first, because the
coach cuts what it quotes; people never see a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from adapters.teams.turns import Mention

MOST_MENTIONS = 10
_AT = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>", re.IGNORECASE)
_TOKEN = re.compile(r"<@([^<>|]*)\|([A-Za-z0-9:._-]{1,120})>")
_CUT = re.compile(r"<@([^<>|…]*)(?:\|[A-Za-z0-9:._-]*)?…")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A person named by a token: the token's text, the user, and the name that it carries."""

    text: str
    user: str
    name: str


Speech = tuple[str | Mention, ...]
"""What was said, in pieces: words and mentions of people."""


def read_speech(text: str, mentions: Sequence[Mention], bot: str) -> Speech:
    """Return ``text`` as it was meant; mentions of the ``bot`` itself are left out.

    Two people of one name are told apart by the order of their mentions. What looks like a mention
    and is none stays as it was typed.
    """
    return tuple(_joined(_pieces(text, list(mentions), bot)))


def spoken(pieces: Sequence[str]) -> str:
    """Return the words of a speech in one text, without the blanks that mentions leave around."""
    lines = _BLANKS.sub(" ", "".join(pieces)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def token(user: str, name: str) -> str:
    """Return the token that stands for a person in the coach's lines and in buttons."""
    shown = " ".join(re.sub(r"[<>|…]", " ", name).split())
    return f"<@{shown or user}|{user}>"


def read_tokens(text: str) -> tuple[Token, ...]:
    """Return the people whom the tokens in ``text`` stand for, each once."""
    found = {m[0]: Token(m[0], m[2], m[1]) for m in _TOKEN.finditer(text)}
    return tuple(found.values())[:MOST_MENTIONS]


def readable(text: str) -> str:
    """Return a text of the coach's with names in the place of tokens, whole or cut short."""
    if "<@" not in text:
        return text
    return _CUT.sub(r"\1…", _TOKEN.sub(r"\1", text))


def _pieces(text: str, mentions: list[Mention], bot: str) -> Iterator[str | Mention]:
    at = 0
    for found in _AT.finditer(text):
        yield _words(text[at : found.start()])
        at = found.end()
        mention = _taken(mentions, found[0])
        if mention is None:
            yield _words(found[0])
        elif mention.id != bot:
            yield mention
        else:
            yield " "
    yield _words(text[at:])


def _taken(mentions: list[Mention], text: str) -> Mention | None:
    """Return whom the mention ``text`` means; of several of the same text, one after the other."""
    same = [mention for mention in mentions if _alike(mention.text) == _alike(text)]
    if len(same) > 1:
        mentions.remove(same[0])
    return same[0] if same else None


def _alike(text: str) -> str:
    found = _AT.fullmatch(text.strip())
    return " ".join(unescape(found[1] if found else text).casefold().split())


def _words(text: str) -> str:
    # A token is ours to write: what people type of the kind is no mention of anybody.
    plain = unescape(_BREAK.sub("\n", text)).replace("\r\n", "\n")
    return readable(plain)


def _joined(pieces: Iterator[str | Mention]) -> Iterator[str | Mention]:
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        yield from filter(None, (words,))
        words = ""
        yield piece
    yield from filter(None, (words,))
