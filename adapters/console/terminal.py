"""The chat in a terminal: type a line, or the number of a button; forms are asked field by field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from adapters.console.board import Board, Open
from adapters.console.columns import safe
from adapters.console.conversation import Conversation, clean
from adapters.console.files import save
from adapters.console.form import fill_in
from adapters.console.keyboard import Keyboard
from adapters.console.render import Paint, plain, render
from adapters.console.timekeeper import Timekeeper
from coaching.messages import Button, Card, File, Press, compose

PROMPT = "> "
GREETING = "Type a line, a button’s number, or help. Ctrl-D leaves."
DEMO = "A demo: `clock +1 week` lets a week pass, and what comes up in it arrives."
FIRST_LINE = "start"
LEAVE = frozenset({"quit", "exit", "bye"})


class Terminal:
    """Shows cards and takes lines until the person leaves."""

    def __init__(
        self,
        conversation: Conversation,
        keyboard: Keyboard,
        out: TextIO,
        width: Callable[[], int],
        paint: Paint = plain,
        folder: Path = Path(),
    ) -> None:
        """Draw on ``out`` in lines of ``width()`` columns, asked anew for every card.

        Files that a card brings along are saved in ``folder``.
        """
        self._conversation = conversation
        self._keyboard = keyboard
        self._out = out
        self._width = width
        self._paint = paint
        self._folder = folder
        self._board = Board()
        self._time: Timekeeper | None = None

    def run(self, time: Timekeeper | None = None, hello: str = "") -> None:
        """Hold the conversation until Ctrl-D; Ctrl-C passes through as `KeyboardInterrupt`.

        With ``time`` nudges come too, before each prompt. ``hello`` is the line that greets;
        without one, and with ``time``, the coach shows a newcomer round.
        """
        self._time = time
        self._greet(hello)
        try:
            while True:
                if time:
                    time.look()
                typed = self._keyboard.ask(PROMPT).strip()
                if typed.lower() in LEAVE:
                    return
                self._take(typed)
        except EOFError:
            self._show("")

    def nudge(self, key: str, card: Card) -> None:
        """Show a card that the coach sends on its own; its buttons can be pressed like any."""
        said = f"NetLead writes, {self._time.words()}:" if self._time else "NetLead writes:"
        self._draw(card, self._board.put(key, card, nudge=True), self._paint("label", said) + "\n")

    def _greet(self, hello: str) -> None:
        if hello:
            self._show(hello)
        self._show(GREETING)
        if self._time and self._time.movable:
            self._show(DEMO)
        if self._time and not hello:
            self._say(FIRST_LINE, None)

    def _take(self, typed: str) -> None:
        if not typed:
            return
        found = self._board.find(typed)
        if found is not None:
            self._press(*found)
            return
        # A number that is on no button is a slip: the nudges in sight can still be pressed.
        if not typed.isdecimal():
            self._board.clear()
        told = self._time.take(typed) if self._time else None
        if told is None:
            self._say(typed, None)
        else:
            self._show(f"\n{told}\n")

    def _press(self, item: Open, button: Button) -> None:
        values: dict[str, str] = {}
        if button.submits:
            try:
                values = fill_in(item.card.inputs, self._keyboard, self._show)
            except KeyboardInterrupt:
                self._show("\nYou left the form; nothing was sent.")
                return
        line = compose(button, item.card.inputs, values)
        if not button.keeps:
            self._board.close(item)
        self._say(line, Press(card=item.key, label=button.label))

    def _say(self, line: str, press: Press | None) -> None:
        key, card = self._conversation.say(clean(line), press)
        self._draw(card, self._board.put(key, card, nudge=False))
        for file in card.files:
            self._save(file)

    def _draw(self, card: Card, first: int, heading: str = "") -> None:
        drawn = render(card, self._width(), self._paint, first)
        if drawn:
            self._show(f"\n{heading}{drawn}\n")

    def _save(self, file: File) -> None:
        try:
            self._show(f"Saved: {save(file, self._folder.absolute())}")
        except OSError as error:
            name = safe(file.name)
            self._show(f"{name} could not be saved in {self._folder} ({error.strerror}).")

    def _show(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()
