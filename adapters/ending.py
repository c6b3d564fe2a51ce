"""Ends what runs for as long as a platform does: all of it, and before anything else is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

ENDING = "it is over"
"""The message of these cancellations: by it, work that cannot be broken off knows that nothing is to
follow it."""
AGAIN_AFTER = 0.1
"""Seconds: some library may hold a cancellation back, so it is sent again."""
WITHIN = 3.0
"""Seconds after which the rest, which waits for a database that does not answer, is left behind."""


async def end(tasks: Iterable[asyncio.Task[Any]], within: float = WITHIN) -> None:
    """Cancel ``tasks`` until each has ended, whatever comes of them.

    A unit of work that has begun is done to its end. Who waits for it elsewhere goes on then as if
    nothing had happened; here, with the message `ENDING`, that is where the task ends.
    """
    loop = asyncio.get_running_loop()
    left, last = set(tasks), loop.time() + within
    while left and loop.time() < last:
        for task in left:
            task.cancel(ENDING)
        done, left = await asyncio.wait(left, timeout=AGAIN_AFTER)
        await asyncio.gather(*done, return_exceptions=True)
