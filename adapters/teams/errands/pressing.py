"""What takes a card's place after a press: the answer, or its form again with what to put right."""

from __future__ import annotations

import asyncio

from adapters.base import Desk
from adapters.teams.cards.adaptive import Posting
from adapters.teams.cards.reading import Pressed
from adapters.teams.cards.settled import after_press, form_again, needed
from coaching.messages import Card, Sender

RECALLED_WITHIN = 1.0
"""Seconds for finding a form again, while Teams waits; without it the answer stands alone."""


class Presses:
    """Makes what stands on a card's message after a press."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def problem(self, sender: Sender, pressed: Pressed | None) -> Card | None:
        """Return the refusal of a form that was sent off with something missing; else None."""
        if pressed is None or not pressed.lacking:
            return None
        form = await self.form(sender, pressed)
        return needed(form or Card(), pressed.lacking)

    async def form(self, sender: Sender, pressed: Pressed) -> Card | None:
        """Return the card whose form was sent off; None where it is not kept, or not at hand."""
        try:
            async with asyncio.timeout(RECALLED_WITHIN):
                return await self._desk.recall(sender, pressed.key)
        except TimeoutError:
            return None

    async def posting(self, sender: Sender, pressed: Pressed, answer: Card, key: str) -> Posting:
        """Return what takes the pressed card's place; ``key`` names the ``answer``."""
        form = None
        if pressed.kind == "form" and answer.refused:
            form = await self.form(sender, pressed)
        if form is None or not form.inputs:
            return after_press(pressed.title, pressed.label, answer, key)
        return form_again(form, pressed.key, pressed.values, answer, key)
