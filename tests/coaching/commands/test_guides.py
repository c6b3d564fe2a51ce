"""The sentences and the worked example of the guides do what the guides say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching.commands import phrases
from coaching.commands.base import Command
from tests.coaching.talk import Talk

ROOT = Path(__file__).parents[3]


def sentences() -> list[str]:
    """Return the lines in the plain code blocks, and those of the table of the user's guide."""
    readme = (ROOT / "README.md").read_text("utf-8")
    guide = (ROOT / "docs" / "using.md").read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", readme + guide, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `([^`]+)` \|", guide, re.MULTILINE)
    said = [line for language, block in blocks if not language for line in block.splitlines()]
    return said + rows


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_of_the_guides_is_understood(talk: Talk, sentence: str) -> None:
    talk.say("add Ada, Bo, Priya knows pricing")

    answer = talk.say(sentence)

    assert answer.title, answer.body


def test_the_worked_example_for_a_new_command_works(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    code = re.findall(r"^```python\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)[0]
    room: dict[str, Command] = {}
    exec(compile(code, "CONTRIBUTING.md", "exec"), room)  # noqa: S102 the guide's own example
    command = room["COMMAND"]
    monkeypatch.setitem(phrases(), command.name, command)

    assert talk.text("wave") == "Hello\nIt is Monday."
