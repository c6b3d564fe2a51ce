"""The terminal as a platform: nudges are shown above the prompt of whoever sits there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.routing import BaseRoute

from adapters.console.conversation import PLATFORM
from coaching.messages import Card

Show = Callable[[str, Card], None]
"""Takes a nudge's key and its card and shows it."""


class ConsoleAdapter:
    """One person's terminal, for as long as the chat is open."""

    name = PLATFORM

    def __init__(self, show: Show) -> None:
        """Have nudges shown by ``show``."""
        self._show = show

    def routes(self) -> Sequence[BaseRoute]:
        """Return nothing: a terminal needs no server."""
        return ()

    async def run(self) -> None:
        """Return at once: the terminal's own loop asks for lines (`Terminal.run`)."""

    async def send(self, conversation: str, card: Card, key: str) -> None:  # noqa: ARG002 one terminal, one conversation
        """Show a nudge; what the terminal cannot take passes through as `OSError`."""
        self._show(key, card)

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:  # noqa: ARG002 always the same
        """Return False: a terminal forgets, and showing a nudge again does no harm."""
        return False
