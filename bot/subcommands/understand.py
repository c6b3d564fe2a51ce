"""``netlead understand``: what sentences are understood as, line by line; nothing is carried out."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from coaching.clock import SystemClock
from coaching.understanding.step import understand
from coaching.understanding.understood import NOTHING, Understood

_EXAMPLE = '{"text": "met Ada yesterday", "now": "2026-11-23T09:00+01:00"}'


class _BadLineError(Exception):
    """A line is no request; its text says what to put right."""


def run(arguments: argparse.Namespace) -> int:
    """Read sentences to the end of the input, and write one line for each."""
    for line in sys.stdin.buffer:
        text = line.rstrip(b"\r\n").decode("utf-8", "replace")
        said = _object(text) if arguments.json else _words(_understood(text, SystemClock().now()))
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    return 0


def _object(line: str) -> str:
    try:
        text, now = _request(line)
        answer = _data(_understood(text, now))
    except _BadLineError as error:
        answer = _data(NOTHING) | {"error": str(error)}
    return json.dumps(answer, ensure_ascii=True)


def _request(line: str) -> tuple[str, datetime]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"This line is no JSON. Write for example {_EXAMPLE}"
        raise _BadLineError(reason) from error
    text = request.get("text") if isinstance(request, dict) else None
    if not isinstance(text, str):
        reason = f"“text” has to be a text. Write for example {_EXAMPLE}"
        raise _BadLineError(reason)
    try:
        return text, datetime.fromisoformat(request.get("now"))
    except (TypeError, ValueError) as error:
        reason = f"“now” has to be a date and time with its offset. Write for example {_EXAMPLE}"
        raise _BadLineError(reason) from error


def _understood(text: str, now: datetime) -> Understood:
    # An offset is no zone: the local day is all that counts here, so the wall clock is read as UTC.
    try:
        return understand(text, now.replace(tzinfo=UTC), "UTC")
    except OverflowError as error:
        reason = f"“now” is too far from today. Write for example {_EXAMPLE}"
        raise _BadLineError(reason) from error


def _data(found: Understood) -> dict[str, object]:
    return {
        "command": found.command,
        "verb": found.verb,
        "who": list(found.who),
        "on": found.on.isoformat() if found.on else None,
        "by": found.by.isoformat() if found.by else None,
        "ask": found.ask,
    }


def _words(found: Understood) -> str:
    return " ".join(part for part in (found.command, found.ask) if part) or "(nothing to do)"
