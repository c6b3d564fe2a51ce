"""The keyboard of a terminal: one line at a time, with history and completion where there is readline.

The history lasts as long as the chat: a file of it would keep in the open what NetLead encrypts.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Protocol

Complete = Callable[[str, int], str | None]


class Keyboard(Protocol):
    """Where a person's lines come from."""

    def ask(self, prompt: str) -> str:
        """Return the next line without its end.

        Raises `EOFError` at the end (Ctrl-D) and `KeyboardInterrupt` on Ctrl-C.
        """
        ...


class Readline:
    """The real keyboard: `input`, with readline's history and Tab."""

    def __init__(self, command_names: Sequence[str]) -> None:
        """Let Tab complete ``command_names``; without readline (Windows) Tab is a tab."""
        if find_spec("readline"):
            readline = importlib.import_module("readline")
            readline.set_completer(completer(command_names))
            readline.set_completer_delims("")
            editline = "libedit" in (readline.__doc__ or "")
            readline.parse_and_bind("bind ^I rl_complete" if editline else "tab: complete")

    def ask(self, prompt: str) -> str:
        """Return the next line typed after ``prompt``."""
        return input(prompt)


def completer(command_names: Sequence[str]) -> Complete:
    """Return what readline asks for the n-th completion of what was typed; only commands complete."""
    names = sorted(command_names)

    def complete(typed: str, number: int) -> str | None:
        fitting = [name + " " for name in names if name.startswith(typed.lower())]
        return fitting[number] if number < len(fitting) else None

    return complete
