"""How long each of many pieces of work may take: `asyncio.timeout`, with one timer for all of them.

Nearly every request is over long before its time. To start and stop a timer for each would cost
more than to check its signature.
"""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any


class Patience:
    """Ends what takes longer than some seconds with `TimeoutError`, as a context manager.

    Any number of tasks may be inside at the same time, each once.
    """

    def __init__(self, seconds: float) -> None:
        """Allow each task so many seconds."""
        self._seconds = seconds
        # In the order in which they end; with how often each was being cancelled by others before.
        self._ends: dict[asyncio.Task[Any], tuple[float, int]] = {}
        self._ended: dict[asyncio.Task[Any], int] = {}
        self._alarm: asyncio.TimerHandle | None = None

    def __enter__(self) -> None:
        """Begin to count."""
        loop, task = asyncio.get_running_loop(), _this_task()
        self._ends[task] = loop.time() + self._seconds, task.cancelling()
        if self._alarm is None:
            self._alarm = loop.call_later(self._seconds, self._look)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; `TimeoutError` if it was this that cancelled the task."""
        task = _this_task()
        if self._ends.pop(task, None) is not None:
            return
        before = self._ended.pop(task)
        if task.uncancel() <= before and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _look(self) -> None:
        """Cancel whose time is over, and look again when the next one's is."""
        loop = asyncio.get_running_loop()
        self._alarm = None
        for task, (end, before) in list(self._ends.items()):
            if end > loop.time():
                self._alarm = loop.call_at(end, self._look)
                return
            del self._ends[task]
            self._ended[task] = before
            task.cancel()


def _this_task() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    if task is None:
        reason = "only a task can be waited for with patience"
        raise RuntimeError(reason)
    return task
