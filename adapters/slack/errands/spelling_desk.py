"""The coach, who tells people in a channel what to type so that only the coach reads it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adapters.base import Desk, Later
from adapters.slack.cards.spelling import spelled_out
from coaching.messages import Card, Message, Sender


class SpellingDesk:
    """A desk whose answers name slash commands wherever a plain line would be read by others."""

    def __init__(self, desk: Desk, words: Collection[str]) -> None:
        """Answer as ``desk`` does; ``words`` are those that a command line can begin with."""
        self._desk = desk
        self._words = frozenset(words)

    async def answer(self, message: Message) -> Card:
        """Return the coach's answer to ``message``."""
        return self._spelled(message, await self._desk.answer(message))

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:
        """Return the answer in time, or what became of the message."""

        async def bring(card: Card) -> None:
            await later(self._spelled(message, card))

        return self._spelled(message, await self._desk.answer_within(message, seconds, bring))

    async def overview(self, sender: Sender) -> Sequence[Card]:
        """Return the cards of the home tab, where nothing can be typed."""
        return [spelled_out(card, self._words) for card in await self._desk.overview(sender)]

    async def recall(self, sender: Sender, key: str) -> Card | None:
        """Return the answer that the sender's message ``key`` got."""
        return await self._desk.recall(sender, key)

    async def follow(self, sender: Sender, conversation: str = "") -> None:
        """Let a known person's zone follow the platform's, and reach her at ``conversation``."""
        await self._desk.follow(sender, conversation)

    async def erase(self, workspace: str) -> None:
        """Remove everybody in a workspace."""
        await self._desk.erase(workspace)

    def _spelled(self, message: Message, card: Card) -> Card:
        return card if message.private else spelled_out(card, self._words)
