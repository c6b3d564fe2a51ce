"""Ends what runs for as long as a platform does: all of it, and before anything else is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

AGAIN_AFTER = 0.1
"""Seconds: a cancellation passes by a task that is in the database, so it is sent again."""
WITHIN = 3.0
"""Seconds after which the rest, which waits for a database that does not answer, is left behind."""


async def end(tasks: Iterable[asyncio.Task[Any]], within: float = WITHIN) -> None:
    """Cancel ``tasks`` until each has ended, whatever comes of them.

    A unit of work that has begun is done to its end, and who waits for it then goes on as if
    nothing had happened: one that goes round in a loop would never notice that it is over.
    """
    loop = asyncio.get_running_loop()
    left, last = set(tasks), loop.time() + within
    while left and loop.time() < last:
        for task in left:
            task.cancel()
        done, left = await asyncio.wait(left, timeout=AGAIN_AFTER)
        await asyncio.gather(*done, return_exceptions=True)
