"""Reads a window of chat from a line of JSON, kindly: what cannot be read is said in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.strict_json import StrictJSONError, read_object
from coaching.detection.window import Line

MOST_LINES = 10_000
_EXAMPLE = (
    'Write one object a line: {"id": "1", "messages": [{"author": "U0ANA", "name": "Ana", '
    '"bot": false, "text": "thanks <@U0BEN>", "ts": "1700000000.000100", "thread": null}]}'
)


class WindowError(ValueError):
    """A window that cannot be read; its text says why, ``key`` the window's id if it had one."""

    def __init__(self, words: str, key: str | int | None = None) -> None:
        """Say in words what is wrong."""
        super().__init__(words)
        self.key = key


@dataclass(frozen=True, slots=True)
class Window:
    """Lines of a chat in the order of their times, and the id that they came with."""

    key: str | int | None
    lines: Sequence[Line]


def read_window(text: str) -> Window:
    """Return the window that the JSON object ``text`` holds; `WindowError` if it holds none."""
    try:
        row = read_object(text)
    except StrictJSONError as error:
        raise WindowError(f"This line cannot be read: {error}. {_EXAMPLE}") from None
    key = row.get("id")
    if isinstance(key, bool) or not isinstance(key, (str, int, type(None))):
        raise WindowError(f"“id” is a text or a number. {_EXAMPLE}")
    messages = row.get("messages")
    if not isinstance(messages, list):
        raise WindowError(f"“messages” is a list of messages. {_EXAMPLE}", key)
    if len(messages) > MOST_LINES:
        words = f"“messages” has {len(messages)} entries; at most {MOST_LINES} are read at once."
        raise WindowError(words, key)
    try:
        lines = [_line(message, number) for number, message in enumerate(messages, 1)]
    except WindowError as error:
        raise WindowError(str(error), key) from None
    return Window(key, _in_order(lines))


def _line(message: object, number: int) -> Line:
    if not isinstance(message, dict):
        raise WindowError(f"Message {number} is not an object. {_EXAMPLE}")
    key = _key(message, "ts", number)
    thread = _key(message, "thread", number)
    author = _text(message, "author", number)
    name = _text(message, "name", number)
    return Line(
        author=author or name,
        name=name,
        text=_text(message, "text", number),
        bot=_flag(message, number),
        key=key,
        at=_seconds(key),
        thread=thread if thread and thread != key else None,
    )


def _text(message: Mapping[str, Any], field: str, number: int) -> str:
    found = message.get(field)
    if found is None:
        return ""
    if isinstance(found, str):
        return found
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    raise WindowError(f"“{field}” of message {number} is not a text. {_EXAMPLE}")


def _flag(message: Mapping[str, Any], number: int) -> bool:
    found = message.get("bot")
    if found is None or isinstance(found, bool):
        return bool(found)
    raise WindowError(f"“bot” of message {number} is neither true nor false. {_EXAMPLE}")


def _key(message: Mapping[str, Any], field: str, number: int) -> str:
    """Return a ``ts`` in one spelling: 1700000000.1 and "1700000000.100000" are the same."""
    found = message.get(field)
    if found is None or found == "":
        return ""
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        raise WindowError(f"“{field}” of message {number} is not a time. {_EXAMPLE}")
    seconds = _seconds(str(found))
    return str(found) if seconds is None else f"{seconds:.6f}"


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return _iso_seconds(text)
    return seconds if math.isfinite(seconds) else None


def _iso_seconds(text: str) -> float | None:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _in_order(lines: list[Line]) -> list[Line]:
    """Return ``lines`` by time, where every one has a time; Slack hands over the newest first."""
    times = [line.at for line in lines if line.at is not None]
    if len(times) < len(lines) or times == sorted(times):
        return lines
    return [line for _, line in sorted(zip(times, lines, strict=True), key=lambda pair: pair[0])]
