"""A coach that answers from a book, and a keyboard that types from a list."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from adapters.base import Adapter
from adapters.console.adapter import ConsoleAdapter
from adapters.console.conversation import Conversation
from adapters.console.terminal import Terminal
from adapters.console.timekeeper import Ticking, Timekeeper
from coaching.clock import Clock
from coaching.messages import Card, Message


class Coach:
    """Answers what is in its book, echoes the rest, and remembers what it heard."""

    def __init__(self, book: dict[str, Card | None] | None = None) -> None:
        self.book = book or {}
        self.heard: list[Message] = []

    async def handle(self, message: Message) -> Card | None:
        self.heard.append(message)
        return self.book.get(message.text, Card(body=f"You said: {message.text[:40]}"))

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.heard]


class Typist:
    """Types line after line; an exception among them is raised; at the end comes Ctrl-D."""

    def __init__(self, lines: Sequence[str | type[BaseException]]) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = self.lines.pop(0) if self.lines else EOFError
        if isinstance(line, str):
            return line
        raise line


class Sending(Ticking, Protocol):
    """Something that sends through ``adapter`` by ``clock``."""

    adapter: Adapter | None

    @property
    def clock(self) -> Clock:
        """Return the clock it goes by."""
        ...


@contextmanager
def conversation(coach: Coach) -> Iterator[Conversation]:
    with asyncio.Runner() as runner:
        yield Conversation(coach.handle, runner, "Ada", "Europe/Berlin")


def chat(
    coach: Coach,
    *lines: str | type[BaseException],
    folder: Path = Path(),
    due: Sending | None = None,
    hello: str = "",
    movable: bool = False,
) -> tuple[str, list[str]]:
    """Type ``lines``; return what the terminal showed and the prompts they were typed at.

    With ``due`` it sends what it has, and the clock is there and maybe ``movable``.
    """
    out, typist = io.StringIO(), Typist(lines)
    with asyncio.Runner() as runner:
        talk = Conversation(coach.handle, runner, "Ada", "Europe/Berlin")
        terminal = Terminal(talk, typist, out, lambda: 60, folder=folder)
        time = None
        if due:
            due.adapter = ConsoleAdapter(terminal.nudge)
            time = Timekeeper(due, due.clock, runner, "Europe/Berlin", movable=movable)
        terminal.run(time, hello)
    return out.getvalue(), typist.prompts
