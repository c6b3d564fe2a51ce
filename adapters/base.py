"""What every platform adapter is: something that runs, sends, and can say whether it sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol

from starlette.routing import BaseRoute

from coaching.messages import Card, Message

Handler = Callable[[Message], Awaitable[Card | None]]
"""Takes a message to the coach and brings the answer; never raises. None: nothing to say."""


class DeliveryError(Exception):
    """A card could not be delivered, or it is not known whether it was.

    ``verdict``: ``"retry"`` it was certainly not delivered and may be tried again after
    ``retry_after`` seconds; ``"stop"`` this conversation is closed for good; ``"unsure"`` it may
    or may not have arrived.
    """

    def __init__(
        self,
        reason: str,
        *,
        verdict: Literal["retry", "stop", "unsure"],
        retry_after: float = 0.0,
    ) -> None:
        """Say why (without personal text) and what may be done about it."""
        super().__init__(reason)
        self.verdict = verdict
        self.retry_after = retry_after


class Adapter(Protocol):
    """A chat platform. Conversations it mints start with its ``name`` and a colon."""

    name: str

    def routes(self) -> Sequence[BaseRoute]:
        """Return what the platform needs in the one HTTP server; empty for none."""
        ...

    async def run(self) -> None:
        """Serve the platform until cancelled."""
        ...

    async def send(self, conversation: str, card: Card, key: str) -> None:
        """Deliver ``card`` under its unique ``key``; raise `DeliveryError` if that fails."""
        ...

    async def delivered(self, conversation: str, key: str) -> bool | None:
        """Look whether the card with ``key`` has arrived; None if the platform cannot tell."""
        ...
