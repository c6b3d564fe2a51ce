"""Who helped whom: lines a second, beside one regular expression a line."""

from __future__ import annotations

import re
import time

from coaching.detection.detecting import detect
from coaching.detection.window import Line
from tests.bench.sides import Goal, Side, interleaved, say

LINES = 10_000
ROUNDS = 5
_THANKS = re.compile(r"thank|thx", re.IGNORECASE)
_PLAIN = (
    "the new build went out this morning and the dashboards are green so far",
    "lunch in ten minutes, the usual place",
    "I moved the notes of the retro to the wiki",
)
_TALK = (
    "how do I fold a list from the left?",
    "you can use List.foldl, it takes a function and a start",
    "that did it, thanks!",
    "the new build went out this morning and the dashboards are green so far",
)
_HOSTILE = ("thank" * 800, "thanks " * 570, "you " * 1000, "> " * 2000, "<@" * 2000, '"' * 4000)


def main() -> list[Goal]:
    """Measure lines without a cue, lines of help, and the slowest line that could be made."""
    plain, talk = _lines(_PLAIN), _lines(_TALK)
    sides: dict[str, Side] = {
        "one regular expression": lambda: _rate(_one_expression, plain),
        "no cue": lambda: _rate(detect, plain),
        "questions, answers, thanks": lambda: _rate(detect, talk),
    }
    found = interleaved(sides, ROUNDS)
    for name, rate in found.items():
        say(f"  {name:30}{rate:12,.0f} lines/s{1e6 / rate:8.1f} µs a line")
    worst = max(1 / _rate(detect, [Line(author="a", text=text)]) for text in _HOSTILE)
    say(f"  {'slowest line made to be slow':30}{worst * 1000:12.1f} ms")
    share = found["no cue"] / found["one regular expression"]
    return [
        Goal("lines without a cue a second, in thousands", found["no cue"] / 1000, 20),
        Goal("no cue / one regular expression a line, share of its speed", share, 0.02),
        Goal("ms for the slowest line of 4,000 characters", worst * 1000, 20, at_least=False),
    ]


def _lines(texts: tuple[str, ...]) -> list[Line]:
    return [
        Line(author=f"U{n % 7}", text=texts[n % len(texts)], at=n * 30.0, key=str(n))
        for n in range(LINES)
    ]


def _one_expression(lines: list[Line]) -> int:
    return sum(_THANKS.search(line.text) is not None for line in lines)


def _rate(work: object, lines: list[Line]) -> float:
    began = time.process_time()
    assert callable(work)
    work(lines)
    return len(lines) / (time.process_time() - began)
