"""Whether a piece of work that was handed to a thread has begun: until then it can be called off."""

from __future__ import annotations

import asyncio
import threading
from typing import TypeVar

from adapters.ending import ENDING

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
    stopped, so then the cancellation has no hold: what came of it is returned. Only where the task
    is ended (`adapters.ending`) the work is the last that it does.
    """
    ending: asyncio.CancelledError | None = None
    while True:
        try:
            outcome = await asyncio.shield(future)
        except asyncio.CancelledError as cancelled:
            if future.cancelled() or ticket.take():
                future.cancel()
                raise
            ending = _heed(cancelled) or ending
        except Exception as failure:
            if ending is None:
                raise
            raise ending from failure
        else:
            if ending is None:
                return outcome
            raise ending


def _heed(cancelled: asyncio.CancelledError) -> asyncio.CancelledError | None:
    """Return a cancellation that is to hold later; any other is taken back."""
    if ENDING in cancelled.args:
        return cancelled
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
    return None
