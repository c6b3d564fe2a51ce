"""Open asks and offers as a card, and closing one by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.names import clip
from coaching.network import Need
from coaching.repository.plans import Needs

_DONE = ("done", "close", "met")
_BUTTONS = 5


def needs_card(
    kind: Literal["ask", "offer"], needs: Sequence[Need], title: str, form: Input
) -> Card:
    """Return the open asks or offers with a form for another one."""
    mine = [need for need in needs if need.kind == kind]
    fields = tuple(Field(f"Number {need.number}", clip(need.text, 200)) for need in mine)
    close = tuple(
        Button(label=f"Close “{clip(need.text, 24)}”", command=f"{kind} done {need.number}")
        for need in mine[:_BUTTONS]
    )
    return Card(
        title=title,
        body="" if mine else f"None yet. Type `{kind} {form.hint}`, or fill this in.",
        fields=fields,
        inputs=(form,),
        buttons=(Button(label="Keep it", command=kind, submits=True, primary=True), *close),
    )


def close_need(needs: Needs, kind: Literal["ask", "offer"], text: str) -> Need | None:
    """Close the need that "done 7" names and return it; None if ``text`` closes nothing."""
    word, _, rest = text.partition(" ")
    digits = rest.strip().lstrip("#")
    if word.lower() not in _DONE or not digits.isdecimal():
        return None
    need = needs.get(int(digits[:9]))
    if need is None or need.kind != kind:
        raise UsageError(f"I found no open {kind} with that number. Type `{kind}` to see them.")
    needs.close(need)
    return need
