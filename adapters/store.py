"""Where a platform keeps what it must remember for itself: units of work that are handed to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Store(Protocol):
    """The database, as a platform sees it."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """Open one unit of work in the calling thread: all of it is committed, or nothing."""
        ...

    async def run(self, work: Callable[..., T], *args: Any) -> T:  # noqa: ANN401 handed through to the work
        """Call ``work(*args)`` in a database thread; return once what it wrote is committed.

        Cancelled before the work began, it is not done; cancelled later, it is done to its end.
        """
        ...
