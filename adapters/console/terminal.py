"""The chat in a terminal: type a line, or the number of a button; forms are asked field by field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from adapters.console.columns import safe
from adapters.console.conversation import Conversation, clean
from adapters.console.files import save
from adapters.console.form import fill_in
from adapters.console.keyboard import Keyboard
from adapters.console.render import Paint, plain, render
from coaching.messages import Button, Card, File, Press, compose

PROMPT = "> "
GREETING = "Type a line, a button’s number, or help. Ctrl-D leaves."


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
        self._card = Card()
        self._key = ""

    def run(self) -> None:
        """Hold the conversation until Ctrl-D; Ctrl-C passes through as `KeyboardInterrupt`."""
        self._show(GREETING)
        try:
            while True:
                self._take(self._keyboard.ask(PROMPT).strip())
        except EOFError:
            self._show("")

    def _take(self, typed: str) -> None:
        if not typed:
            return
        button = self._button(typed)
        if button is None:
            self._card = Card()
            self._say(typed, None)
        else:
            self._press(button)

    def _button(self, typed: str) -> Button | None:
        """Return the button of the latest card that ``typed`` is the number of."""
        buttons = self._card.buttons
        # Longer numbers are words for the coach: there are never that many buttons.
        is_number = typed.isdecimal() and len(typed) <= len(str(len(buttons)))
        return buttons[int(typed) - 1] if is_number and 1 <= int(typed) <= len(buttons) else None

    def _press(self, button: Button) -> None:
        values: dict[str, str] = {}
        if button.submits:
            try:
                values = fill_in(self._card.inputs, self._keyboard, self._show)
            except KeyboardInterrupt:
                self._show("\nYou left the form; nothing was sent.")
                return
        line = compose(button, self._card.inputs, values)
        press = Press(card=self._key, label=button.label)
        if not button.keeps:
            self._card = Card()
        self._say(line, press)

    def _say(self, line: str, press: Press | None) -> None:
        key, card = self._conversation.say(clean(line), press)
        # A card that stays keeps its numbers as long as the answer brings no buttons of its own.
        if card.buttons or not self._card.buttons:
            self._card, self._key = card, key
        drawn = render(card, self._width(), self._paint)
        if drawn:
            self._show(f"\n{drawn}\n")
        for file in card.files:
            self._save(file)

    def _save(self, file: File) -> None:
        try:
            self._show(f"Saved: {save(file, self._folder.absolute())}")
        except OSError as error:
            name = safe(file.name)
            self._show(f"{name} could not be saved in {self._folder} ({error.strerror}).")

    def _show(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()
