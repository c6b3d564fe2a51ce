"""The time, as something handed in: nothing else in NetLead asks the system what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that runs ahead of another by an amount that only ever grows.

    Used for the demo mode, for tests and for the command line's ``--now``.
    """

    def __init__(self, base: Clock, ahead: timedelta = timedelta()) -> None:
        """Start ``ahead`` of ``base``."""
        self._base = base
        self.ahead = ahead

    def now(self) -> datetime:
        """Return the base clock's instant plus how far this one was moved."""
        return self._base.now() + self.ahead

    def advance(self, by: timedelta) -> None:
        """Move on by a positive amount; `ValueError` if it would go back."""
        if by < timedelta():
            reason = "the clock only moves forward"
            raise ValueError(reason)
        self.ahead += by


class StoppedClock:
    """A clock that shows one instant until it is set."""

    def __init__(self, instant: datetime) -> None:
        """Stop at ``instant``; `ValueError` if it has no time zone."""
        if instant.tzinfo is None:
            reason = "an instant needs a time zone"
            raise ValueError(reason)
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant at which the clock stands."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Set the clock to ``instant``."""
        self._instant = instant.astimezone(UTC)
