"""The coach's cards as people read them: names in the place of the tokens that stand for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.base import Desk, Later
from adapters.teams.errands.speech import readable
from coaching.messages import Button, Card, Field, Input, Message, Sender


class NamingDesk:
    """A desk whose cards hold no tokens but in the commands of their buttons."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, message: Message) -> Card:
        """Return the coach's answer to ``message``; `BusyError` where it could not be taken in."""
        return in_names(await self._desk.answer(message))

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:
        """Return the answer, or after ``seconds`` a card that says what became of the message."""

        async def named(card: Card) -> None:
            await later(in_names(card))

        return in_names(await self._desk.answer_within(message, seconds, named))

    async def overview(self, sender: Sender) -> Sequence[Card]:
        """Return the cards that show a person where she stands."""
        return [in_names(card) for card in await self._desk.overview(sender)]

    async def recall(self, sender: Sender, key: str) -> Card | None:
        """Return the answer that the sender's message with the id ``key`` got, if it is kept."""
        card = await self._desk.recall(sender, key)
        return in_names(card) if card else None

    async def follow(self, sender: Sender, conversation: str = "") -> None:
        """Let a known person's zone follow the platform's, and reach her at ``conversation``."""
        await self._desk.follow(sender, conversation)

    async def erase(self, workspace: str) -> None:
        """Remove every row of everybody in a workspace."""
        await self._desk.erase(workspace)


def in_names(card: Card) -> Card:
    """Return ``card`` with people by name in everything that is read."""
    return replace(
        card,
        title=readable(card.title),
        body=readable(card.body),
        fields=tuple(Field(readable(f.label), readable(f.value)) for f in card.fields),
        inputs=tuple(_input(item) for item in card.inputs),
        buttons=tuple(_button(button) for button in card.buttons),
    )


def _input(item: Input) -> Input:
    label, value, hint = readable(item.label), readable(item.value), readable(item.hint)
    return replace(item, label=label, value=value, hint=hint)


def _button(button: Button) -> Button:
    return replace(button, label=readable(button.label))
