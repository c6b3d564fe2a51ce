"""The outbox: due nudges to the right adapter, none lost silently, none sent twice.

The intent to send is committed right before each single send, and the send is outside any
transaction. What a crash or a doubtful answer leaves behind is looked up at the platform first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

import structlog

from adapters.base import Adapter, DeliveryError
from bot.database import Database
from coaching.deliveries import Deliveries
from coaching.messages import Card
from coaching.repository.deliveries import Delivery

_log = structlog.get_logger()

BATCH = 20
IN_FLIGHT = 8
"""Conversations that are sent to at the same time."""
SEND_WITHIN = 10.0
"""Seconds for one send or look-up; with `BATCH` and `IN_FLIGHT` a batch fits into its lease."""
_PAUSES = (0.2, 1.0)
"""Seconds between tries to write down what became of a send, should the database be away."""

Crashpoint = Callable[[str], None]
"""Called with the name of each step; tests stop the process there."""


class Outbox:
    """Sends what is due through the adapters."""

    def __init__(
        self,
        database: Database,
        deliveries: Deliveries,
        adapters: Mapping[str, Adapter],
        worker: str,
        *,
        crashpoint: Crashpoint = lambda _: None,
        send_within: float = SEND_WITHIN,
    ) -> None:
        """Work as ``worker`` (at most 64 characters, unique among all processes)."""
        self._database = database
        self._deliveries = deliveries
        self._adapters = adapters
        self._worker = worker
        self._crashpoint = crashpoint
        self._send_within = send_within
        self._places = asyncio.Semaphore(IN_FLIGHT)
        self._stopped = False

    @property
    def platforms(self) -> tuple[str, ...]:
        """Return the names of the platforms that this outbox can send to."""
        return tuple(sorted(self._adapters))

    def stop(self) -> None:
        """Claim nothing more; what is being sent is finished, what only was claimed given back."""
        self._stopped = True

    async def deliver(self) -> int:
        """Send all that is due now; return how many cards arrived.

        What comes due meanwhile, such as what a platform asked to wait with, is for the next round:
        so a round ends however slow a platform is.
        """
        arrived = 0
        by = self._deliveries.now()
        while self._adapters and not self._stopped:
            batch = await self._claim(by)
            by_conversation = groupby(
                sorted(batch, key=lambda item: item.conversation), lambda item: item.conversation
            )
            sent = await asyncio.gather(*(self._in_order(list(g)) for _, g in by_conversation))
            arrived += sum(sent)
            if len(batch) < BATCH:
                break
        return arrived

    async def _claim(self, by: datetime) -> list[Delivery]:
        self._crashpoint("before the claim")
        claim = self._deliveries.claim
        batch = await self._database.run(claim, self._worker, self.platforms, BATCH, by)
        self._crashpoint("after the claim")
        return batch

    async def _in_order(self, deliveries: Sequence[Delivery]) -> int:
        """Send one conversation's nudges one after the other; return how many arrived."""
        async with self._places:
            return sum([await self._safely(delivery) for delivery in deliveries])

    async def _safely(self, delivery: Delivery) -> bool:
        try:
            return await self._deliver(delivery)
        except Exception as error:  # noqa: BLE001 one delivery must not stop the others
            # What was claimed or begun comes back by itself when the lease ends.
            _log.error("a nudge could not be delivered", delivery=delivery.key, exc_info=error)
            return False

    async def _deliver(self, delivery: Delivery) -> bool:
        if self._stopped:
            await self._database.run(self._deliveries.release, delivery)
            return False
        adapter = self._adapters.get(delivery.conversation.partition(":")[0])
        if adapter is None:
            _log.error("a nudge has no conversation to go to", delivery=delivery.key)
            await self._database.run(self._deliveries.put_back, delivery)
            return False
        if delivery.state == "unsure":
            return await self._look_up(adapter, delivery)
        card = await self._begin(delivery)
        return card is not None and await self._send(adapter, delivery, card)

    async def _begin(self, delivery: Delivery) -> Card | None:
        self._crashpoint("before the intent")
        try:
            card = await self._database.run(self._deliveries.begin, delivery)
        except Exception:
            await self._database.run(self._deliveries.put_back, delivery)
            raise
        self._crashpoint("after the intent")
        return card

    async def _send(self, adapter: Adapter, delivery: Delivery, card: Card) -> bool:
        try:
            async with asyncio.timeout(self._send_within):
                address = await adapter.send(delivery.conversation, card, delivery.key)
        except Exception as error:  # noqa: BLE001 an adapter's bug may come before or after the arrival
            await self._failed(delivery, error)
            return False
        self._crashpoint("after the send")
        await self._write_down(self._deliveries.sent, delivery, address)
        self._crashpoint("after the send was written down")
        return True

    async def _failed(self, delivery: Delivery, error: Exception) -> None:
        verdict, wait = "unsure", 0.0
        if isinstance(error, DeliveryError):
            verdict, wait = error.verdict, error.retry_after
        if verdict == "wait":
            _log.debug("a nudge waits for its time", delivery=delivery.key, seconds=wait)
        else:
            _log.warning(
                "a nudge did not arrive",
                delivery=delivery.key,
                attempt=delivery.attempt,
                verdict=verdict,
                exc_info=error,
            )
        self._crashpoint("after a send that failed")
        await self._write_down(self._deliveries.failed, delivery, verdict, wait)
        self._crashpoint("after the failure was written down")

    async def _look_up(self, adapter: Adapter, delivery: Delivery) -> bool:
        self._crashpoint("before the look-up")
        try:
            async with asyncio.timeout(self._send_within):
                arrived = await adapter.delivered(
                    delivery.conversation, delivery.key, delivery.moment
                )
        except Exception as error:  # noqa: BLE001 not knowing is one of the answers
            verdict = error.verdict if isinstance(error, DeliveryError) else "unsure"
            if verdict != "stop":
                # Whether the card arrived is as unknown as before: asked again later.
                await self._failed(delivery, error if verdict == "wait" else _doubt(error))
                return False
            arrived = None
        self._crashpoint("after the look-up")
        await self._write_down(self._looked_up, delivery, arrived)
        self._crashpoint("after the look-up was written down")
        return arrived is True

    def _looked_up(self, delivery: Delivery, arrived: bool | None) -> None:  # noqa: FBT001 the platform's answer
        self._deliveries.looked_up(delivery, arrived=arrived)

    async def _write_down(self, work: Callable[..., None], *args: object) -> None:
        for pause in _PAUSES:
            try:
                return await self._database.run(work, *args)
            except Exception as error:  # noqa: BLE001 tried again; the last try below may raise
                _log.warning("the outcome of a send could not be written yet", exc_info=error)
                await asyncio.sleep(pause)
        return await self._database.run(work, *args)


def _doubt(error: Exception) -> DeliveryError:
    doubt = DeliveryError("the look-up failed", verdict="unsure")
    doubt.__cause__ = error
    return doubt
