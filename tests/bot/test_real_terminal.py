"""The chat on a real pseudo-terminal, from the first hello to the answer to a nudge."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
_STYLE = re.compile(r"\x1b\[[?0-9;]*[a-zA-Z]")


class Terminal:
    """A terminal of 90 columns in which somebody chats as Sam."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        """Start the chat with its data in ``folder`` and wait for the first prompt."""
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(  # noqa: S603 NetLead itself
            [sys.executable, "-m", "bot.cli", "chat", "--user", "Sam", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "NETLEAD_DATA_DIR": str(folder),
                "TZ": "Europe/Berlin",
                "TERM": "xterm",
                "COLUMNS": "90",
            },
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self.first = self._until_it_asks()

    def type(self, line: str) -> str:
        """Type ``line`` and return what is shown up to the next prompt, or the end."""
        os.write(self._master, line.encode() + b"\n")
        return self._until_it_asks()

    def press(self, label: str, shown: str) -> str:
        """Type the number of the last button with ``label`` among what is ``shown``."""
        numbers = re.findall(rf"\[(\d+)\] {re.escape(label)}", shown)
        return self.type(numbers[-1])

    def ended(self) -> int:
        return self._process.wait(PATIENCE)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _until_it_asks(self) -> str:
        shown = ""
        while not shown.endswith("\n> "):
            if not select.select([self._master], [], [], PATIENCE)[0]:
                raise TimeoutError(shown)
            try:
                data = os.read(self._master, 65536)
            except OSError:  # how Linux says that the other end is closed
                return shown
            if not data:
                return shown
            shown += _STYLE.sub("", data.decode()).replace("\r", "")
        return shown


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Return what starts chats over one and the same database."""
    begun: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        begun.append(Terminal(tmp_path, *arguments))
        return begun[-1]

    yield start
    for terminal in begun:
        terminal.close()


def test_from_hello_to_a_nudge_and_its_answer(chat: Callable[..., Terminal]) -> None:
    sam = chat("--now", "2026-11-24T08:00+01:00")
    assert "Welcome to NetLead" in sam.first
    assert "`clock +1 week` lets a week pass" in sam.first

    people = sam.press("Next: pick people", sam.first)
    examples = sam.press("Show me with example people", people)
    assert "example people are here" in examples
    assert "Your first nudge" in sam.press("See my first nudge", examples)

    week = sam.type("clock +1 week")
    came = re.findall(r"NetLead writes, (\w+) (\d+) November 2026, (\d\d):\d\d", week)
    assert len(came) >= 3
    assert all(9 <= int(hour) < 18 for _, _, hour in came)
    assert not {"Saturday", "Sunday"} & {day for day, _, _ in came}
    assert "It is Tuesday 1 December 2026, 08:00 (Europe/Berlin)." in week

    why = sam.press("Why this?", week)
    assert "What I saw" in why
    assert "Research behind it" in why
    done = sam.press("Done", week)
    assert "Well done. How?" in done
    noted = sam.press("I helped", done)
    who = re.search(r"Done: you helped (.+)", noted)
    assert who
    assert who[1] in week

    assert sam.type("quit") == "quit\n"
    assert sam.ended() == 0


def test_the_demos_time_outlasts_the_chat(chat: Callable[..., Terminal]) -> None:
    first = chat()
    before = first.type("clock")
    after = first.type("clock +1 week")
    assert before != after
    first.type("quit")

    again = chat()

    assert again.first.startswith("Hello again, Sam. It is ")
    assert "Welcome" not in again.first
    day = re.findall(r"It is (\w+ \d+ \w+ \d+)", after)[0]
    assert f"It is {day}" in again.first
    again.type("\x04")
    assert again.ended() == 0
