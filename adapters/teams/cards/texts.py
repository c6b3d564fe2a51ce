"""The texts inside Adaptive Cards. Teams reads no markup in any of them: a text is shown as is.

Teams obeys Markdown in a ``TextBlock`` and in the facts of a ``FactSet``, and there is no sure way to
escape it, so neither is used. A ``RichTextBlock`` is made of runs that no client parses: bold and
monospace are said by its structure, which only this code makes. So ``**``, ``[x](y)``, ``<at>`` and
HTML are letters like others. One thing is obeyed even in a run, ``{{DATE(…)}}`` and ``{{TIME(…)}}``:
there a run ends between the two braces, which changes nothing that is seen.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

Element = dict[str, Any]
"""One element or action of a card, as JSON takes it."""

Style = Literal["", "bold", "code", "quiet", "title"]
Spacing = Literal["none", "small", "default", "medium"]

_LOOKS: dict[Style, Element] = {
    "": {},
    "bold": {"weight": "bolder"},
    "code": {"fontType": "monospace"},
    "quiet": {"isSubtle": True, "size": "small"},
    "title": {"weight": "bolder", "size": "large"},
}
_ELLIPSIS = "…"
_JOINER = "\u200d"
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_CODE = re.compile(r"`([^`\n]+)`")
_FUNCTION = re.compile(r"\{(?=\{(?:DATE|TIME)\()", re.IGNORECASE)
_GAP = re.compile(r"\n\s*\n")
_MARKDOWN = re.compile(r"[!#&()*+./:<=>@\[\\\]^_`{|}~-]")
"""Punctuation that means something in some dialect; any of it may have a backslash before it."""


def literal(text: str) -> str:
    """Return ``text`` without what no message can carry.

    Lone surrogates, which are no text in UTF-8, become U+FFFD. Control characters go, line breaks
    stay, a tab is a space.
    """
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    whole = lines.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", whole)


def flat(text: str, longest: int) -> str:
    """Return ``text`` as one line for a label or button, cut to ``longest``, “…” for nothing.

    It cannot be parted into runs, so an invisible space (U+200B) parts the braces of ``{{DATE(``.
    """
    whole = cut(" ".join(literal(text).split()), longest)
    return _FUNCTION.sub("{\u200b", whole) or _ELLIPSIS


def escaped(text: str) -> str:
    """Return ``text`` for where a client may read Markdown, with none of its signs obeyed."""
    return _MARKDOWN.sub(r"\\\g<0>", literal(text))


def run(text: str, style: Style = "") -> list[Element]:
    """Return a piece of running text in one look: one run, two around ``{{DATE(``."""
    parts = _FUNCTION.sub("{\n", text).split("\n") if "{{" in text else [text]
    return [{"type": "TextRun", "text": part, **_LOOKS[style]} for part in parts if part]


def runs(text: str) -> list[Element]:
    """Return one line in pieces, with what stands between backticks as code.

    Backticks are the one sign that is read in what may be a person's own text: they can do no more
    than change how letters look, and the coach writes commands that way.
    """
    found: list[Element] = []
    end = 0
    for code in _CODE.finditer(text):
        found += run(text[end : code.start()])
        found += run(code[1], "code")
        end = code.end()
    return [*found, *run(text[end:])]


def line(pieces: Sequence[Element], spacing: Spacing = "default") -> Element:
    """Return one text made of runs; it wraps by itself."""
    block: Element = {"type": "RichTextBlock", "inlines": list(pieces)}
    return block if spacing == "default" else {**block, "spacing": spacing}


def quiet(text: str) -> Element:
    """Return a small grey line."""
    return line(run(" ".join(literal(text).split()) or _ELLIPSIS, "quiet"), "small")


def paragraphs(text: str, first: Spacing = "default") -> list[Element]:
    """Return ``text`` with a block for each line: a run has no line breaks on every client."""
    found = []
    spacing = first
    for paragraph in _GAP.split(literal(text).strip()):
        for part in paragraph.split("\n"):
            if part.strip():
                found.append(line(runs(part.rstrip()), spacing))
                spacing = "none"
        spacing = "medium"
    return found


def cut(text: str, longest: int) -> str:
    """Return at most ``longest`` characters of ``text``, with “…” where something is missing."""
    if len(text) <= longest:
        return text
    end = longest - 1
    space = max(text.rfind(mark, end * 3 // 4, end) for mark in (" ", "\n"))
    if space > 0:
        return text[:space].rstrip() + _ELLIPSIS
    while end > 1 and _is_one(text[end - 1], text[end]):
        end -= 1
    return text[: end if end > 1 else longest - 1].rstrip() + _ELLIPSIS


def _is_one(before: str, after: str) -> bool:
    """Tell whether two characters are parts of one emoji or one accented letter."""
    return _JOINER in (before, after) or unicodedata.category(after).startswith("M")


def weight(thing: object) -> int:
    """Return the bytes that ``thing`` has as compact JSON in UTF-16, which is how Teams counts."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-16-le", "surrogatepass"))
