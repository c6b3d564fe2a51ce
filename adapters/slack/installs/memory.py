"""A short memory of the installations that were asked for, so that messages need no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from adapters.slack.installs.installed import Installation, Key

REMEMBERED_FOR = 60.0
"""Seconds for which what another process changed may go unseen here."""
MOST_REMEMBERED = 4096


class Memory:
    """Active installations by the names they were asked for; lost ones are never remembered.

    So whoever comes back is served at once, in whichever process it was noted.
    """

    def __init__(self, time: Callable[[], float] = monotonic) -> None:
        """Begin with nothing; ``time`` counts seconds."""
        self._time = time
        self._known: dict[Key, tuple[float, Installation]] = {}
        self.changes = 0

    def get(self, asked: Key) -> Installation | None:
        """Return what is remembered under these names."""
        found = self._known.get(asked)
        return found[1] if found and found[0] > self._time() else None

    def put(self, asked: Key, installation: Installation, since: int) -> None:
        """Remember what was read while ``changes`` stood at ``since``.

        What was read before a change must not outlive it.
        """
        if not installation.active or since != self.changes:
            return
        self._known.pop(asked, None)
        self._known[asked] = (self._time() + REMEMBERED_FOR, installation)
        if len(self._known) > MOST_REMEMBERED:
            del self._known[next(iter(self._known))]

    @contextmanager
    def forgetting(self, key: Key) -> Iterator[None]:
        """Forget all that an installation's change may have made wrong, come of it what may."""
        try:
            yield
        finally:
            self.changes += 1
            for asked in [a for a, known in self._known.items() if _touches(key, a, known[1])]:
                del self._known[asked]


def _touches(key: Key, asked: Key, known: Installation) -> bool:
    return known.key == key or (bool(key[1]) and asked[1] == key[1])
