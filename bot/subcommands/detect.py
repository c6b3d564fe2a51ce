"""``netlead detect``: windows of chat in, line by line as JSON; who helped whom out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from bot.chat_windows import Window, WindowError, read_window
from coaching.detection.detecting import detect

LONGEST_LINE = 32_000_000
"""Bytes of one line of input; more is a mistake, and would only fill the memory."""


def run(arguments: argparse.Namespace) -> int:
    """Answer every line of the input that is not empty with one line, also one that is wrong."""
    for line in _lines(sys.stdin.buffer):
        try:
            window = read_window(line)
        except WindowError as error:
            answer: dict[str, Any] = {"id": error.key, "events": [], "error": str(error)}
        else:
            answer = {"id": window.key, "events": found(window)}
        sys.stdout.write((_object(answer) if arguments.json else _words(answer)) + "\n")
        sys.stdout.flush()
    return 0


def found(window: Window) -> list[dict[str, Any]]:
    """Return the events that ``window`` shows, as they are printed."""
    return [
        {
            "helper": event.helper,
            "helped": event.helped,
            "kind": event.kind,
            "confidence": round(event.confidence, 2),
        }
        for event in detect(window.lines)
    ]


def _lines(stream: BinaryIO) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)  # of a line too long: cut JSON is refused below
        text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if text:
            yield text


def _object(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=True)


def _words(answer: Mapping[str, Any]) -> str:
    """Return ``answer`` as a line for people."""
    if "error" in answer:
        return f"{answer['id']}: {answer['error']}"
    events = [
        f"{e['helper']} helped {e['helped']} ({e['kind']}, {e['confidence']:.0%} sure)"
        for e in answer["events"]
    ]
    return f"{answer['id']}: {'; '.join(events) or 'nobody helped anybody, as far as can be told'}"
