"""Whether a piece of work that was handed to a thread has begun: until then it can be called off."""

from __future__ import annotations

import asyncio
import threading
from typing import TypeVar

T = TypeVar("T")


class Ticket:
    """Taken once: by the thread that begins the work, or by whoever calls it off before that."""

    __slots__ = ("_lock",)

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take the ticket; return whether nobody else had it."""
        return self._lock.acquire(blocking=False)


async def to_the_end(future: asyncio.Future[T], ticket: Ticket) -> T:
    """Wait for the work behind ``future``.

    Cancelled before the work began, it is called off for good. Work that has begun cannot be
    stopped, so then the cancellation has no hold: what came of it is returned.
    """
    while True:
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            if future.cancelled() or ticket.take():
                future.cancel()
                raise
            task = asyncio.current_task()
            if task is not None:
                task.uncancel()
