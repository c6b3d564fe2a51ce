"""What becomes of a message after a press: its buttons go, and it says which one was pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.cards.blocks import Posting, fallback, message
from adapters.slack.cards.escape import unescaped
from adapters.slack.cards.texts import Block, context, cut
from coaching.messages import Card

_GONE = frozenset({"actions", "input"})
_LONGEST = 150
MOST_BLOCKS = 50


def title_of(message_blocks: object) -> str:
    """Return the title of a message as Slack sends its blocks back; empty where it has none."""
    for block in _whole(message_blocks):
        text = block.get("text")
        if block.get("type") == "header" and isinstance(text, Mapping):
            return unescaped(str(text.get("text", "")))
    return ""


def replaced(message_blocks: object, label: str) -> list[Block]:
    """Return the blocks of a message without its buttons, with a line that names the one pressed.

    ``message_blocks`` is what Slack sent back: it has escaped the texts in it.
    """
    left = [_unescaped(b) for b in _whole(message_blocks) if b.get("type") not in _GONE]
    return [*left[: MOST_BLOCKS - 1], context(_mark(label))]


def after_press(title: str, label: str, answer: Card, key: str) -> Posting:
    """Return what stands in a message's place after ``label`` was pressed on it, with the answer.

    ``title`` is the old message's, ``key`` the answer's. Raises `ValueError` as `message` does.
    """
    posting = message(answer, key)
    old = " ".join(title.split())
    line = f"{cut(old, _LONGEST)} · {_mark(label)}" if old else _mark(label)
    text = fallback(f"{line}\n{unescaped(posting.text)}")
    return Posting(text=text, blocks=[context(line), *posting.blocks])


def _mark(label: str) -> str:
    return f"✓ {' '.join(label.split())}"


def _whole(message_blocks: object) -> list[Mapping[str, Any]]:
    if not isinstance(message_blocks, Sequence) or isinstance(message_blocks, str | bytes):
        return []
    return [block for block in message_blocks if isinstance(block, Mapping)]


def _unescaped(thing: Any) -> Any:  # noqa: ANN401 a block is JSON of any depth
    """Return ``thing`` with the texts that Slack does not parse as they were first sent."""
    if isinstance(thing, Mapping):
        read = thing.get("type") in {"plain_text", "text"}
        return {
            name: unescaped(value)
            if read and name == "text" and isinstance(value, str)
            else _unescaped(value)
            for name, value in thing.items()
        }
    return [_unescaped(item) for item in thing] if isinstance(thing, list) else thing
