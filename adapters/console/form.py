"""Asks a form's fields one after the other, for people who have a keyboard and no mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.console.columns import safe
from adapters.console.keyboard import Keyboard
from coaching.messages import Input

CLEAR = "-"
"""Typed for a field that is already filled in: leave it empty."""
Show = Callable[[str], None]


def fill_in(inputs: Sequence[Input], keyboard: Keyboard, show: Show) -> dict[str, str]:
    """Return the values by field name. Ctrl-C and Ctrl-D pass through as they come.

    An empty line keeps what a field was filled with; a needed field without a value is asked again.
    """
    return {item.name: _ask(item, keyboard, show) for item in inputs}


def _ask(item: Input, keyboard: Keyboard, show: Show) -> str:
    for number, (label, _) in enumerate(item.choices, start=1):
        show(f"  {number}  {safe(label)}")
    while True:
        typed = keyboard.ask(_prompt(item)).strip()
        value = _value(item, typed)
        if value is None:
            show(f"Please type a number from 1 to {len(item.choices)}.")
        elif not value and item.required:
            show("This one is needed. Ctrl-C leaves the form.")
        else:
            return value


def _value(item: Input, typed: str) -> str | None:
    """Return the field's value for what was typed; None if it is none of the choices."""
    if not typed:
        return item.value
    if item.value and typed == CLEAR:
        return ""
    if item.kind != "choice":
        return typed
    short = len(typed) <= len(str(len(item.choices)))
    if short and typed.isdecimal() and 1 <= int(typed) <= len(item.choices):
        return item.choices[int(typed) - 1][1]
    for label, value in item.choices:
        if typed.casefold() in {label.casefold(), value.casefold()}:
            return value
    return None


def _prompt(item: Input) -> str:
    if item.value:
        shown = next((label for label, value in item.choices if value == item.value), item.value)
        note = f" [{shown}; {CLEAR} empties it]"
    elif item.hint:
        note = f" ({item.hint})"
    else:
        note = "" if item.required else " (Enter skips)"
    return " ".join(safe(item.label + note).split()) + ": "
