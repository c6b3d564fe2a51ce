"""What every platform adapter is: something that runs, sends, and can say whether it sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from starlette.routing import BaseRoute

from coaching.messages import Card, Message, Sender

Handler = Callable[[Message], Awaitable[Card | None]]
"""Takes a message to the coach and brings the answer; never raises. None: nothing to say."""

Later = Callable[[Card], Awaitable[None]]
"""Takes an answer that could not be given in time to whoever asked."""


class BusyError(Exception):
    """The coach could not take a message in; nothing was saved, and later it may."""


class Desk(Protocol):
    """The coach, as a platform sees it that wants more of it than answers."""

    async def answer(self, message: Message) -> Card:
        """Return the coach's answer to ``message``; the same id gets the same answer.

        `BusyError` where it could not be taken in now: nothing was saved.
        """
        ...

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:
        """Return the answer, or after ``seconds`` a card that says what became of the message.

        Either it was not taken in, which the card says, or its answer goes to ``later``.
        """
        ...

    async def overview(self, sender: Sender) -> Sequence[Card]:
        """Return the cards that show a person where she stands; nothing is written.

        For somebody who never spoke with the coach, one card that says how to begin.
        """
        ...

    async def recall(self, sender: Sender, key: str) -> Card | None:
        """Return the answer that the sender's message with the id ``key`` got, if it is kept."""
        ...

    async def follow(self, sender: Sender, conversation: str = "") -> None:
        """Let the zone of somebody who is known follow her platform's, where she set none.

        With ``conversation``, her own with the coach, she is reached there from now on.
        """
        ...

    async def erase(self, workspace: str) -> None:
        """Remove every row of everybody in a workspace of this platform."""
        ...


Verdict = Literal["retry", "wait", "stop", "unsure"]


class DeliveryError(Exception):
    """A card could not be delivered, or it is not known whether it was.

    ``verdict``: ``"retry"`` it was certainly not delivered and may be tried again after
    ``retry_after`` seconds; ``"wait"`` the same, and nothing is wrong: it is not its time yet;
    ``"stop"`` this conversation is closed for good; ``"unsure"`` it may or may not have arrived.
    """

    def __init__(
        self,
        reason: str,
        *,
        verdict: Verdict,
        retry_after: float = 0.0,
    ) -> None:
        """Say why (without personal text) and what may be done about it."""
        super().__init__(reason)
        self.verdict = verdict
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery of the platform that is to be worked off; ``tries`` counts earlier beginnings."""

    key: str
    tenant: str
    body: str
    tries: int = 0


class Arrivals(Protocol):
    """What the platform delivered: kept before it is acknowledged, and worked off once."""

    async def keep(self, arrival: Arrival, within: float) -> bool:
        """Store a delivery, in the caller's hands for a while; False if its key is known.

        `TimeoutError` where that takes longer than some seconds: it may be stored later.
        """
        ...

    async def settle(self, arrival: Arrival) -> None:
        """Note that a delivery was worked off, and forget what was in it."""
        ...

    async def put_back(self, arrival: Arrival) -> None:
        """Note that a delivery could not be worked off: later again, or never after some tries."""
        ...

    async def left_over(self, count: int) -> Sequence[Arrival]:
        """Take up to ``count`` deliveries that nobody has in hands."""
        ...

    async def forget(self, tenant: str) -> None:
        """Remove everything that was delivered for a workspace."""
        ...


@runtime_checkable
class Forgetful(Protocol):
    """A platform that keeps something of people for itself, such as where they are reached."""

    async def forget(self, tenant: str, person: str) -> None:
        """Remove what is kept of a person; of everybody in ``tenant`` where ``person`` is empty."""
        ...


class Adapter(Protocol):
    """A chat platform. Conversations it mints start with its ``name`` and a colon."""

    name: str

    def routes(self) -> Sequence[BaseRoute]:
        """Return what the platform needs in the one HTTP server; empty for none."""
        ...

    async def run(self) -> None:
        """Serve the platform until cancelled."""
        ...

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        """Deliver ``card`` under its unique ``key``; raise `DeliveryError` if that fails.

        Returns the address to use for this conversation from now on; None: the same as before.
        """
        ...

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        """Look whether the card with ``key`` has arrived; None if the platform cannot tell.

        No try to send it was begun before ``since``.
        """
        ...
