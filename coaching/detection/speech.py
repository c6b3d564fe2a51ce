"""What a line says in its author's own words, without code and quotations."""

from __future__ import annotations

import re

LONGEST = 4000
"""Characters of a line that are read: what people write to each other is shorter."""

_FENCED = re.compile(r"```(?:(?!```).)*(?:```|$)", re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_QUOTED = re.compile('"[^"\n]{1,400}"|“[^“”\n]{1,400}”|«[^«»\n]{1,400}»')
_LINK = re.compile(r"<(https?://[^<>\s|]+)(?:\|([^<>]*))?>|https?://\S+|\bwww\.\S+")
_TO_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u200b": None})
_QUOTES_ALL = (">>>", "&gt;&gt;&gt;")
_QUOTES = (">", "&gt;")
_SPLIT = re.compile(r" (?=n't\b|'(?:s|m|re|ve|d|ll)\b)")
LINK_MARK = " \N{LINK SYMBOL} "


def own_words(text: str) -> str:
    """Return ``text`` in lower case without what its author quotes: code, quoted lines and words."""
    text = text[:LONGEST]
    if not text.isascii():
        text = text.translate(_TO_PLAIN)
    if "`" in text:
        text = _CODE.sub(" ", _FENCED.sub(" ", text))
    if ">" in text or "&gt;" in text:
        text = _unquoted(text)
    if '"' in text or "“" in text or "«" in text:
        text = _QUOTED.sub(" ", text)
    if "http" in text or "www." in text:
        text = _LINK.sub(LINK_MARK, text)
    if " '" in text or " n't" in text:
        text = _SPLIT.sub("", text)
    return text.lower()


def _unquoted(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        start = line.lstrip()
        if start.startswith(_QUOTES_ALL):
            break
        if not start.startswith(_QUOTES):
            kept.append(line)
    return "\n".join(kept)
