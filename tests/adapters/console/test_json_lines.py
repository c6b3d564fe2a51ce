"""Line by line as JSON: one object for each line, whatever the line is."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from adapters.console.json_lines import serve
from coaching.messages import Button, Card, Field, Input, Picture
from tests.adapters.console.fakes import Coach, conversation


def answers(coach: Coach, data: bytes) -> list[dict[str, Any]]:
    out = io.StringIO()
    with conversation(coach) as talk:
        serve(talk, io.BytesIO(data), out)
    assert out.getvalue().isascii()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_slot_of_a_card_has_its_place() -> None:
    card = Card(
        title="Tip",
        body="Give first.",
        fields=(Field("Source", "Grant 2013"),),
        picture=Picture(alt="A map."),
        inputs=(Input(name="who", label="Who"),),
        buttons=(Button(label="Try it", command="try 1"),),
    )

    (answer,) = answers(Coach({"tip": card}), b"tip\n")

    assert answer.keys() >= {"title", "body", "fields", "inputs", "buttons", "text"}
    assert answer["title"] == "Tip"
    assert answer["fields"] == [{"label": "Source", "value": "Grant 2013"}]
    assert answer["buttons"][0].items() >= {"label": "Try it", "command": "try 1"}.items()
    assert answer["inputs"][0]["name"] == "who"
    assert answer["text"].startswith("Tip\nGive first.")


LINES = {
    "an empty line": (b"\n", ""),
    "a Windows line": (b"tip\r\n", "tip"),
    "no line break at the end": (b"tip", "tip"),
    "bytes that are no text": (b"caf\xe9\n", "caf\ufffd"),
    "half a character": (b"\xed\xa0\xbd\n", "\ufffd\ufffd\ufffd"),
    "NUL": (b"a\0b\n", "a\ufffdb"),
    "other line breaks": ("a\u2028b\x0bc\x85\n".encode(), "a\u2028b\x0bc\x85"),
    "a carriage return in the middle": (b"a\rb\n", "a\rb"),
    "a megabyte": (b"x" * 1_000_000 + b"\n", "x" * 1_000_000),
}


@pytest.mark.parametrize(("data", "text"), LINES.values(), ids=LINES)
def test_every_line_is_one_message_and_one_object(data: bytes, text: str) -> None:
    coach = Coach()

    assert len(answers(coach, data)) == 1
    assert coach.texts == [text]


def test_no_line_no_object() -> None:
    assert answers(Coach(), b"") == []


def test_nothing_to_say_is_an_empty_card() -> None:
    (answer,) = answers(Coach({"thanks": None}), b"thanks\n")

    assert answer["title"] == answer["body"] == answer["text"] == ""
    assert answer["buttons"] == []


def test_a_card_with_half_a_character_can_be_printed() -> None:
    (answer,) = answers(Coach({"who": Card(title="\ud83d")}), b"who\n")

    assert answer["title"] == "\ud83d"


class Pipe(io.BytesIO):
    """Hands out three lines, and counts before each how many answers there are by then."""

    def __init__(self, out: io.StringIO) -> None:
        super().__init__()
        self.out = out
        self.answered: list[int] = []

    def __next__(self) -> bytes:  # noqa: D105 the class says it
        self.answered.append(self.out.getvalue().count("\n"))
        if len(self.answered) > 3:
            raise StopIteration
        return b"tip\n"


def test_every_answer_comes_before_the_next_line_is_read() -> None:
    out = io.StringIO()
    pipe = Pipe(out)

    with conversation(Coach()) as talk:
        serve(talk, pipe, out)

    assert pipe.answered == [0, 1, 2, 3]


def test_every_message_has_its_own_id_and_one_sender() -> None:
    coach = Coach()

    answers(coach, b"a\na\na\n")

    assert len({message.id for message in coach.heard}) == 3
    message = coach.heard[0]
    assert (message.sender.platform, message.sender.workspace) == ("console", "local")
    assert (message.sender.user, message.sender.name) == ("Ada", "Ada")
    assert message.sender.time_zone == "Europe/Berlin"
    assert message.conversation == "console:Ada"
    assert message.private
    assert message.press is None
