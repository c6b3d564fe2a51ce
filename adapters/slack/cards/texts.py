"""The texts inside blocks. Slack reads no markup in any of them: what a person wrote is shown as is.

Two constructions guarantee that. A ``plain_text`` object is never parsed, and with ``emoji`` off
``:smile:`` stays as it is. A ``rich_text`` block is not parsed either: bold and code are said by
its structure, which only this code makes. So ``*``, ``_``, ``~``, ``<!channel>``, ``<@U1>``,
``@here`` and addresses are letters like others. ``mrkdwn`` objects are never used: they have no
way to escape ``*``, ``_`` and ``~``. Nothing here is written as ``&lt;``: only texts that are
parsed need that, and Slack shows ``<`` in these as ``<``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from adapters.slack.cards.escape import literal

Block = dict[str, Any]
"""One block, element or object of Block Kit, as JSON takes it."""

LONGEST_TEXT = 3_000
"""Characters that a text may have; a longer one is parted."""

_ELLIPSIS = "…"
_JOINER = "\u200d"
_CODE = re.compile(r"`([^`\n]+)`")


def plain(text: str, longest: int) -> Block:
    """Return a text object that is shown letter by letter, cut to ``longest`` characters."""
    return {
        "type": "plain_text",
        "text": cut(literal(text), longest).strip() or _ELLIPSIS,
        "emoji": False,
    }


def context(text: str) -> Block:
    """Return a small grey line."""
    return {"type": "context", "elements": [plain(text, 2_000)]}


def rich(elements: Sequence[Block]) -> Block:
    """Return a block of one running text made of ``elements``."""
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]}


def preformatted(text: str) -> Block:
    """Return a block in which each letter has the same width."""
    inner = {"type": "rich_text_preformatted", "elements": [run(literal(text) or _ELLIPSIS)]}
    return {"type": "rich_text", "elements": [inner]}


def run(text: str, style: str = "") -> Block:
    """Return a piece of running text, ``style`` being ``bold``, ``code`` or nothing."""
    element: Block = {"type": "text", "text": text}
    return {**element, "style": {style: True}} if style else element


def runs(text: str) -> list[Block]:
    """Return ``text`` in pieces, with what stands between backticks on one line as code.

    Backticks are the one sign that is read in what may be a person's own text: they can do no more
    than change how letters look, and the coach writes commands that way.
    """
    found: list[Block] = []
    end = 0
    for code in _CODE.finditer(text):
        if code.start() > end:
            found.append(run(text[end : code.start()]))
        found.append(run(code[1], "code"))
        end = code.end()
    return [*found, run(text[end:])] if end < len(text) else found


def paragraphs(text: str) -> list[Block]:
    """Return ``text`` in blocks of at most `LONGEST_TEXT` characters."""
    return [rich(runs(piece)) for piece in pieces(literal(text).strip(), LONGEST_TEXT)]


def pieces(text: str, longest: int) -> list[str]:
    """Part ``text``, where it is too long between paragraphs, else lines, else words."""
    found = []
    rest = text
    while len(rest) > longest:
        end = _end(rest, longest)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [piece for piece in (*found, rest) if piece]


def cut(text: str, longest: int) -> str:
    """Return at most ``longest`` characters of ``text``, with “…” where something is missing."""
    if len(text) <= longest:
        return text
    return text[: _end(text, longest - 1, (" ", "\n"))].rstrip() + _ELLIPSIS


def _end(text: str, longest: int, marks: Iterable[str] = ("\n\n", "\n", " ")) -> int:
    """Return where to part ``text``: after a mark in the last quarter, else between letters."""
    for mark in marks:
        found = text.rfind(mark, longest * 3 // 4, longest)
        if found > 0:
            return found
    end = longest
    while end > 1 and not _parts(text[end - 1], text[end]):
        end -= 1
    return end if end > 1 else longest


def _parts(before: str, after: str) -> bool:
    """Tell whether two characters can be parted without breaking an emoji or an accented letter."""
    joined = _JOINER in (before, after)
    return not joined and not unicodedata.category(after).startswith("M")
