"""``netlead detect``: windows in, events out, and a kind word for every line that is wrong."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from bot.cli import main
from bot.subcommands import detect

ASKED = {"author": "U0BEN", "name": "Ben", "bot": False, "text": "how?", "ts": "1.1"}
ANSWERED = {"author": "U0ANA", "name": "Ana", "text": "like this", "ts": "2.1", "thread": "1.1"}
THANKED = {"author": "U0BEN", "text": "that did it, thanks!", "ts": 3.1, "thread": 1.1}
HELP = {"helper": "U0ANA", "helped": "U0BEN", "kind": "thanks", "confidence": 0.95}


class Piped:
    """The command line with lines piped in."""

    def __init__(self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capsys = capsys

    def prints(self, lines: bytes, *options: str) -> list[str]:
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        assert main(["detect", *options]) == 0
        return self._capsys.readouterr().out.splitlines()

    def answers(self, *windows: object) -> list[dict[str, Any]]:
        lines = b"".join(json.dumps(window).encode() + b"\n" for window in windows)
        return [json.loads(line) for line in self.prints(lines, "--json")]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Piped:
    return Piped(monkeypatch, capsys)


def thanks(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [event for event in answer["events"] if event["kind"] == "thanks"]


def test_a_window_gives_its_events(piped: Piped) -> None:
    [answer] = piped.answers({"id": "w", "messages": [ASKED, ANSWERED, THANKED]})
    assert answer["id"] == "w"
    assert thanks(answer) == [HELP]


def test_a_window_may_come_newest_first(piped: Piped) -> None:
    [answer] = piped.answers({"id": 7, "messages": [THANKED, ANSWERED, ASKED]})
    assert answer["id"] == 7
    assert thanks(answer) == [HELP]


def test_what_is_missing_is_taken_as_empty(piped: Piped) -> None:
    bare = [{"name": "Ana"}, {}, {"text": None, "author": None}, {"author": 3, "ts": "soon"}]
    assert piped.answers({"messages": bare}) == [{"id": None, "events": []}]


def test_times_in_words_are_times(piped: Piped) -> None:
    later = {"author": "b", "text": "thanks", "ts": "2026-01-01T10:00:09Z"}
    first = {"author": "a", "text": "do it so", "ts": "2026-01-01T10:00:00+00:00"}
    [answer] = piped.answers({"id": 1, "messages": [later, first]})
    assert [event["helper"] for event in thanks(answer)] == ["a"]


@pytest.mark.parametrize(
    ("window", "says"),
    [
        ([], "not an object"),
        ("words", "not an object"),
        ({"id": []}, "“id”"),
        ({"id": True, "messages": []}, "“id”"),
        ({"id": "w"}, "“messages”"),
        ({"id": "w", "messages": {}}, "“messages”"),
        ({"id": "w", "messages": ["hi"]}, "Message 1"),
        ({"id": "w", "messages": [{"author": "a", "text": 1.5}]}, "“text” of message 1"),
        ({"id": "w", "messages": [{"author": True}]}, "“author” of message 1"),
        ({"id": "w", "messages": [{"author": "a", "bot": "yes"}]}, "“bot” of message 1"),
        ({"id": "w", "messages": [{"author": "a", "ts": []}]}, "“ts” of message 1"),
        ({"id": "w", "messages": [{"author": "a", "thread": False}]}, "“thread” of message 1"),
        ({"id": "w", "messages": [{}] * 10_001}, "10001"),
    ],
)
def test_a_wrong_line_is_told_what_is_wrong_and_the_rest_goes_on(
    piped: Piped, window: object, says: str
) -> None:
    wrong, right = piped.answers(window, {"id": "w", "messages": [ASKED, ANSWERED, THANKED]})
    assert says in wrong["error"]
    assert wrong["events"] == []
    assert thanks(right) == [HELP]


def test_lines_that_are_no_json(piped: Piped) -> None:
    lines = piped.prints(
        b'\xef\xbb\xbf{"messages": []}\n\n\xff\xfe\n{"messages": [\nnull', "--json"
    )
    answers = [json.loads(line) for line in lines]
    assert ["error" in answer for answer in answers] == [False, True, True, True]


def test_a_line_without_end_is_cut_and_refused(
    piped: Piped, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detect, "LONGEST_LINE", 50)
    lines = piped.prints(b'{"messages": [' + b" " * 500 + b']}\n{"messages": []}\n', "--json")
    assert ["error" in json.loads(line) for line in lines] == [True, False]


def test_without_json_it_speaks(piped: Piped) -> None:
    window = {"id": "w", "messages": [ASKED, ANSWERED, THANKED]}
    lines = json.dumps(window) + '\n{"id": 2, "messages": []}\nx\n'
    first, second, third = piped.prints(lines.encode())
    assert "U0ANA helped U0BEN (thanks, 95% sure)" in first
    assert second == "2: nobody helped anybody, as far as can be told"
    assert "cannot be read" in third
